#!lua
-- Sets up a community in an empty Redis. No other script does, so that lost data is noticed.
-- KEYS: meta
-- ARGV: at salt
-- Returns: initialised | already

if redis.call('HLEN', meta_key) > 0 then return { 'already' } end
redis.call('HSET', meta_key, 'v', '1', 'rev', '0', 'next', '1', 'edition', '0', 'created', at, 'salt', salt)
return { 'initialised' }
