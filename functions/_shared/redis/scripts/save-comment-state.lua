#!lua
-- Saves the state of our comment in a thread.
-- KEYS: meta comments
-- ARGV: thread state
-- Returns: saved

if redis.call('HEXISTS', meta_key, 'v') == 0 then return { 'uninitialised' } end
redis.call('HSET', comments_key, thread, state)
return { 'saved' }
