#!lua
-- Notes that a request is about to leave, so that after a crash it is known that it may have. The lease begins anew:
-- what it took to get here does not count.
-- KEYS: meta outbox due
-- ARGV: id fence lease
-- Returns: held | lost

local entry = held(id, fence)
if not entry then return { 'lost' } end
entry.state = 'posting'
redis.call('HSET', outbox, id, entry_text(entry))
redis.call('ZADD', due, now + lease, id)
return { 'held' }
