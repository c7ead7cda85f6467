-- Saves whom the comment of a notice names, in the order of its lines.
-- KEYS: meta notices
-- ARGV: place named
-- Returns: saved

function verbs.save_notice()
  redis.call('HSET', notices_key, place, named)
  return { 'saved' }
end
