-- Puts errands into the outbox.
-- KEYS: meta operation log outbox due urgent
-- ARGV: operation fingerprint at errands
-- Returns: enqueued
-- Flags: allow-oom

function verbs.enqueue()
  enqueue()
  return answer({ 'enqueued' })
end
