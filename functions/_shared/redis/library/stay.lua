-- Keeps somebody where they are: plans that were made before a time do not move them. If such a plan took their seat after
-- they had said so, they get it back, unless that leaves a pod too small or too large. With no time they take that wish back;
-- of a person who said it themselves, nobody else does.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions stays
-- ARGV: operation fingerprint at errands pseudonym before spoken said by
-- Returns: staying | back|moved|late|closed from to movedAt, with no `to` for the waiting list | no-seat
--          | free|none | overtaken

-- People may not have heard of a move when they speak; of an older one they have.
local NEWS_MS = 7 * 24 * 3600 * 1000

-- The pod that such a plan took them from, when, and whether they spoke too late for it.
local function taken_from(person)
  local from, made, moved_at = read_moved(person.member)
  if not from or made == '' or tonumber(made) >= tonumber(before) then return end
  local since_then = spoken - moved_at
  if since_then < NEWS_MS then return from, moved_at, since_then >= 0 end
end

local function may_return(person, old)
  if not place_in_open(old) then return false end
  if person.member.state == 'waiting' then return true end
  local present = load_pod(person.member.pod)
  return present.size > MIN and present.locked == '' and person.member.pinned == ''
end

local function return_to(old, person)
  if person.member.state == 'seated' then
    local left = give_up_seat(person)
    if left.advocate == pseudonym then fill_advocate(left) end
  end
  take_seat(person, old, seat_before(person.member, old))
  if offer_advocate(old, person) and by ~= 'self' then tell_of_decision(pseudonym, 'role-fell', old.number) end
end

local function take_back(person)
  local stays_until = redis.call('ZSCORE', stays_key, pseudonym)
  local holds = stays_until and tonumber(stays_until) > tonumber(at)
  local is_others = by == 'maintainer' and string.find(times_of(person)[STAY], '^' .. SPEAKERS.self)
  if (holds and is_others) or not counts(person, STAY) then return answer({ 'overtaken' }) end
  writes[1] = { 'ZREM', stays_key, pseudonym }
  return commit('stay', { holds and 'free' or 'none' })
end

function verbs.stay()
  local person = load_person(pseudonym)
  if before == '' then return take_back(person) end
  local from, moved_at, is_late = taken_from(person)
  if person.member.state ~= 'seated' and not from then return answer({ 'no-seat' }) end
  -- A typed read, so that a wrong type ends the call before it writes.
  redis.call('ZCARD', stays_key)
  if not counts(person, STAY) then return answer({ 'overtaken' }) end
  writes[1] = { 'ZADD', stays_key, 'GT', before, pseudonym }
  if not from then return commit('stay', { 'staying' }) end
  local to, old = person.member.pod, load_pod(from)
  local word = not old and 'closed' or is_late and 'late' or may_return(person, old) and 'back' or 'moved'
  if word == 'back' then return_to(old, person) end
  return commit('stay', { word, from, to, moved_at })
end
