#!lua
-- Makes an empty Redis a community. Never done by any other script, so that a state that was lost is seen.
-- KEYS: meta
-- ARGV: at salt
-- Returns: initialised | already

if redis.call('HLEN', meta) > 0 then return { 'already' } end
redis.call('HSET', meta, 'v', '1', 'rev', '0', 'next', '1', 'edition', '0', 'created', at, 'salt', salt)
return { 'initialised' }
