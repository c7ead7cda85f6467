-- Saves the state of the label of a thread's pod.
-- KEYS: meta labels
-- ARGV: thread state
-- Returns: saved

function verbs.save_label_state()
  redis.call('HSET', labels_key, thread, state)
  return { 'saved' }
end
