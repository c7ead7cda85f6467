-- Seats somebody in the first preferred pod with room, else in the first such candidate, unless a pod forms with them in an
-- area that they want more. Without a candidate they get, area by area, the fullest open pod, or one that forms: of five who
-- wait for the area, or named none and agree to any. People whom any area suits are seated elsewhere before they wait.
-- `again`: they come back or accept, with the areas that we know of. A maintainer gives a candidate to nobody who wants
-- other areas, unless any suits them.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue load decisions
-- ARGV: operation fingerprint at errands login id proposed recognising recalling known areas level timezone offset volunteer hours
--       anywhere with introduce by again preferred candidates elsewhere neighbours said thread
-- Returns: seated pod pseudonym formed|found kept | already-seated pod pseudonym changed|same|narrowed kept
--          | waiting|already-waiting pseudonym area position changed|same kept | overtaken|no-area|unknown pseudonym
--          | is-forgotten
--          If neighbours are asked for and the operation is new, the context follows: for somebody seated the pod and
--          the profile of each seat; for somebody waiting how many would form a pod, then pseudonym and profile of as many
--          people from its head

local person, member, profile, was

local function range_of(id) return '[' .. id .. '|', '(' .. id .. '}' end

-- The people who have waited longest for an area.
local function head_of_queue(area, count)
  local entries, head, listed = {}, {}, {}
  for _, id in ipairs(stored_ids(area)) do
    local from, to = range_of(id)
    for _, entry in ipairs(redis.call('ZRANGEBYLEX', queue_key, from, to, 'LIMIT', '0', count)) do
      entries[#entries + 1] = string.match(entry, '|(.*)$')
    end
  end
  table.sort(entries)
  for _, entry in ipairs(entries) do
    local pseudonym = string.match(entry, '[^|]*$')
    if not listed[pseudonym] and #head < tonumber(count) then head[#head + 1] = pseudonym end
    listed[pseudonym] = true
  end
  return head
end

local function queued(word, changed)
  local area = split(areas_now(member.areas), ',')[1]
  local position = 1
  for _, id in ipairs(stored_ids(area)) do
    local own = queue_entry(id, member, person.pseudonym)
    position = position + redis.call('ZLEXCOUNT', queue_key, '[' .. id .. '|', '(' .. own)
  end
  return { word, person.pseudonym, area, position, changed and 'changed' or 'same', table.concat(kept, ',') }
end

-- Eight commas, of nine seats. While a library is loaded it cannot call `string.rep`.
local FULL = '^[^|]*|[^|]*|[^|]*|[^,|]*,[^,|]*,[^,|]*,[^,|]*,[^,|]*,[^,|]*,[^,|]*,[^,|]*,'

-- Not locked, and not full. A pattern only: many candidates may be full, and Lua hashes every substring that it extracts.
local function has_room(text)
  return string.find(text, '^[^|]*|[^|]*||') and not string.find(text, FULL)
end

-- Whether they may get a seat of that area because somebody asked for it.
local function is_agreed(area)
  if by ~= 'maintainer' or profile.anywhere == '1' then return true end
  return string.find(',' .. profile.areas .. ',', ',' .. (area_now(area) or area) .. ',', 1, true) ~= nil
end

-- Usually the first candidate has room, so the others are read only when it has none.
local function open_candidate(candidates)
  local first, others = string.match(candidates, '^(%d+),?(.*)$')
  if not first then return end
  local pod = load_pod(first)
  if pod and place_in_open(pod) and is_agreed(pod.area) then return pod end
  if others == '' then return end
  local numbers = split(others, ',')
  for i, text in ipairs(redis.call('HMGET', pods_key, unpack(numbers))) do
    if text and has_room(text) and is_agreed(string.match(text, '^[^|]*')) then return load_pod(numbers[i], text) end
  end
end

local function fullest_open(area)
  local first
  for _, id in ipairs(stored_ids(area)) do
    local from, to = range_of(id)
    local place = redis.call('ZRANGEBYLEX', open_key, from, to, 'LIMIT', 0, 1)[1]
    local fit = place and string.match(place, '|(.*)$')
    if fit and (not first or fit < first) then first = fit end
  end
  return first and load_pod(string.match(first, '[^|]*$'))
end

-- Up to five other people on these lists, each once: those on the first come first, then those who have waited longest.
local function others_on(lists)
  local others, seen = {}, { [person.pseudonym] = true }
  for _, list in ipairs(lists) do
    for _, pseudonym in ipairs(#others < MIN and head_of_queue(list, MIN + 1 + #others) or {}) do
      if not seen[pseudonym] and #others < MIN then others[#others + 1] = pseudonym end
      seen[pseudonym] = true
    end
  end
  return others
end

local function form(area)
  local others = others_on({ area, ANYWHERE })
  if #others + 1 < MIN then return end
  local found = load_people(others)
  local pod = form_pod(area, home_of({ person, unpack(found) }, area))
  for _, other in ipairs(found) do
    take_seat(other, pod)
    local has_role = offer_advocate(pod, other)
    if not tell_of_seat(other, pod, 'formed') then
      tell_of_decision(other.pseudonym, 'seat-found', pod.number)
      if has_role then tell_of_decision(other.pseudonym, 'role-fell', pod.number) end
    end
  end
  return pod
end

-- The pod for somebody without a seat, and whether it forms for them; nil if they have to wait.
local function choose_pod()
  local pod = open_candidate(preferred)
  if pod then return pod end
  pod = open_candidate(candidates)
  for _, id in ipairs(split(profile.areas, ',')) do
    local area = id ~= '' and area_now(id)
    if area then
      if pod and area_now(pod.area) == area then return pod end
      local open = not pod and fullest_open(area)
      if open then return open end
      local formed = form(area)
      if formed then return formed, true end
    end
  end
  return pod or profile.anywhere == '1' and open_candidate(elsewhere) or nil
end

-- Appends the people around the person. Never stored with the operation, since it holds names.
local function with_context(outcome)
  if neighbours == '' then return outcome end
  if member.state == 'seated' then
    local pod, seated = load_pod(member.pod), {}
    for pseudonym in string.gmatch(roster_of(pod), '([^:,]+):[^,]*') do seated[#seated + 1] = pseudonym end
    outcome[#outcome + 1] = pod_line(pod)
    for _, profile in ipairs(redis.call('HMGET', profiles_key, unpack(seated))) do outcome[#outcome + 1] = profile or '' end
  else
    -- The next seating makes a pod of these, as they agree to the area.
    outcome[#outcome + 1] = #others_on({ outcome[3], ANYWHERE, ELSEWHERE }) + 1
    for _, pseudonym in ipairs(head_of_queue(outcome[3], neighbours)) do
      outcome[#outcome + 1] = pseudonym
      outcome[#outcome + 1] = redis.call('HGET', profiles_key, pseudonym) or ''
    end
  end
  return outcome
end

-- Somebody forgotten comes back by asking for a seat, unless they said so before they were forgotten. Returns the word for
-- somebody who stays forgotten.
local function recall()
  if again == 'yes' then return stay_forgotten(person, recognising, 'known') end
  local words = forgotten_words(recognising)
  if is_overtaken(words.time) then
    dismiss(person)
    return 'overtaken'
  end
  come_back(person, words)
  for _, hash in ipairs(split(recalling, ',')) do write('HDEL', forgotten_key, hash) end
end

function verbs.join()
  person = identify(login, id, proposed)
  if not person then return commit('join', { 'unknown', '' }) end
  member, profile = person.member, person.profile
  was = member.state
  if was == 'paused' and member.pod ~= '' then member.home = member.pod end
  -- Only GitHub knows that a login without an account here is somebody.
  if is_new(person) and id == '' and areas == '' and anywhere ~= 'yes' then
    dismiss(person)
    return commit('join', { 'no-area', '' })
  end

  if is_new(person) and is_forgotten(recognising) then
    local word = recall()
    if word then return commit('join', { word, '' }) end
    was = member.state
  end

  local is_in_force = counts(person, STANDING)
  if again ~= 'yes' then counts(person, ASKED) end
  local is_narrowed = is_in_force and adopt_areas(person)
  local before = profile_line(profile)
  merge_profile(person)
  if not is_in_force and not still_wants_seat(person) then
    -- The answer says nothing of a role.
    if by == 'self' then by = '' end
    sync_seat(person)
    return commit('join', { 'overtaken', person.pseudonym })
  end
  profile.declined, profile.pausedUntil = '', ''
  if thread ~= '' and (is_in_force or profile.thread == '') then person.asked_in = thread end
  -- They want a seat, and get it as soon as we hear of an area.
  if lists_of(profile) == NOWHERE and not is_active(person) then
    set_state(person, 'known', rev)
    local word = again == 'yes' and was == '' and 'unknown' or 'no-area'
    return commit('join', { word, person.pseudonym })
  end
  -- They have said later which areas they want.
  if areas ~= '' and areas ~= profile.areas then preferred, candidates = '', '' end
  local changed = is_new(person) or profile_line(profile) ~= before

  if was == 'seated' then
    sync_seat(person)
    local word = is_narrowed and 'narrowed' or changed and 'changed' or 'same'
    return with_context(commit('join', { 'already-seated', member.pod, person.pseudonym, word, table.concat(kept, ',') }))
  end

  local pod, formed = choose_pod()
  if pod then
    take_seat(person, pod)
    local has_role = offer_advocate(pod, person)
    -- The answer to their own words says so.
    if was == 'waiting' and profile.thread ~= '' then
      if by ~= 'self' then tell_of_seat(person, pod, 'given') end
    else
      if by == 'maintainer' then tell_of_decision(person.pseudonym, 'seat-given', pod.number) end
      if has_role then tell_of_role(person.pseudonym, pod) end
    end
    return with_context(commit('join', { 'seated', pod.number, person.pseudonym, formed and 'formed' or 'found', table.concat(kept, ',') }))
  end

  if was == 'waiting' then
    sync_seat(person)
  else
    enter_queue(person)
    if by == 'maintainer' then tell_of_decision(person.pseudonym, 'place-given', '') end
  end
  return with_context(commit('join', queued(was == 'waiting' and 'already-waiting' or 'waiting', changed)))
end
