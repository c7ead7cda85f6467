#!lua
-- Marks a run as finished or as undone.
-- KEYS: meta run
-- ARGV: flag
-- Returns: marked | unknown

if redis.call('HEXISTS', meta_key, 'v') == 0 then return { 'uninitialised' } end
if redis.call('HEXISTS', run_key, 'head') == 0 then return { 'unknown' } end
redis.call('HSET', run_key, flag, '1')
return { 'marked' }
