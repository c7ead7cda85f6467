-- People: who somebody is (`who`), what they told us (`prof`), where they stand (`m`).

-- Fields between bars, and the last; the ends of lines may be missing. One match is a fifth of splitting them. Written
-- out, since whatever is put together here is put together for every call.
local PROFILE = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'
local MEMBER = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'

-- Made in one go: a table that grows field by field is moved four times.
local function read_profile(text)
  local login, id, areas, level, timezone, offset, volunteer, hours, merged, pausedUntil, declined, joinedAt, firstMerge =
    string.match(text, PROFILE)
  return {
    login = login, id = id, areas = areas, level = level, timezone = timezone, offset = offset, volunteer = volunteer,
    hours = hours, merged = merged, pausedUntil = pausedUntil, declined = declined, joinedAt = joinedAt,
    firstMerge = firstMerge,
  }
end

local function profile_line(p)
  return trimmed(p.login .. '|' .. p.id .. '|' .. p.areas .. '|' .. p.level .. '|' .. p.timezone .. '|' .. p.offset .. '|'
    .. p.volunteer .. '|' .. p.hours .. '|' .. p.merged .. '|' .. p.pausedUntil .. '|' .. p.declined .. '|' .. p.joinedAt
    .. '|' .. p.firstMerge)
end

local function read_member(text)
  local state, pod, areas, since, pinned, mark = string.match(text, MEMBER)
  return { state = state, pod = pod, areas = areas, since = since, pinned = pinned, mark = mark }
end

local function member_line(at)
  return trimmed(at.state .. '|' .. at.pod .. '|' .. at.areas .. '|' .. at.since .. '|' .. at.pinned .. '|' .. at.mark)
end

local people = {}

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
  return people[pseudonym] or load(pseudonym, redis.call('HGET', prof, pseudonym), redis.call('HGET', m, pseudonym))
end

local function load_people(pseudonyms)
  local profiles = redis.call('HMGET', prof, unpack(pseudonyms))
  local members = redis.call('HMGET', m, unpack(pseudonyms))
  local loaded = {}
  for i = 1, #pseudonyms do loaded[i] = load(pseudonyms[i], profiles[i], members[i]) end
  return loaded
end

local claimed = {}

-- The person behind a login and a number ('' when not told). The number is certain; the login is a label:
-- a known number with another login is a rename, a login that leads to another number is re-used by somebody new,
-- and who was only a login so far is linked to the number. Nobody there: a new person of the name `proposed`, or nil
-- when that is ''. Raises TWIN when login and number lead to two records of one person, which must be made one first.
local function identify(login, id, proposed)
  local label, number = 'login:' .. string.lower(login), 'id:' .. id
  local known = redis.call('HMGET', who, label, number)
  local by_login = claimed[label] or known[1]
  local by_id = id ~= '' and (claimed[number] or known[2])
  local owner = by_login and load_person(by_login)
  if owner and by_id and by_id ~= by_login and owner.profile.id == '' then error({ err = 'TWIN ' .. by_login }) end

  local person
  if by_id then
    person = load_person(by_id)
  elseif owner and (id == '' or owner.profile.id == '' or owner.profile.id == id) then
    person = owner
  elseif proposed ~= '' then
    if redis.call('HEXISTS', prof, proposed) + redis.call('HEXISTS', m, proposed) > 0 then
      error({ err = 'INVARIANT the pseudonym ' .. proposed .. ' is somebody already' })
    end
    person = load(proposed, false, false)
    person.profile.login, person.profile.level, person.profile.merged = login, '1', '0'
  else
    return nil
  end

  local before = 'login:' .. string.lower(person.profile.login)
  if before ~= label and redis.call('HGET', who, before) == person.pseudonym then table.insert(person.drop, before) end
  if by_login ~= person.pseudonym then person.set[#person.set + 1] = label end
  if id ~= '' and by_id ~= person.pseudonym then person.set[#person.set + 1] = number end
  if id ~= '' then person.profile.login, person.profile.id = login, id end
  claimed[label] = person.pseudonym
  if id ~= '' then claimed[number] = person.pseudonym end
  return person
end

local function is_new(person) return person.member_before == '' end

-- Keyed hashes of a login and a number ('' when not told), by which somebody forgotten is known should an old import
-- bring them again; the key was made when the community was initialised.
local function hashes(login, id)
  local salt = redis.call('HGET', meta, 'salt')
  local by_login = redis.sha1hex(salt .. 'login:' .. string.lower(login))
  if id == '' then return by_login end
  return by_login, redis.sha1hex(salt .. 'id:' .. id)
end

local function is_forgotten(login, id)
  if redis.call('SCARD', forgotten) == 0 then return false end
  local there = redis.call('SMISMEMBER', forgotten, hashes(login, id))
  return there[1] == 1 or there[2] == 1
end

local function become(person, state, since)
  local member = person.member
  count(member.state, -1)
  count(state, 1)
  member.state, member.since = state, since
end

-- Lays what is said now (the arguments areas level timezone offset volunteer hours; '' says nothing) over what was
-- said before.
local function tell(person)
  local profile = person.profile
  if areas ~= '' then profile.areas = areas end
  if level ~= '' then profile.level = level end
  if timezone ~= '' then profile.timezone, profile.offset = timezone, offset end
  if volunteer ~= '' then profile.volunteer = volunteer == 'yes' and '1' or '' end
  if hours ~= '' then profile.hours = hours end
end

-- Whether anything about them is otherwise than before.
local function is_told(person)
  return #person.set > 0 or #person.drop > 0 or profile_line(person.profile) ~= person.profile_before
end

-- Destination by destination, so that what many people need is few commands.
gatherers[#gatherers + 1] = function()
  for _, person in ipairs(people) do
    for _, name in ipairs(person.drop) do write('HDEL', who, name) end
  end
  for _, person in ipairs(people) do
    for _, name in ipairs(person.set) do write('HSET', who, name, person.pseudonym) end
  end
  for _, person in ipairs(people) do
    local now = profile_line(person.profile)
    if now ~= person.profile_before then write('HSET', prof, person.pseudonym, now) end
  end
  for _, person in ipairs(people) do
    local now = member_line(person.member)
    if now ~= person.member_before then write('HSET', m, person.pseudonym, now) end
  end
end
