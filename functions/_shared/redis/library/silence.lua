-- Silences a thread: nothing about its pod is said there any more.
-- KEYS: meta operation log outbox due urgent comments
-- ARGV: operation fingerprint at errands thread state
-- Returns: silenced

function verbs.silence()
  local before = redis.call('HGET', comments_key, thread)
  write('HSET', comments_key, thread, before and silenced(before) or state)
  return commit('silence', { 'silenced' })
end
