-- Saves the state of our comment in a thread, and the pod to which the thread belongs, if it is open. A thread that was
-- silenced stays so.
-- KEYS: meta threads comments load
-- ARGV: thread state
-- Returns: saved

function verbs.save_comment_state()
  local stored = redis.call('HGET', comments_key, thread)
  local before, pod = pod_in(stored), pod_in(state)
  local is_open = string.find(redis.call('HGET', threads_key, thread) or '', '"open":true', 1, true)
  redis.call('ZCARD', load_key)
  redis.call('HSET', comments_key, thread, is_silenced(stored) and silenced(state) or state)
  if before and (before ~= pod or not is_open) then redis.call('ZREM', load_key, before .. '|' .. thread) end
  if pod and is_open then redis.call('ZADD', load_key, 0, pod .. '|' .. thread) end
  return { 'saved' }
end
