-- Keeps somebody where they are: plans that were made before a time do not move them. If such a plan moved them after they
-- had said so, they get their seat back, unless that leaves a pod too small or too large.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions stays
-- ARGV: operation fingerprint at errands pseudonym before spoken by
-- Returns: staying | back|moved from to movedAt | no-seat

local function may_return(person, old)
  local present = load_pod(person.member.pod)
  return old and place_in_open(old) and present.size > MIN and present.locked == '' and person.member.pinned == ''
end

local function return_to(old, person)
  local left = give_up_seat(person)
  if left.advocate == pseudonym then fill_advocate(left) end
  take_seat(person, old)
  if offer_advocate(old, person) then tell_of_decision(pseudonym, 'role-fell', old.number) end
end

function verbs.stay()
  local person = load_person(pseudonym)
  if person.member.state ~= 'seated' then return answer({ 'no-seat' }) end
  -- A typed read, so that a wrong type ends the call before it writes.
  redis.call('ZCARD', stays_key)
  writes[1] = { 'ZADD', stays_key, 'GT', before, pseudonym }
  local from, made, moved_at = string.match(person.member.moved, '^(%d+):(%d+):(%d+)$')
  if not from or tonumber(made) >= tonumber(before) or tonumber(moved_at) <= tonumber(spoken) then
    return commit('stay', { 'staying' })
  end
  local to, old = person.member.pod, load_pod(from)
  local returns = may_return(person, old)
  if returns then return_to(old, person) end
  return commit('stay', { returns and 'back' or 'moved', from, to, moved_at })
end
