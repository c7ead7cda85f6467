-- Notes that a request is about to leave, so that after a crash we know that it may have been sent. The lease starts
-- again from now.
-- KEYS: meta outbox due urgent
-- ARGV: id fence lease
-- Returns: held | lost

function verbs.begin_send()
  local entry = held(id, fence)
  if not entry then return { 'lost' } end
  entry.state = 'posting'
  redis.call('HSET', outbox_key, id, entry_text(entry))
  redis.call('ZADD', due_of(entry.urgency), now + lease, id)
  return { 'held' }
end
