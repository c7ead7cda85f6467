-- Takes somebody out of their seat, the queue or their invitation, into the state they chose. Somebody unknown who is
-- proposed gets that state too, so that what they said before and arrives later finds it.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions
-- ARGV: operation fingerprint at errands login id proposed recognising known areas level timezone offset
--       volunteer hours anywhere with introduce to pausedUntil declined said by
-- Returns: left state pod pseudonym kept [advocate] | already state pseudonym kept | overtaken|unknown pseudonym | is-forgotten
-- Flags: allow-oom

function verbs.leave()
  local person = identify(login, id, proposed)
  if not person then return commit('leave', { 'unknown', '' }) end
  if is_new(person) and is_forgotten(recognising) then
    return commit('leave', { stay_forgotten(person, recognising, declined ~= 'yes' and to) })
  end
  local was, pod = person.member.state, person.member.pod

  -- Declining answers an invitation, or offers to somebody who waits. It must not take away a seat that the person has taken
  -- meanwhile.
  if declined == 'yes' then
    local may_be_offered = was == '' or was == 'invited' or was == 'known' or was == 'waiting'
    if not may_be_offered then return answer({ 'already', was, person.pseudonym }) end
    counts(person, OFFERS, true)
    if was == 'waiting' then
      if is_overtaken(times_of(person)[ASKED], true) then return commit('leave', { 'overtaken', person.pseudonym }) end
      -- People who want to hear of no seats elsewhere agree to none.
      anywhere = 'no'
      merge_profile(person)
      sync_seat(person)
      return commit('leave', { 'already', was, person.pseudonym, table.concat(kept, ',') })
    end
  end

  -- A seat that was asked for before an invitation was declined is taken, even if we hear of it later.
  local is_heard = declined == 'yes' and is_last_word or counts
  local is_in_force = is_heard(person, STANDING, true)
  merge_profile(person)
  if not is_in_force then
    sync_seat(person)
    return commit('leave', { 'overtaken', person.pseudonym })
  end
  -- People who gave up a seat or a place come back at the end of the break, which a `+` says.
  local returns = is_active(person) or string.find(person.profile.pausedUntil, '+', 1, true)
  person.profile.pausedUntil = to == 'paused' and pausedUntil .. (returns and '+' or '') or ''
  if declined == 'yes' then person.profile.declined = '1' end
  if was == to then return commit('leave', { 'already', was, person.pseudonym, table.concat(kept, ',') }) end

  if was == '' then
    log_event('out ' .. person.pseudonym .. ' ' .. to)
    set_state(person, to, revision)
    return commit('leave', { 'unknown', person.pseudonym })
  end
  local lost = move_out(person, to)
  set_state(person, to, revision)
  if by == 'maintainer' and (was == 'seated' or was == 'waiting') then
    tell_of_decision(person.pseudonym, lost .. (to == 'paused' and '-paused' or '-ended'), was == 'seated' and pod or '')
  end
  local roster = lost == 'seat-and-role' and load_pod(pod)
  return commit('leave', {
    'left', was, pod, person.pseudonym, table.concat(kept, ','), roster and not roster.closed and roster.advocate or nil,
  })
end
