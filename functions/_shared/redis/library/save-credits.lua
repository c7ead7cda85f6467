-- Saves the state of our region in the notes of a release, and whom it names.
-- KEYS: meta credits
-- ARGV: release state
-- Returns: saved

function verbs.save_credits()
  redis.call('HSET', credits_key, release, state)
  return { 'saved' }
end
