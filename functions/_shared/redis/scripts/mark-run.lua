#!lua
-- Notes that a run is finished, or that it was undone.
-- KEYS: meta run
-- ARGV: flag
-- Returns: marked | unknown

if redis.call('HEXISTS', meta, 'v') == 0 then return { 'uninitialised' } end
if redis.call('HEXISTS', run, 'head') == 0 then return { 'unknown' } end
redis.call('HSET', run, flag, '1')
return { 'marked' }
