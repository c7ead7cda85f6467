-- Ends a break whose last day is over: the person gets a seat in the pod that they left if one is open there, else they wait.
-- `today`: by the calendar of the community. People who had neither a seat nor a place before come back to none.
-- KEYS: meta operation log outbox due urgent identities profiles members pods open queue decisions
-- ARGV: operation fingerprint at errands known pseudonym today
-- Returns: ended | none

-- The day's seating follows in the same tick and may give a seat to those who wait: longer than a tick.
local SEATING_MS = '120000'

function verbs.end_break()
  local person = load_person(pseudonym)
  local member, profile = person.member, person.profile
  local last = string.match(profile.pausedUntil, '^(.+)%+$')
  if member.state ~= 'paused' or not last or last >= today or lists_of(profile) == NOWHERE then
    return answer({ 'none' })
  end
  profile.pausedUntil = ''
  local pod = load_pod(member.pod)
  local area = pod and place_in_open(pod) and area_now(pod.area)
  if area and (profile.anywhere == '1' or string.find(',' .. profile.areas .. ',', ',' .. area .. ',', 1, true)) then
    take_seat(person, pod)
    local has_role = offer_advocate(pod, person)
    if not tell_of_seat(person, pod, 'back') then
      tell_of_decision(pseudonym, 'seat-back', pod.number)
      if has_role then tell_of_decision(pseudonym, 'role-fell', pod.number) end
    end
  else
    member.home = member.pod
    enter_queue(person)
    tell_of_decision(pseudonym, 'place-back', '', SEATING_MS)
  end
  return commit('end-break', { 'ended' })
end
