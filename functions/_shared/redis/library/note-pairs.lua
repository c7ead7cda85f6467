-- Notes pairs of people who worked together, as hashes that lead to nobody, and takes away how long threads waited. With a week
-- all of that has been noted up to its end.
-- KEYS: meta pairs waits
-- ARGV: hashes threads week
-- Returns: noted

function verbs.note_pairs()
  if hashes ~= '' then redis.call('SADD', pairs_key, unpack(split(hashes, ','))) end
  if threads ~= '' then redis.call('HDEL', waits_key, unpack(split(threads, ','))) end
  if week ~= '' then redis.call('HSET', meta_key, 'paired', week) end
  return { 'noted' }
end
