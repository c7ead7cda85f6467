-- What is said about a person: their areas, whether any area suits them, their ability, time zone and role, whom they
-- would like to sit with, and whether they agree to be introduced.
-- KEYS: profiles
-- ARGV: areas level timezone offset volunteer hours anywhere with term introduce

-- The fields that this call left as they were, since a word stands against it: `field:speaker`.
local kept
local merge_profile, observed_level, adopt_areas

-- A scope of its own, since Lua allows 200 local names in one.
do

local overtaken, heard

-- Takes over what is said about a field of the profile, if it counts; '' says nothing. Returns whether it did.
local function hear(person, matter, field, value, stored)
  if value == '' then return false end
  if counts(person, matter) then
    person.profile[field], heard = stored or value, true
    return true
  end
  overtaken = true
  local source = string.match(times_of(person)[matter], WORD)
  -- It was forgotten as they wished.
  if source == '' and by == 'import' then source = SPEAKERS.self end
  if source ~= '' and person.profile[field] ~= (stored or value) then kept[#kept + 1] = field .. ':' .. source end
  return false
end

-- Whether any area suits somebody. An import cannot say so of people who named their areas themselves; where it says
-- nothing, it may assume so of the others, unless anybody has said anything about it: an earlier import as well. People who
-- agreed to areas that others told them of (`adopt_areas`) said nothing about others: what an import says holds,
-- but what it assumed does not.
local function hear_consent(person)
  local times = times_of(person)
  local chose = string.sub(times[AREAS], 1, 1) == SPEAKERS.self
  local named = chose and times[AREAS] ~= SPEAKERS.self
  local source = string.sub(times[CONSENT], 1, 1)
  if named and (source == SPEAKERS.import or source == SPEAKERS.assumed) then person.profile.anywhere, times[CONSENT] = '', '' end
  -- They declined seats elsewhere after this request for one, and we heard of that before.
  if said ~= '' and said == times[ASKED] and is_overtaken(without_speaker(times[OFFERS])) and times[CONSENT] < times[OFFERS] then
    person.profile.anywhere, times[CONSENT] = '', times[OFFERS]
  end
  if anywhere == 'assumed' then
    if not chose and times[CONSENT] == '' then person.profile.anywhere, times[CONSENT] = '1', SPEAKERS.assumed end
    return
  end
  -- A maintainer's own word on it is named as theirs.
  local was_said = string.match(times[CONSENT], '^%u')
  if anywhere == 'yes' and named and not was_said and speaker() == SPEAKERS.import then
    if person.profile.anywhere == '' then kept[#kept + 1] = 'anywhere:' .. SPEAKERS.self end
    return
  end
  hear(person, CONSENT, 'anywhere', anywhere, anywhere == 'no' and '' or '1')
end

-- Whether one person may wish to sit with another: the wishes of others were forgotten with somebody as well.
local function may_name(person, other)
  return other and other ~= person and not (by == 'import' and was_forgotten(other, TOGETHER))
end

-- The people somebody would like to sit with. A stranger becomes known, unless they asked to be forgotten.
local function companions(person)
  local found = {}
  for name, new, recognised in string.gmatch(with, '([^:;]+):([^:;]+):([^:;]*)') do
    local other = record_person(name, '', new, recognised)
    if may_name(person, other) then
      name_person(other)
      found[#found + 1] = other.pseudonym
    end
  end
  return table.concat(found, ',')
end

-- As the profile has them if it names the same people in any order, else as `with` has them. Nobody becomes known: they are
-- only compared with the wish that stands.
local function companions_to_compare(person)
  local found = {}
  for name, new, recognised in string.gmatch(with, '([^:;]+):([^:;]+):([^:;]*)') do
    local other = identify(name, '', '')
    if may_name(person, other) then found[#found + 1] = other.pseudonym end
    if not other and not is_forgotten(recognised) then found[#found + 1] = new end
  end
  local wished = split(person.profile.with, ',')
  table.sort(found)
  table.sort(wished)
  local is_same = table.concat(found, ',') == table.concat(wished, ',')
  return is_same and person.profile.with or table.concat(found, ',')
end

-- The least ability of somebody with so many merged pull requests; a maintainer is only declared.
local MERGES_TO_CONTRIBUTOR, MERGES_TO_EXPERIENCED = 1, 10
function observed_level(merged)
  if merged >= MERGES_TO_EXPERIENCED then return 3 end
  return merged >= MERGES_TO_CONTRIBUTOR and 2 or 1
end

-- The speaker whose word keeps somebody a volunteer, or nil: a file takes nothing from people with a seat or a place who have given a command.
local function role_kept_by(person)
  local is_taken = volunteer == 'no' and speaker() == SPEAKERS.import and person.profile.volunteer == '1'
  return is_taken and standing_speaker(person) or nil
end

-- Merges the arguments of a profile into it; '' keeps the old value, and so does a word that stands against the new one.
-- Returns whether all that was said was left out.
function merge_profile(person)
  local profile = person.profile
  overtaken, heard = false, false
  hear(person, AREAS, 'areas', areas)
  -- Merged pull requests raise the ability that is said.
  local observed = observed_level(tonumber(profile.merged))
  if level ~= '' then hear(person, LEVEL, 'level', level, tonumber(level) < observed and string.format('%d', observed) or level) end
  if tonumber(profile.level) < observed then profile.level = string.format('%d', observed) end
  if hear(person, TIMEZONE, 'timezone', timezone) then profile.offset = offset end
  local against = role_kept_by(person)
  if against then
    kept[#kept + 1] = 'volunteer:' .. against
  else
    hear(person, VOLUNTEER, 'volunteer', volunteer, volunteer == 'yes' and '1' or '')
    -- Somebody who steps down gives none, and for no time. Only some words have a term.
    local given = volunteer == 'no' and 'none' or hours
    hear(person, HOURS, 'hours', given, given == 'none' and '' or given)
    local until_month = volunteer == 'no' and 'none' or term or ''
    hear(person, TERM, 'term', until_month, until_month == 'none' and '' or until_month)
  end
  hear_consent(person)
  hear(person, INTRODUCE, 'introduce', introduce, introduce == 'yes' and '1' or '')
  if with ~= '' then
    local named = is_last_word(person, TOGETHER) and companions or companions_to_compare
    hear(person, TOGETHER, 'with', with, named(person))
  end
  return overtaken and not heard
end

-- People who ask for a seat, or say so though they have one, and name no areas, mean those that they are told of: from now on
-- these are their own word. It has no time, so that areas which they named themselves count, though we hear of them later.
-- Returns whether that ended what an import assumed.
function adopt_areas(person)
  local profile = person.profile
  if by ~= 'self' or areas ~= '' or profile.areas == '' then return end
  local times = times_of(person)
  local source, time = string.match(times[AREAS], WORD)
  if source == SPEAKERS.self or is_overtaken(time) then return end
  times[AREAS] = SPEAKERS.self .. (source == '' and time or '')
  -- An import assumed that any other area suits them, and they speak of these only.
  if times[CONSENT] ~= SPEAKERS.assumed then return end
  profile.anywhere, times[CONSENT] = '', ''
  return true
end

end
