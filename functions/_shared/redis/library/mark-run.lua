-- Marks a run as finished or as undone, or notes who was told of it.
-- KEYS: meta operation log outbox due urgent run
-- ARGV: operation fingerprint at errands flag value
-- Returns: marked | unknown

function verbs.mark_run()
  if redis.call('HEXISTS', run_key, 'head') == 0 then return { 'unknown' } end
  redis.call('HSET', run_key, flag, value)
  enqueue()
  return answer({ 'marked' })
end
