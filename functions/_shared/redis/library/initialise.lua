-- Sets up a community in an empty Redis. No other script does, so that lost data is noticed.
-- KEYS: meta forgotten
-- ARGV: at
-- Returns: initialised | already

function verbs.initialise()
  if redis.call('HLEN', meta_key) > 0 then
    -- Hashes that an earlier release made are worth nothing to us and tell others who it was: their salt lies beside them.
    if redis.call('HDEL', meta_key, 'salt') == 1 then redis.call('DEL', forgotten_key) end
    return { 'already' }
  end
  redis.call('HSET', meta_key, 'v', '1', 'rev', '0', 'next', '1', 'edition', '0', 'created', at)
  return { 'initialised' }
end
