-- People: identities (login and number to pseudonym), profiles (facts about them), members (state, pod, queue).
-- KEYS: meta identities profiles members forgotten
-- ARGV: known said by import

-- By pseudonym and in the order in which they were loaded.
local people
-- The names that this call has given to somebody.
local claimed
-- What was read for many people at once: identities by name, members and profiles by pseudonym; false where nothing is
-- stored. And how many people are forgotten.
local read

local read_profile, profile_line, read_member, member_line
do
-- A line without the separators of empty fields at its end.
local function trimmed(line) return string.match(line, '^(.*[^|])|*$') or '' end

-- Fields are separated by bars; empty ones at the end may be missing. One match takes a fifth of the time of a split.
local PROFILE = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'
local MEMBER = '^([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?([^|]*)|?(.*)$'

-- Of somebody new; a match of nothing with as many captures takes a twentieth of all that is done for them.
local EMPTY = { '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '' }
local function fields_of(text, pattern)
  if text == '' then return unpack(EMPTY) end
  return string.match(text, pattern)
end

-- A constructor with all fields: a table that grows field by field is reallocated four times.
function read_profile(text)
  local login, id, areas, level, timezone, offset, volunteer, hours, merged, pausedUntil, declined, joinedAt, firstMerge,
    times, thread, anywhere, with, term, introduce = fields_of(text, PROFILE)
  return {
    login = login, id = id, areas = areas, level = level, timezone = timezone, offset = offset, volunteer = volunteer,
    hours = hours, merged = merged, pausedUntil = pausedUntil, declined = declined, joinedAt = joinedAt,
    firstMerge = firstMerge, times = times, thread = thread, anywhere = anywhere, with = with,
    term = term, introduce = introduce,
  }
end

function profile_line(profile)
  return trimmed(profile.login .. '|' .. profile.id .. '|' .. profile.areas .. '|' .. profile.level .. '|'
    .. profile.timezone .. '|' .. profile.offset .. '|' .. profile.volunteer .. '|' .. profile.hours .. '|'
    .. profile.merged .. '|' .. profile.pausedUntil .. '|' .. profile.declined .. '|' .. profile.joinedAt .. '|'
    .. profile.firstMerge .. '|' .. profile.times .. '|' .. profile.thread .. '|'
    .. profile.anywhere .. '|' .. profile.with .. '|' .. profile.term .. '|'
    .. profile.introduce)
end

function read_member(text)
  local state, pod, areas, since, pinned, mark, moved, pinSaid, home, origin, told = fields_of(text, MEMBER)
  return {
    state = state, pod = pod, areas = areas, since = since, pinned = pinned, mark = mark, moved = moved, pinSaid = pinSaid,
    home = home, origin = origin, told = told,
  }
end

function member_line(member)
  return trimmed(member.state .. '|' .. member.pod .. '|' .. member.areas .. '|' .. member.since .. '|' .. member.pinned
    .. '|' .. member.mark .. '|' .. member.moved .. '|' .. member.pinSaid .. '|' .. member.home .. '|' .. member.origin
    .. '|' .. member.told)
end
end

-- The id that an area has now, by `known`: `,docs=handbook,handbook=handbook,`. Nil if the settings no longer name it; a
-- store without settings names every area.
local function area_now(id)
  if not known or known == '' then return id end
  local _, ends = string.find(known, ',' .. id .. '=', 1, true)
  return ends and string.match(known, '^[^,]*', ends + 1)
end

-- The ids under which an area is stored: its own, and those it had before it was renamed. Few areas were, and going
-- through all of them takes ten times as long as seeing that.
local function stored_ids(area)
  local entry = '=' .. area .. ','
  local _, ends = string.find(known, entry, 1, true)
  if not ends or not string.find(known, entry, ends + 1, true) then return { area } end
  local ids = {}
  for id, now in string.gmatch(known, '([^,=]+)=([^,]+)') do
    if now == area then ids[#ids + 1] = id end
  end
  return ids
end

-- An area that the settings no longer name stays, since it may come back.
local function areas_now(ids)
  if ids == '' or not known or known == '' then return ids end
  local areas, listed = {}, {}
  for _, id in ipairs(split(ids, ',')) do
    local area = area_now(id) or id
    if not listed[area] then areas[#areas + 1] = area end
    listed[area] = true
  end
  return table.concat(areas, ',')
end

local function load(pseudonym, profile, member)
  if people[pseudonym] then return people[pseudonym] end
  local before = profile or ''
  local facts = read_profile(before)
  local areas_before = facts.areas
  facts.areas = areas_now(areas_before)
  -- That an area was renamed is no change of the people who want it.
  if facts.areas ~= areas_before then before = profile_line(facts) end
  local person = {
    pseudonym = pseudonym,
    profile = facts,
    member = read_member(member or ''),
    profile_before = before,
    member_before = member or '',
  }
  people[pseudonym] = person
  people[#people + 1] = person
  return person
end

local function load_person(pseudonym)
  if people[pseudonym] then return people[pseudonym] end
  local profile, member = read.profiles[pseudonym], read.members[pseudonym]
  if profile == nil then profile = redis.call('HGET', profiles_key, pseudonym) end
  if member == nil then member = redis.call('HGET', members_key, pseudonym) end
  return load(pseudonym, profile, member)
end

local function label_of(login) return 'login:' .. string.lower(login) end

-- Reads people by their logins, so that `identify` need not read each of them. `proposals`: the pseudonyms of those who
-- are new.
local function read_people(logins, proposals)
  local labels, found, all = {}, {}, {}
  for i = 1, #logins do labels[i] = label_of(logins[i]) end
  for i, owner in ipairs(redis.call('HMGET', identities_key, unpack(labels))) do
    read.identities[labels[i]] = owner
    found[#found + 1] = owner or nil
    all[i] = owner or proposals[i]
  end
  for i, member in ipairs(redis.call('HMGET', members_key, unpack(all))) do read.members[all[i]] = member end
  -- A typed read, so that a wrong type ends the call before it writes.
  if #found == 0 then return redis.call('HLEN', profiles_key) end
  for i, profile in ipairs(redis.call('HMGET', profiles_key, unpack(found))) do read.profiles[found[i]] = profile end
end

local function load_people(pseudonyms)
  local profiles = redis.call('HMGET', profiles_key, unpack(pseudonyms))
  local members = redis.call('HMGET', members_key, unpack(pseudonyms))
  local loaded = {}
  for i = 1, #pseudonyms do loaded[i] = load(pseudonyms[i], profiles[i], members[i]) end
  return loaded
end

local identify
do
local function is_taken(pseudonym)
  if read.members[pseudonym] ~= nil then return read.members[pseudonym] end
  return redis.call('HEXISTS', profiles_key, pseudonym) + redis.call('HEXISTS', members_key, pseudonym) > 0
end

-- A name that will lead to a person (`set`), or no more (`drop`). Few people have any that change.
local function note_name(person, change, name)
  local names = person[change]
  if names then names[#names + 1] = name else person[change] = { name } end
end

-- Who has a name in Redis: the login's label, and the number unless it is unknown.
local function owners_of(label, number, id)
  local owner = read.identities[label]
  if id == '' and owner ~= nil then return owner end
  return unpack(redis.call('HMGET', identities_key, label, number))
end

-- The person with a login and a number ('' if unknown). The number is certain; the login is a label that can change:
-- a known number with another login is a rename, a login that leads to another number was taken over by a new person,
-- and a person known by login only is linked to the number. If there is no such person: a new one with the pseudonym
-- `proposed`, or nil if that is ''. Raises TWIN if login and number lead to two records of one person.
function identify(login, id, proposed)
  local label, number = label_of(login), 'id:' .. id
  local labelled, numbered = owners_of(label, number, id)
  local by_login = claimed[label] or labelled
  local by_id = id ~= '' and (claimed[number] or numbered)
  local owner = by_login and load_person(by_login)
  if owner and by_id and by_id ~= by_login and owner.profile.id == '' then error({ err = 'TWIN ' .. by_login .. ' ' .. by_id }) end
  -- The earlier owner has lost the login; their new one is learnt when their number is seen again.
  if owner and id ~= '' and owner.profile.id ~= '' and owner.profile.id ~= id then
    owner.profile.login = ''
    note_name(owner, 'drop', label)
  end

  local person
  if by_id then
    person = load_person(by_id)
  elseif owner and (id == '' or owner.profile.id == '' or owner.profile.id == id) then
    person = owner
  elseif proposed ~= '' then
    if is_taken(proposed) then error({ err = 'INVARIANT the pseudonym ' .. proposed .. ' is taken' }) end
    person = load(proposed, false, false)
    person.profile.login, person.profile.level, person.profile.merged = login, '1', '0'
  else
    return nil
  end

  local before = person.profile.login == login and label or label_of(person.profile.login)
  if before ~= label and redis.call('HGET', identities_key, before) == person.pseudonym then note_name(person, 'drop', before) end
  if by_login ~= person.pseudonym then note_name(person, 'set', label) end
  claimed[label] = person.pseudonym
  if id ~= '' then
    if by_id ~= person.pseudonym then note_name(person, 'set', number) end
    person.profile.login, person.profile.id = login, id
    claimed[number] = person.pseudonym
  end
  return person
end
end

local function is_new(person) return person.member_before == '' end

-- The origin of somebody whom an import added: the import's id, how it added them, marks for what its undo must know, and the
-- other imports that changed them, each as `,id` and how: as below, c(hanged), or u(nchanged, after it was taken back).
-- How: i(nvited), w(aiting), s(eated), or n(amed by somebody whom it added). Marks: k(nown to others as well), t(aken back,
-- while another import had changed them), c(hanged by more imports than are kept), h(eard: they have given a command, or a
-- maintainer did for them), a(ppointed advocate by somebody).
local ORIGIN = '^(........)(%l)(%l*)(.*)$'

local function note_origin(person, mark)
  local id, how, marks, others = string.match(person.member.origin, ORIGIN)
  if id and not string.find(marks, mark, 1, true) then person.member.origin = id .. how .. marks .. mark .. others end
end

-- Whether the import that added somebody was taken back, and they stayed.
local function is_taken_back(person)
  local _, _, marks = string.match(person.member.origin, ORIGIN)
  return marks and string.find(marks, 't', 1, true)
end

-- An import added somebody, in one of these ways, or changed them (`how` is c). `was`: their state before. People whom
-- another import added stay people of that one.
local function note_import(person, was, how)
  -- Each is ten characters.
  local OTHERS_LENGTH_MAX = 40
  if import == '' then return end
  local id, before, marks, others = string.match(person.member.origin, ORIGIN)
  local is_added = how ~= 'c' and how ~= 'u'
  if is_added and (not id or (id ~= import and before == 'n')) then
    person.member.origin = import .. how .. (was == 'known' and 'k' or was ~= '' and 'h' or '')
    return
  end
  if not id then return end
  if id ~= import and not string.find(others, ',' .. import, 1, true) then
    if #others < OTHERS_LENGTH_MAX then others = others .. ',' .. import .. how else marks = marks .. 'c' end
  end
  person.member.origin = id .. (is_added and how or before) .. marks .. others
end

-- Somebody else's word names a person; an import may be the first to name them.
local function name_person(person)
  if import and import ~= '' and is_new(person) and person.member.origin == '' then
    person.member.origin = import .. 'n'
  elseif string.match(person.member.origin, ORIGIN) ~= import then
    note_origin(person, 'k')
  end
end

-- Drops the person who was identified last, and is new, so that nothing about them is written.
local function dismiss(person)
  people[person.pseudonym], people[#people] = nil, nil
  for _, name in ipairs(person.set or {}) do claimed[name] = nil end
end

-- Those of these keyed hashes, separated by commas, that are of people who asked to be forgotten.
local function forgotten_among(hashes)
  local among = {}
  if hashes == '' then return among end
  read.forgotten = read.forgotten or redis.call('HLEN', forgotten_key)
  if read.forgotten == 0 then return among end
  local list = split(hashes, ',')
  for i, time in ipairs(redis.call('HMGET', forgotten_key, unpack(list))) do
    if time then among[#among + 1] = list[i] end
  end
  return among
end

local function is_forgotten(hashes) return #forgotten_among(hashes) > 0 end

local is_overtaken, time_after
do
-- The end of a time that stands for no text on GitHub: its number and the place of the command.
local NO_TEXT = '00000000000'
-- GitHub's clock tells whole seconds, and clocks differ. A difference of clocks keeps nobody from leaving.
local SECOND_MS, CLOCKS_DIFFER_MS = 1000, 120000

local function is_from_github(word) return string.sub(word, 9) ~= NO_TEXT end
local function ms_of(word) return tonumber(string.sub(word, 1, 8), 36) end

-- Whether a word that we have heard is newer than this one. A direct word is newer than all that we have heard, whatever the
-- clocks say; GitHub may tell us late, and only times by its own clock compare exactly.
function is_overtaken(by_time, gives_up)
  if said == '' or by_time == '' or said >= by_time or not is_from_github(said) then return false end
  if is_from_github(by_time) then return true end
  return ms_of(by_time) - ms_of(said) >= (gives_up and CLOCKS_DIFFER_MS or SECOND_MS)
end

-- The time to keep of a word that counts, after one with this time. A direct word keeps the later one, or GitHub's words
-- from between the two would count when they come late. GitHub's own times stay as they are, to compare exactly.
function time_after(by_time)
  if not is_from_github(said) and said < by_time then return by_time end
  return said
end
end

local keep_forgotten, forgotten_words
do
-- The line under a keyed hash is `time;later;state`. Words said before `time` do not count. A later word about taking part
-- gives the person `state`, if they come back by a word said between `time` and `later`.
local function later_of(one, other)
  local time = one.time > other.time and one.time or other.time
  local last = one.later > other.later and one or other
  if last.later <= time then return { time = time, later = '', state = '' } end
  return { time = time, later = last.later, state = last.state }
end

local function kept_under(hash)
  local line = redis.call('HGET', forgotten_key, hash)
  local time, later, state = string.match(line or '', '^([^;]*);?([^;]*);?(.*)$')
  return { time = time, later = later, state = state }, line
end

function keep_forgotten(hashes, words)
  for _, hash in ipairs(hashes) do
    local before, line = kept_under(hash)
    local now = later_of(before, words)
    local text = now.later == '' and now.time or now.time .. ';' .. now.later .. ';' .. now.state
    if line ~= text then write('HSET', forgotten_key, hash, text) end
  end
end

-- The kept words about somebody who was forgotten, or nil.
function forgotten_words(hashes)
  local words
  for _, hash in ipairs(forgotten_among(hashes)) do
    local kept = kept_under(hash)
    words = words and later_of(words, kept) or kept
  end
  return words
end
end

-- A new person who was forgotten stays so. `state`: what they say about whether they take part, if they say that.
local function stay_forgotten(person, hashes, state)
  dismiss(person)
  if is_overtaken(forgotten_words(hashes).time) then return 'overtaken' end
  if state then keep_forgotten(forgotten_among(hashes), { time = '', later = said, state = state }) end
  return 'is-forgotten'
end

-- The matters that are spoken about; `ASKED`: that somebody wants to take part, which alone brings back somebody forgotten.
-- The times of the last words about them stand in one field of the profile, and are read when they are needed. Before the
-- time of a word stands who said it, but for `ASKED`, and `=` stands for the time of the first matter. `OFFERS`: that they
-- want to hear of no seat elsewhere, until they ask for one again. `INTRODUCE`: that they agree to be introduced. `STAY`: that
-- they would rather stay where they are.
local STANDING, ASKED, AREAS, LEVEL, TIMEZONE, VOLUNTEER, HOURS, CONSENT, TOGETHER, TERM, OFFERS, INTRODUCE, STAY =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
local WORD = '^(%u?)(.*)$'
local function without_speaker(word) return (string.gsub(word, '^%u', '')) end

-- Who says it, in the order of their weight: what people say about themselves stands against a maintainer, and that
-- against an import. The words of an import have no time, since they count in the order in which they come.
-- What it only assumed gives way to every word.
local SPEAKERS = { assumed = 'A', import = 'I', maintainer = 'M', self = 'P' }
local function speaker() return SPEAKERS[by] or SPEAKERS.self end

local function times_of(person)
  local times = person.times
  if times then return times end
  if person.profile.times == '' then
    times = { '', '', '', '', '', '', '', '', '', '', '', '', '' }
  else
    times = split(person.profile.times, ';')
    local first = without_speaker(times[STANDING])
    for matter = ASKED, STAY do
      local source, time = string.match(times[matter] or '', WORD)
      times[matter] = source .. (time == '=' and first or time)
    end
  end
  person.times = times
  return times
end

-- Words from before somebody was forgotten have no speaker. A file may say the same once more.
local function was_forgotten(person, matter)
  local source, time = string.match(times_of(person)[matter], WORD)
  return source == '' and time ~= '' and matter > ASKED
end

-- Whether nothing stands against a word about a matter: neither a later one nor one that weighs more. `gives_up`: it ends that
-- they take part.
local function is_last_word(person, matter, gives_up)
  local word = times_of(person)[matter]
  if word == '' then return true end
  local source, time = string.match(word, WORD)
  -- Between a person and a maintainer the later word decides whether the person takes part; people are told of a maintainer's.
  -- A wish to stay lasts for days only.
  if matter == STANDING or matter == STAY then return not is_overtaken(time, gives_up) end
  if by == 'import' and was_forgotten(person, matter) then return false end
  -- A role ends when a maintainer says so, whoever volunteered. Where there is none, the person's own no stays theirs.
  local ends_role = matter == VOLUNTEER and by == 'maintainer' and volunteer == 'no' and person.profile.volunteer == '1'
  if source ~= '' and source ~= speaker() and not ends_role then return speaker() > source end
  return not is_overtaken(time, gives_up)
end

-- Whether this call may change a matter; then what was said earlier about it changes nothing any more.
local function counts(person, matter, gives_up)
  if not is_last_word(person, matter, gives_up) then return false end
  if said ~= '' or (by == 'import' and matter > ASKED) then
    local before = without_speaker(person.times[matter])
    person.times[matter] = (matter == ASKED and '' or speaker()) .. time_after(before)
  end
  return true
end

local function is_active(person)
  return person and (person.member.state == 'seated' or person.member.state == 'waiting')
end

local set_state
do
-- People without a seat or a place keep the time at which that began, whatever they say. Leaving for good after a pause, or
-- after working independently, begins a new time.
local function keeps_since(person, state)
  local was = person.member.state
  if was == '' or is_active(person) or state == 'seated' or state == 'waiting' then return false end
  return state ~= 'alumni' or (was ~= 'paused' and was ~= 'independent')
end

function set_state(person, state, since)
  local member = person.member
  count(member.state, -1)
  count(state, 1)
  if not keeps_since(person, state) then member.since = since end
  member.state, member.moved = state, ''
end
end

-- A forgotten person comes back. Their words from before the forgetting do not count; their later words do.
local function come_back(person, words)
  local times = times_of(person)
  for matter = STANDING, STAY do
    if matter ~= OFFERS then times[matter] = words.time end
  end
  if words.later == '' then return end
  times[STANDING] = words.later
  log_event('out ' .. person.pseudonym .. ' ' .. words.state)
  set_state(person, words.state, revision)
end

-- Whether somebody's last word is that they want a seat, and they got none, as we know no area of theirs. Only then people
-- in these states have said whether they take part.
local function still_wants_seat(person)
  local state = person.member.state
  if state ~= 'known' and state ~= 'invited' then return false end
  return (person.times and person.times[STANDING] or string.match(person.profile.times, '^[^;]*')) ~= ''
end

-- Who has said whether somebody takes part, so that no import changes it: the person, a maintainer, or `?` where we know no
-- more than that one of them did. Versions before this one kept no speaker of such a word: an import has no time, so it was
-- none. People who have a seat or a place and say something of themselves, or give a command, take part. Nil: imports only.
local function standing_speaker(person)
  local word = times_of(person)[STANDING]
  if word ~= '' then return string.match(word, '^%u') or '?' end
  if not is_active(person) then return nil end
  if string.find(person.profile.times, ';' .. SPEAKERS.self) then return SPEAKERS.self end
  local _, _, marks = string.match(person.member.origin, ORIGIN)
  return marks and string.find(marks, 'h', 1, true) and '?'
end

-- Who declined an invitation: `OFFERS` in leave.lua.
local function decline_speaker(person) return string.match(times_of(person)[OFFERS], '^%u') or '?' end

-- Notes that somebody with a seat or a place was told by this revision where they are.
local function note_told(member, by_revision)
  if member.state == 'seated' or member.state == 'waiting' then member.told = by_revision end
end

-- People seen for the first time become known, unless they asked to be forgotten.
local function record_person(login, id, proposed, recognising)
  if login == '' then return nil end
  local person = identify(login, id, proposed)
  if is_new(person) and person.member.state == '' then
    if is_forgotten(recognising) then
      dismiss(person)
      return nil
    end
    set_state(person, 'known', rev)
  end
  return person
end

-- `at~key` of the first merged pull request, and since when the person is known to have contributed before.
local FIRST_MERGE = '^(%d*)~?([^~]*)~?(%d*)$'

local function note_known(person, since)
  local profile = person.profile
  local first_at, first, known = string.match(profile.firstMerge, FIRST_MERGE)
  -- All that was merged of theirs are reverts, by which GitHub knows them.
  if since ~= '0' and first_at == '' and known == '' and profile.merged ~= '0' then return end
  if known ~= '' and tonumber(known) <= tonumber(since) then return end
  profile.firstMerge = first_at .. '~' .. first .. '~' .. since
end

-- Whether the person contributed before we came.
local function was_earlier(person) return string.sub(person.profile.firstMerge, -2) == '~0' end

-- Whether their identity or profile has changed; when they said it is no part of that.
local function is_changed(person)
  return person.set or person.drop or profile_line(person.profile) ~= person.profile_before
end

-- Nobody else may have changed in this call.
local function delete_person(person)
  for _, name in ipairs({ label_of(person.profile.login), 'id:' .. person.profile.id }) do
    if redis.call('HGET', identities_key, name) == person.pseudonym then write('HDEL', identities_key, name) end
  end
  count(person.member.state, -1)
  write('HDEL', profiles_key, person.pseudonym)
  write('HDEL', members_key, person.pseudonym)
  -- Their record must not be written again.
  people = {}
end

local collect_people
do
local function times_text(times)
  local standing, last = times[STANDING], STAY
  while last > 0 and times[last] == '' do last = last - 1 end
  if standing == '' then return table.concat(times, ';', 1, last) end
  local words, first = { standing }, without_speaker(standing)
  for matter = ASKED, last do
    local source, time = string.match(times[matter], WORD)
    words[matter] = time == first and source .. '=' or times[matter]
  end
  return table.concat(words, ';')
end

-- Key by key, so that the writes of many people become few commands.
function collect_people()
  for _, person in ipairs(people) do
    if person.drop then
      for _, name in ipairs(person.drop) do write('HDEL', identities_key, name) end
    end
  end
  for _, person in ipairs(people) do
    if person.set then
      for _, name in ipairs(person.set) do write('HSET', identities_key, name, person.pseudonym) end
    end
  end
  for _, person in ipairs(people) do
    if person.times then person.profile.times = times_text(person.times) end
    -- Where they ask is nothing about themselves, so it is no change of their profile.
    if person.asked_in then person.profile.thread = person.asked_in end
    local now = profile_line(person.profile)
    if now ~= person.profile_before then write('HSET', profiles_key, person.pseudonym, now) end
  end
  for _, person in ipairs(people) do
    local now = member_line(person.member)
    if now ~= person.member_before then write('HSET', members_key, person.pseudonym, now) end
  end
end
end
