-- Takes back that an import added somebody, or kept people of one that was taken back before: their seat, their place and their
-- record. People whom somebody has touched since stay as they are. People whom others know, too, stay known, and so do those
-- who sat in a pod: they are told of it. Nothing else is kept of anybody, so a later import may bring them back. Each is counted
-- once in `imported`, by word and state.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions imported
-- ARGV: operation fingerprint at errands pseudonym import mark said by
-- Returns: gone|seen|told state did | named | stays reason | elsewhere

-- What this import did with somebody: `own` if it added them, `did` if it changed people of another one; and the rest of the
-- others that changed them.
local function part_in(person)
  local id, how, marks, others = string.match(person.member.origin, ORIGIN)
  local at = string.find(others or '', ',' .. import, 1, true)
  return {
    own = id == import, how = how, marks = marks, did = at and string.sub(others, at + 9, at + 9),
    rest = at and string.sub(others, 1, at - 1) .. string.sub(others, at + 10) or others,
  }
end

-- Whether they, or a maintainer, have said something about them: hasSpoken in texts.ts is the same for the profile.
local function was_heard(person, marks)
  local times = person.profile.times
  return string.find(times, '^[^;]') or string.find(times, ';[MP]') or string.find(marks, 'h', 1, true)
end

-- Why somebody stays: the reasons of `STAY_REASONS` in core/ports/imports.ts.
local function why_stays(person, part)
  local member, marks = person.member, part.marks
  if was_heard(person, marks) then return 'heard' end
  if part.rest ~= '' or string.find(marks, 'c', 1, true) then return 'imported' end
  -- A role that only fell to them goes with the seat.
  if string.find(marks, 'a', 1, true) then return 'advocate' end
  if member.pinned ~= '' or member.pinSaid ~= '' then return 'pinned' end
  -- A run of a plan has the time when it was made; a seating has none.
  local _, made = read_moved(member)
  return made and made ~= '' and 'moved'
end

-- Whether the undo takes somebody out: of the people of another import, those whom only this one kept since that was taken back.
local function goes(person, part)
  return (part.own or part.did and is_taken_back(person)) and not why_stays(person, part)
end

-- Their work was seen, somebody named them, or they were known before.
local function was_seen(person, marks)
  local profile = person.profile
  return profile.id ~= '' or profile.firstMerge ~= '' or profile.merged ~= '0'
    or string.find(marks, 'k', 1, true)
end

-- Nothing stays of what the file said.
local function become_known(person, since)
  local profile, member = person.profile, person.member
  for _, field in ipairs({ 'areas', 'timezone', 'offset', 'volunteer', 'hours', 'term', 'anywhere', 'with', 'introduce', 'times', 'joinedAt' }) do
    profile[field] = ''
  end
  profile.level = string.format('%d', observed_level(tonumber(profile.merged)))
  set_state(person, 'known', since)
  member.pod, member.mark, member.home, member.origin = '', '', '', ''
end

-- Reads everybody of a pod at once, where somebody else may become its advocate.
local function load_heirs(pod)
  if not pod or pod.advocate ~= pseudonym then return end
  local seated = {}
  for i, seat in ipairs(seats_of(pod)) do seated[i] = occupant(seat) end
  load_people(seated)
end

function verbs.take_out()
  rehearse_if(mark)
  local person = load_person(pseudonym)
  local part = part_in(person)
  -- People who are only named in the file were not added: the report counts them nowhere.
  local is_named = part.how == 'n'
  if not goes(person, part) then
    local reason = part.own and why_stays(person, part)
    if reason == 'imported' then note_origin(person, 't') end
    if part.did then person.member.origin = string.sub(person.member.origin, 1, 9) .. part.marks .. part.rest end
    return commit('take-out', reason and not is_named and { 'stays', reason } or { 'elsewhere' })
  end

  -- A typed read, so that a wrong type ends the call before it writes.
  redis.call('HLEN', imported_key)
  local state, pod, active = person.member.state, person.member.pod, is_active(person)
  local word = was_seen(person, part.marks) and 'seen' or state == 'seated' and 'told' or 'gone'
  load_heirs(state == 'seated' and load_pod(pod))
  -- Nobody becomes an advocate who goes next.
  local function suits(other)
    local volunteer = load_person(other)
    return not goes(volunteer, part_in(volunteer))
  end
  if not is_named then write('HINCRBY', imported_key, word .. ':' .. state, '1') end
  local lost = active and move_out(person, word == 'gone' and 'forgotten' or 'known', suits)
  write('HDEL', decisions_key, pseudonym)
  read.decisions[pseudonym] = ''
  if part.did == 'c' then write('HINCRBY', imported_key, 'changed', '-1') end
  if word == 'gone' then delete_person(person) else become_known(person, active and revision or rev) end
  if state == 'seated' then tell_of_decision(pseudonym, lost .. '-taken-back', pod) end
  return commit('take-out', is_named and { 'named' } or { word, state, part.did })
end
