-- Notices to people about their own seat and role, of which nobody gets one about their own doing; and introductions.
-- KEYS: decisions
-- ARGV: by

-- Tells somebody who waited of their seat, in the thread where they asked for one. Returns whether there is such a thread.
-- `run`: the run that seats them, if one does; else `why`. `SeatNotice` in core/notice-errands.ts is the same.
local function tell_of_seat(person, pod, why, run)
  if person.profile.thread == '' then return false end
  enqueue_also(
    'notice:' .. person.profile.thread .. '/' .. person.pseudonym .. '/' .. pod.number .. '/' .. revision,
    '{"kind":"notice","thread":"' .. person.profile.thread .. '","person":"' .. person.pseudonym .. '","pod":' .. pod.number
      .. ',"revision":' .. revision .. ',"at":' .. at .. (pod.advocate == person.pseudonym and ',"advocate":true' or '')
      .. (run and ',"run":"' .. run .. '"' or ',"why":"' .. why .. '"') .. ',"since":' .. at .. '}',
    'first'
  )
  return true
end

local with_decision, note_decision
do
-- Most pages need one; more are kept where nobody was told in between.
local NOTES_MAX = 4
-- Of the profile the page says no more than that it changed, but for the areas.
local SENTENCES = { areas = 'areas', anywhere = 'other', introduce = 'other', ability = 'other', timezone = 'other', volunteer = 'other' }

local function sentence_on_profile(note) return SENTENCES[string.match(note, '^%a+')] end

-- Whether nobody needs the older note any more: the page leaves out by itself what holds no longer. Files change a profile
-- without a word, so such a note before a later decision would tell everybody that it was no file.
local function is_replaced(old, new)
  local was, is = sentence_on_profile(old), sentence_on_profile(new)
  if was then return not is or was == is end
  if old == new then return true end
  return string.find(old, '^plan|') and (string.find(new, '^plan|') or string.find(new, '^run|'))
end

-- The lines of `notes`, of which the last is the newest, with one more.
function with_decision(notes, new)
  local lines = {}
  for old in string.gmatch(notes or '', '[^\n]+') do
    if not is_replaced(old, new) then lines[#lines + 1] = old end
  end
  lines[#lines + 1] = new
  return table.concat(lines, '\n', math.max(1, #lines - NOTES_MAX + 1))
end

-- Notes a decision for somebody's page.
function note_decision(pseudonym, new)
  local notes = with_decision(read.decisions[pseudonym] or redis.call('HGET', decisions_key, pseudonym), new)
  read.decisions[pseudonym] = notes
  write('HSET', decisions_key, pseudonym, notes)
end
end

-- Tells somebody of a decision about them, and notes it for their page. `DecisionNotice` in core/notice-errands.ts is the same.
-- `about` is the number of a pod, the ids of areas, or '' if it says nothing more. `delay`: ms in which something else may
-- be decided that makes this no news.
local function tell_of_decision(pseudonym, what, about, delay)
  note_decision(pseudonym, what .. '|' .. about .. '|' .. at .. '|' .. revision)
  enqueue_also(
    'decision-notice:' .. pseudonym .. '/' .. revision .. '/' .. what,
    '{"kind":"decision-notice","person":"' .. pseudonym .. '","what":"' .. what .. '","about":"' .. about
      .. '","revision":' .. revision .. ',"at":' .. at .. ',"since":' .. at .. '}',
    'first',
    delay
  )
end

-- Tells somebody with a seat or in the queue what a maintainer changed of their profile, which was `before`. Whether they
-- volunteer is left out for an advocate of `pod`: they are told of the role.
local function tell_of_profile(person, before, pod)
  local profile = person.profile
  local function tell(what, about) tell_of_decision(person.pseudonym, what, about) end
  -- The seat may be the same, but a notice needs a revision of its own.
  local function needs_revision() log_event('describe ' .. person.pseudonym) end
  if profile.areas ~= before.areas then tell('areas-set', profile.areas) end
  if profile.anywhere ~= before.anywhere then tell(profile.anywhere == '1' and 'anywhere-set' or 'anywhere-ended', '') end
  if profile.introduce ~= before.introduce then
    needs_revision()
    tell(profile.introduce == '1' and 'introduce-set' or 'introduce-ended', '')
  end
  if profile.level ~= before.level then tell('ability-set', '') end
  if profile.timezone ~= before.timezone then
    needs_revision()
    tell('timezone-set', '')
  end
  local is_told = pod and (pod.advocate == person.pseudonym or pod.advocate_before == person.pseudonym)
  if profile.volunteer ~= before.volunteer and not is_told then
    tell(profile.volunteer == '1' and 'volunteer-set' or 'volunteer-ended', '')
  end
end

-- Files are of maintainers.
local function is_by_maintainer() return by == 'maintainer' or by == 'import' end

-- Tells somebody of a role that came to them.
local function tell_of_role(pseudonym, pod)
  if by == 'self' then return end
  local what = by == 'import' and 'role-listed' or is_by_maintainer() and 'role-given' or 'role-fell'
  tell_of_decision(pseudonym, what, pod.number)
end

-- Introduces somebody with a seat in a pod, if they agreed. `Errand` in core/outbox.ts is the same.
local function introduce_in(person, pod)
  if person.profile.introduce ~= '1' then return end
  enqueue_also(
    'introduction:' .. person.pseudonym .. '/' .. pod,
    '{"kind":"introduction","person":"' .. person.pseudonym .. '","pod":' .. pod .. ',"since":' .. at .. '}',
    'then'
  )
end
