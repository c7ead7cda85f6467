-- Publishes the digest of a week once. A correction keeps the time of publication.
-- KEYS: meta operation log outbox due urgent digests
-- ARGV: operation fingerprint at errands week published corrected model correct
-- Returns: published | already | corrected

function verbs.publish()
  local stored = redis.call('HGET', digests_key, week)
  if stored and correct ~= 'yes' then return answer({ 'already' }) end
  local first = stored and string.match(stored, '^%d+') or published
  write('HSET', digests_key, week, first .. '|' .. (stored and corrected or '') .. '|' .. model)
  return commit('publish', { stored and 'corrected' or 'published' })
end
