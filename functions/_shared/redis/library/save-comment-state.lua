-- Saves the state of our comment in a thread.
-- KEYS: meta comments
-- ARGV: thread state
-- Returns: saved

function verbs.save_comment_state()
  redis.call('HSET', comments_key, thread, state)
  return { 'saved' }
end
