-- Takes somebody out of their seat and deletes their name and number for good. Other records keep a pseudonym that leads
-- nowhere from now on.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands pseudonym hashes
-- Returns: forgotten | unknown
-- Flags: allow-oom

function verbs.forget()
  local person = load_person(pseudonym)
  if is_new(person) then return answer({ 'unknown' }) end

  local state = person.member.state
  if state == 'seated' or state == 'waiting' then
    move_out(person, 'forgotten')
  else
    log_event('out ' .. pseudonym .. ' forgotten')
  end
  for _, name in ipairs({ 'login:' .. string.lower(person.profile.login), 'id:' .. person.profile.id }) do
    if redis.call('HGET', identities_key, name) == pseudonym then write('HDEL', identities_key, name) end
  end
  count(state, -1)
  write('HDEL', profiles_key, pseudonym)
  write('HDEL', members_key, pseudonym)
  -- Their record must not be written again.
  people = {}
  redis.call('SCARD', forgotten_key)
  if hashes ~= '' then
    for _, hash in ipairs(split(hashes, ',')) do write('SADD', forgotten_key, hash) end
  end
  return commit('forget', { 'forgotten' })
end
