#!lua
-- Notes what we have said on a thread.
-- KEYS: meta said
-- ARGV: thread words
-- Returns: said

if redis.call('HEXISTS', meta, 'v') == 0 then return { 'uninitialised' } end
redis.call('HSET', said, thread, words)
return { 'said' }
