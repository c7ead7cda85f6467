-- Saves the state of our comment in a thread, and the owners of the thread while it is open. A silenced thread stays silent.
-- KEYS: meta threads comments load
-- ARGV: thread state
-- Returns: saved

function verbs.save_comment_state()
  local stored = redis.call('HGET', comments_key, thread)
  local is_open = is_open_in(redis.call('HGET', threads_key, thread) or '')
  redis.call('ZCARD', load_key)
  redis.call('HSET', comments_key, thread, is_silenced(stored) and silenced(state) or state)
  for _, owner in ipairs(owners_in(stored)) do redis.call('ZREM', load_key, owner .. '|' .. thread) end
  for _, owner in ipairs(is_open and owners_in(state) or {}) do redis.call('ZADD', load_key, 0, owner .. '|' .. thread) end
  return { 'saved' }
end
