#!lua
-- Notes something the community goes by: the work of a period as done, its mix of ability, how its sender is.
-- KEYS: meta periods
-- ARGV: what value
-- Returns: marked

if redis.call('HEXISTS', meta, 'v') == 0 then return { 'uninitialised' } end
if what == 'period' then redis.call('HSETNX', periods, value, '1') else redis.call('HSET', meta, what, value) end
return { 'marked' }
