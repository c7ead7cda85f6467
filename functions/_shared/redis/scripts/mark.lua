#!lua
-- Notes something the community goes by: the work of a period as done, or its mix of ability.
-- KEYS: meta periods
-- ARGV: what value
-- Returns: marked

if redis.call('HEXISTS', meta, 'v') == 0 then return { 'uninitialised' } end
if what == 'mix' then redis.call('HSET', meta, 'mix', value) else redis.call('HSETNX', periods, value, '1') end
return { 'marked' }
