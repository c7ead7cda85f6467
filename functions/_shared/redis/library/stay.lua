-- Keeps somebody where they are: plans that were made before a time do not move them.
-- KEYS: meta stays
-- ARGV: pseudonym before
-- Returns: staying

function verbs.stay()
  redis.call('ZADD', stays_key, 'GT', before, pseudonym)
  -- Their page no longer asks them.
  redis.call('HINCRBY', meta_key, 'edition', '1')
  return { 'staying' }
end
