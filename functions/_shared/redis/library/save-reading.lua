-- Saves what was read from GitHub: the ETags and the numbers in it.
-- KEYS: meta readings
-- ARGV: what reading
-- Returns: saved

function verbs.save_reading()
  redis.call('HSET', readings_key, what, reading)
  return { 'saved' }
end
