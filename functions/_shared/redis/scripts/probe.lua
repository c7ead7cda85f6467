#!lua
-- Changes nothing, but is refused wherever a change would be: by a replica, a full memory, a disk that fails.
-- KEYS: meta
-- ARGV: schema
-- Returns: ready

local version = redis.call('HGET', meta_key, 'v')
if not version then return { 'uninitialised' } end
if version ~= schema then return { 'schema', version } end
return { 'ready' }
