#!lua
-- Puts errands into the outbox.
-- KEYS: meta operation log outbox due
-- ARGV: operation fingerprint at errands
-- Returns: enqueued

enqueue()
return answer({ 'enqueued' })
