-- Marks a run as finished or as undone.
-- KEYS: meta run
-- ARGV: flag
-- Returns: marked | unknown

function verbs.mark_run()
  if redis.call('HEXISTS', run_key, 'head') == 0 then return { 'unknown' } end
  redis.call('HSET', run_key, flag, '1')
  return { 'marked' }
end
