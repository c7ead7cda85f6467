-- Saves what was read from GitHub: the ETags and the numbers in it. An empty reading is dropped.
-- KEYS: meta readings
-- ARGV: what reading
-- Returns: saved

function verbs.save_reading()
  if reading == '' then
    redis.call('HDEL', readings_key, what)
  else
    redis.call('HSET', readings_key, what, reading)
  end
  return { 'saved' }
end
