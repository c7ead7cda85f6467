-- People: who somebody is (`who`), what they told us (`prof`), where they stand (`m`).

-- Twelve fields between bars, and the last; the ends of lines may be missing.
local PROFILE = '^' .. string.rep('([^|]*)|?', 12) .. '(.*)$'
local MEMBER = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'

local function read_profile(text)
  local profile = {}
  profile.login, profile.id, profile.areas, profile.level, profile.timezone, profile.offset, profile.volunteer,
    profile.hours, profile.merged, profile.pausedUntil, profile.declined, profile.joinedAt, profile.firstMerge =
    string.match(text, PROFILE)
  return profile
end

local function profile_line(p)
  return line(p.login, p.id, p.areas, p.level, p.timezone, p.offset, p.volunteer, p.hours, p.merged, p.pausedUntil,
    p.declined, p.joinedAt, p.firstMerge)
end

local function read_member(text)
  local member = {}
  member.state, member.pod, member.areas, member.since, member.pinned, member.mark = string.match(text, MEMBER)
  return member
end

local function member_line(at) return line(at.state, at.pod, at.areas, at.since, at.pinned, at.mark) end

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

-- Takes back the new person who was identified last: nothing of them is to be written.
local function dismiss(person)
  people[person.pseudonym], people[#people] = nil, nil
  for _, name in ipairs(person.set) do claimed[name] = nil end
end

local function is_new(person) return person.member_before == '' end

-- `hashes`: keyed hashes of login and number, made by the caller.
local function is_forgotten(hashes)
  if hashes == '' then return false end
  for _, there in ipairs(redis.call('SMISMEMBER', forgotten, string.match(hashes, '^([^,]*),?(.*)$'))) do
    if there == 1 then return true end
  end
  return false
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

local function erase(person)
  count(person.member.state, -1)
  person.erased = true
end

-- Whether anything would be written.
local function is_changing()
  if #writes > 0 then return true end
  for i = 1, #people do
    local person = people[i]
    if is_told(person) or member_line(person.member) ~= person.member_before then return true end
  end
  return false
end

table.insert(gatherers, function()
  local profiles, members, names, dropped = {}, {}, {}, {}
  for i = 1, #people do
    local person = people[i]
    local pseudonym = person.pseudonym
    if person.erased then
      write('HDEL', prof, pseudonym)
      write('HDEL', m, pseudonym)
    else
      local profile, member = profile_line(person.profile), member_line(person.member)
      if profile ~= person.profile_before then
        profiles[#profiles + 1] = pseudonym
        profiles[#profiles + 1] = profile
      end
      if member ~= person.member_before then
        members[#members + 1] = pseudonym
        members[#members + 1] = member
      end
      for _, name in ipairs(person.set) do
        names[#names + 1] = name
        names[#names + 1] = pseudonym
      end
    end
    for _, name in ipairs(person.drop) do dropped[#dropped + 1] = name end
  end
  if #dropped > 0 then write('HDEL', who, unpack(dropped)) end
  if #names > 0 then write('HSET', who, unpack(names)) end
  if #profiles > 0 then write('HSET', prof, unpack(profiles)) end
  if #members > 0 then write('HSET', m, unpack(members)) end
end)
