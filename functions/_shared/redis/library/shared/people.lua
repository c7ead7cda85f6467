-- People: identities (login and number to pseudonym), profiles (facts about them), members (state, pod, queue).
-- KEYS: meta identities profiles members forgotten
-- ARGV: areas level timezone offset volunteer hours

-- By pseudonym and in the order in which they were loaded.
local people
-- The names that this call has given to somebody.
local claimed

-- A line without the separators of empty fields at its end.
local function trimmed(line) return string.match(line, '^(.*[^|])|*$') or '' end

-- Fields are separated by bars; empty ones at the end may be missing. One match takes a fifth of the time of a split.
local PROFILE = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'
local MEMBER = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'

-- A constructor with all fields: a table that grows field by field is reallocated four times.
local function read_profile(text)
  local login, id, areas, level, timezone, offset, volunteer, hours, merged, pausedUntil, declined, joinedAt, firstMerge =
    string.match(text, PROFILE)
  return {
    login = login, id = id, areas = areas, level = level, timezone = timezone, offset = offset, volunteer = volunteer,
    hours = hours, merged = merged, pausedUntil = pausedUntil, declined = declined, joinedAt = joinedAt,
    firstMerge = firstMerge,
  }
end

local function profile_line(profile)
  return trimmed(profile.login .. '|' .. profile.id .. '|' .. profile.areas .. '|' .. profile.level .. '|'
    .. profile.timezone .. '|' .. profile.offset .. '|' .. profile.volunteer .. '|' .. profile.hours .. '|'
    .. profile.merged .. '|' .. profile.pausedUntil .. '|' .. profile.declined .. '|' .. profile.joinedAt .. '|'
    .. profile.firstMerge)
end

local function read_member(text)
  local state, pod, areas, since, pinned, mark = string.match(text, MEMBER)
  return { state = state, pod = pod, areas = areas, since = since, pinned = pinned, mark = mark }
end

local function member_line(member)
  return trimmed(member.state .. '|' .. member.pod .. '|' .. member.areas .. '|' .. member.since .. '|' .. member.pinned
    .. '|' .. member.mark)
end

local function load(pseudonym, profile, member)
  if people[pseudonym] then return people[pseudonym] end
  local person = {
    pseudonym = pseudonym,
    profile = read_profile(profile or ''),
    member = read_member(member or ''),
    profile_before = profile or '',
    member_before = member or '',
    set = {},
    drop = {},
  }
  people[pseudonym] = person
  people[#people + 1] = person
  return person
end

local function load_person(pseudonym)
  return people[pseudonym] or load(pseudonym, redis.call('HGET', profiles_key, pseudonym), redis.call('HGET', members_key, pseudonym))
end

local function load_people(pseudonyms)
  local profiles = redis.call('HMGET', profiles_key, unpack(pseudonyms))
  local members = redis.call('HMGET', members_key, unpack(pseudonyms))
  local loaded = {}
  for i = 1, #pseudonyms do loaded[i] = load(pseudonyms[i], profiles[i], members[i]) end
  return loaded
end

-- The person with a login and a number ('' if unknown). The number is certain; the login is a label that can change:
-- a known number with another login is a rename, a login that leads to another number was taken over by a new person,
-- and a person known by login only is linked to the number. If there is no such person: a new one with the pseudonym
-- `proposed`, or nil if that is ''. Raises TWIN if login and number lead to two records of one person.
local function identify(login, id, proposed)
  local label, number = 'login:' .. string.lower(login), 'id:' .. id
  local known = redis.call('HMGET', identities_key, label, number)
  local by_login = claimed[label] or known[1]
  local by_id = id ~= '' and (claimed[number] or known[2])
  local owner = by_login and load_person(by_login)
  if owner and by_id and by_id ~= by_login and owner.profile.id == '' then error({ err = 'TWIN ' .. by_login }) end
  -- The earlier owner has lost the login; their new one is learnt when their number is seen again.
  if owner and id ~= '' and owner.profile.id ~= '' and owner.profile.id ~= id then
    owner.profile.login = ''
    table.insert(owner.drop, label)
  end

  local person
  if by_id then
    person = load_person(by_id)
  elseif owner and (id == '' or owner.profile.id == '' or owner.profile.id == id) then
    person = owner
  elseif proposed ~= '' then
    if redis.call('HEXISTS', profiles_key, proposed) + redis.call('HEXISTS', members_key, proposed) > 0 then
      error({ err = 'INVARIANT the pseudonym ' .. proposed .. ' is taken' })
    end
    person = load(proposed, false, false)
    person.profile.login, person.profile.level, person.profile.merged = login, '1', '0'
  else
    return nil
  end

  local before = 'login:' .. string.lower(person.profile.login)
  if before ~= label and redis.call('HGET', identities_key, before) == person.pseudonym then table.insert(person.drop, before) end
  if by_login ~= person.pseudonym then person.set[#person.set + 1] = label end
  if id ~= '' and by_id ~= person.pseudonym then person.set[#person.set + 1] = number end
  if id ~= '' then person.profile.login, person.profile.id = login, id end
  claimed[label] = person.pseudonym
  if id ~= '' then claimed[number] = person.pseudonym end
  return person
end

local function is_new(person) return person.member_before == '' end

-- Those of these keyed hashes, separated by commas, that are of people who asked to be forgotten.
local function forgotten_among(hashes)
  local among = {}
  if hashes == '' or redis.call('SCARD', forgotten_key) == 0 then return among end
  local list = split(hashes, ',')
  for i, found in ipairs(redis.call('SMISMEMBER', forgotten_key, unpack(list))) do
    if found == 1 then among[#among + 1] = list[i] end
  end
  return among
end

local function is_forgotten(hashes) return #forgotten_among(hashes) > 0 end

local function set_state(person, state, since)
  local member = person.member
  count(member.state, -1)
  count(state, 1)
  member.state, member.since = state, since
end

-- Merges the arguments areas, level, timezone, offset, volunteer and hours into the profile; '' keeps the old value.
local function merge_profile(person)
  local profile = person.profile
  if areas ~= '' then profile.areas = areas end
  if level ~= '' then profile.level = level end
  if timezone ~= '' then profile.timezone, profile.offset = timezone, offset end
  if volunteer ~= '' then profile.volunteer = volunteer == 'yes' and '1' or '' end
  if hours ~= '' then profile.hours = hours end
end

-- Whether their identity or profile has changed.
local function is_changed(person)
  return #person.set > 0 or #person.drop > 0 or profile_line(person.profile) ~= person.profile_before
end

-- Key by key, so that the writes of many people become few commands.
local function collect_people()
  for _, person in ipairs(people) do
    for _, name in ipairs(person.drop) do write('HDEL', identities_key, name) end
  end
  for _, person in ipairs(people) do
    for _, name in ipairs(person.set) do write('HSET', identities_key, name, person.pseudonym) end
  end
  for _, person in ipairs(people) do
    local now = profile_line(person.profile)
    if now ~= person.profile_before then write('HSET', profiles_key, person.pseudonym, now) end
  end
  for _, person in ipairs(people) do
    local now = member_line(person.member)
    if now ~= person.member_before then write('HSET', members_key, person.pseudonym, now) end
  end
end
