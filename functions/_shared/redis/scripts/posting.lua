#!lua
-- Notes that a request is about to leave, so that after a crash it is known that it may have.
-- KEYS: meta outbox due
-- ARGV: id fence
-- Returns: held | lost

local entry = held(id, fence)
if not entry then return { 'lost' } end
entry.state = 'posting'
redis.call('HSET', outbox, id, entry_text(entry))
return { 'held' }
