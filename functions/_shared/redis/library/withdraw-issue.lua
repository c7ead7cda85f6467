-- Takes back an offer of an issue that GitHub no longer lists, unless a delivery has changed the issue meanwhile.
-- KEYS: meta operation log outbox due urgent issues
-- ARGV: operation fingerprint at errands thread before
-- Returns: withdrawn | changed

function verbs.withdraw_issue()
  if redis.call('HGET', issues_key, thread) ~= before then return { 'changed' } end
  write('HDEL', issues_key, thread)
  return commit('withdraw-issue', { 'withdrawn' })
end
