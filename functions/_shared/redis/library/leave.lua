-- Takes somebody out of their seat, the queue or their invitation, into the state they chose.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands login id to pausedUntil declined
-- Returns: left state pod pseudonym | already state pseudonym | unknown
-- Flags: allow-oom

function verbs.leave()
  local person = identify(login, id, '')
  if not person then return commit('leave', { 'unknown' }) end
  local was, pod = person.member.state, person.member.pod

  -- Declining answers an invitation. It must not take away a seat that the person has taken meanwhile.
  if declined == 'yes' and was ~= 'invited' and was ~= 'known' then return answer({ 'already', was, person.pseudonym }) end

  person.profile.pausedUntil = to == 'paused' and pausedUntil or ''
  if declined == 'yes' then person.profile.declined = '1' end
  if was == to then return commit('leave', { 'already', was, person.pseudonym }) end

  move_out(person, to)
  set_state(person, to, revision)
  return commit('leave', { 'left', was, was == 'seated' and pod or '', person.pseudonym })
end
