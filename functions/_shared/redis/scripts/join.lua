#!lua
-- Seats somebody in the first candidate with room, else in the fullest open pod of their areas, else queues them; five
-- who wait for one area form a pod.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands login id proposed areas level timezone offset volunteer hours by mark
--       candidates neighbours
-- Returns: seated pod pseudonym formed|found | already-seated pod pseudonym changed|same
--          | waiting|already-waiting pseudonym area position changed|same | refused reason
--          and, when neighbours are asked for and the operation is new, the company: of who is seated the pod and the
--          profile of each seat; of who waits how many do, then pseudonym and profile of so many from the queue's head

local person = identify(login, id, proposed)
local member, profile = person.member, person.profile
local was = member.state

local function queued(word, changed)
  local area = split(member.areas, ',')[1]
  local own = queue_entry(area, member, person.pseudonym)
  local position = redis.call('ZLEXCOUNT', wait, '[' .. area .. '|', '(' .. own) + 1
  return { word, person.pseudonym, area, position, changed and 'changed' or 'same' }
end

-- The rows of an import share one operation: what it did to a person is kept with them, as s(eated), w(aits), c(hanged).
local function replay()
  if mark == '' or string.sub(member.mark, 1, #mark) ~= mark then return end
  local did = string.sub(member.mark, -1)
  if did == 'c' and was == 'seated' then return { 'already-seated', member.pod, person.pseudonym, 'changed' } end
  if did ~= 'c' and member.pod ~= '' then return { 'seated', member.pod, person.pseudonym, 'found' } end
  if was == 'waiting' then return queued(did == 'c' and 'already-waiting' or 'waiting', true) end
end

-- An import brings back nobody who left, was forgotten, or asked to be left alone.
local function refusal()
  if is_new(person) then return is_forgotten(login, id) and 'forgotten' end
  if was == 'independent' or was == 'paused' then return was end
  if was == 'alumni' then return 'left' end
  return profile.declined == '1' and 'declined'
end

local FULL = '^[^|]*|[^|]*|[^|]*|' .. string.rep('[^,|]*,', MAX - 1)

-- Not locked, and without the eight commas of nine seats: of many candidates most may be full, and Lua hashes every
-- text that it cuts out.
local function has_room(text)
  return string.find(text, '^[^|]*|[^|]*||') and not string.find(text, FULL)
end

-- The first most often has it; only then are the others read.
local function open_candidate()
  local first, others = string.match(candidates, '^(%d+),?(.*)$')
  if not first then return end
  local roster = redis.call('HGET', p, first)
  if roster and has_room(roster) then return load_pod(first, roster) end
  if others == '' then return end
  local numbers = split(others, ',')
  for i, text in ipairs(redis.call('HMGET', p, unpack(numbers))) do
    if text and has_room(text) then return load_pod(numbers[i], text) end
  end
end

local function fullest_open(areas)
  for _, area in ipairs(areas) do
    local place = redis.call('ZRANGEBYLEX', open, '[' .. area .. '|', '(' .. area .. '}', 'LIMIT', 0, 1)[1]
    if place then return load_pod(string.match(place, '[^|]*$')) end
  end
end

-- The four or five longest waiting for an area, should they and this person be enough for a pod.
local function enough_waiting(area)
  local others = {}
  for _, entry in ipairs(redis.call('ZRANGEBYLEX', wait, '[' .. area .. '|', '(' .. area .. '}', 'LIMIT', 0, MIN + 1)) do
    local pseudonym = string.match(entry, '[^|]*$')
    if pseudonym ~= person.pseudonym and #others < MIN then others[#others + 1] = pseudonym end
  end
  return #others + 1 >= MIN and others
end

local function form(areas)
  for _, area in ipairs(areas) do
    local others = enough_waiting(area)
    if others then
      local pod = form_pod(area)
      for _, other in ipairs(load_people(others)) do
        take_seat(other, pod)
        offer_office(pod, other)
      end
      return pod
    end
  end
end

if by == 'import' then
  local before = replay()
  if before then return before end
  local reason = refusal()
  if reason then return answer({ 'refused', reason }) end
else
  if is_new(person) and is_forgotten(login, id) then write('SREM', forgotten, hashes(login, id)) end
  profile.declined, profile.pausedUntil = '', ''
end

-- Who they find themselves with. Never remembered with the operation: names are in it.
local function with_company(outcome)
  if neighbours == '' then return outcome end
  if member.state == 'seated' then
    local pod, seated = load_pod(member.pod), {}
    for pseudonym in string.gmatch(roster_of(pod), '([^:,]+):[^,]*') do seated[#seated + 1] = pseudonym end
    outcome[#outcome + 1] = pod_line(pod)
    for _, profile in ipairs(redis.call('HMGET', prof, unpack(seated))) do outcome[#outcome + 1] = profile or '' end
  else
    local from, to = '[' .. outcome[3] .. '|', '(' .. outcome[3] .. '}'
    outcome[#outcome + 1] = redis.call('ZLEXCOUNT', wait, from, to)
    for _, entry in ipairs(redis.call('ZRANGEBYLEX', wait, from, to, 'LIMIT', '0', neighbours)) do
      local pseudonym = string.match(entry, '[^|]*$')
      outcome[#outcome + 1] = pseudonym
      outcome[#outcome + 1] = redis.call('HGET', prof, pseudonym) or ''
    end
  end
  return outcome
end

tell(person)
if profile.joinedAt == '' then profile.joinedAt = at end
local changed = is_new(person) or is_told(person)
local function remember(did) if mark ~= '' then member.mark = mark .. did end end

if was == 'seated' then
  follow(person)
  if changed then remember('c') end
  return with_company(settle('join', { 'already-seated', member.pod, person.pseudonym, changed and 'changed' or 'same' }))
end

local wanted = profile.areas == '' and {} or split(profile.areas, ',')
local pod, formed = open_candidate() or fullest_open(wanted), false
if not pod then
  pod = form(wanted)
  formed = pod ~= nil
end
if pod then
  take_seat(person, pod)
  offer_office(pod, person)
  remember('s')
  return with_company(settle('join', { 'seated', pod.number, person.pseudonym, formed and 'formed' or 'found' }))
end

if was == 'waiting' then follow(person) else enter_queue(person) end
if was ~= 'waiting' then remember('w') elseif changed then remember('c') end
return with_company(settle('join', queued(was == 'waiting' and 'already-waiting' or 'waiting', changed)))
