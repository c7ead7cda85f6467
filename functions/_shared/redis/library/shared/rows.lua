-- Many people in one call, as if each had one of their own. A call costs Redis and its client several times what a row does.
-- KEYS: meta
-- ARGV: rows mark earlier areas level timezone offset volunteer hours anywhere introduce with

local function outcome_line(word, person, pod, left) return word .. '|' .. person.pseudonym .. '|' .. pod .. '|' .. left end

local function number_of_pod(person) return person.member.state == 'seated' and person.member.pod or '' end

-- The outcome of a row: the word, the pseudonym, the pod that the person sits in, and the fields that were left as they were.
local function row_outcome(word, person) return outcome_line(word, person, number_of_pod(person), table.concat(kept, ',')) end

-- Marks what the import did with this person, and left alone, so that the row has the same outcome when it comes again.
local function mark_effect(person, did)
  if mark ~= '' and not is_dry then person.member.mark = mark .. did .. table.concat(kept, ',') end
end

-- Notes that the import changed this person. `was`: their state before.
local function note_effect(person, was, did)
  mark_effect(person, did)
  note_import(person, was, did)
end

-- Whether somebody takes part stays as a speaker said, whatever the row says.
local function keep_standing(by_whom) kept[#kept + 1] = 'standing:' .. by_whom end

local list_rows
do
-- The fields of a row, in the order of `rowOf` in redis/rows.ts.
local ROW = '([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^\n]*)\n'
local NAMES = '([^|]*)|([^|]*)|[^\n]*\n'

local function read_rows()
  local logins, proposals = {}, {}
  for login, proposed in string.gmatch(rows, NAMES) do
    logins[#logins + 1], proposals[#proposals + 1] = login, proposed
  end
  read_people(logins, proposals)
end

-- A dry run writes nothing. It gives back what it would write, and gets it again as `earlier` with the rows that follow:
-- lines of the kind, the key and the value, which is '' for a pod that is no more.
local EARLIER = '(%l+)\t([^\t]*)\t([^\n]*)\n'

local function read_earlier()
  for kind, key, value in string.gmatch(earlier, EARLIER) do
    if kind == 'identity' then read.identities[key] = value end
    if kind == 'profile' then read.profiles[key] = value end
    if kind == 'member' then read.members[key] = value end
    if kind == 'pod' and value ~= '' then load_pod(key, value) end
    if kind == 'pod' and value == '' then pods[key] = { number = key, closed = true } end
  end
end

local function would_write()
  local lines = {}
  local function add(kind, key, value) lines[#lines + 1] = kind .. '\t' .. key .. '\t' .. value .. '\n' end
  collect_people()
  collect_seats()
  for _, person in ipairs(people) do
    add('identity', label_of(person.profile.login), person.pseudonym)
    add('profile', person.pseudonym, profile_line(person.profile))
    add('member', person.pseudonym, member_line(person.member))
  end
  for _, pod in ipairs(pods) do
    local now = pod.closed and '' or pod_line(pod)
    if now ~= pod.before then add('pod', pod.number, now) end
  end
  return table.concat(lines)
end

-- The rows of an import share one operation, so its effect is stored with each person: c(hanged), u(nchanged), or how it
-- added them. `wanted`: the pod that the row names. The person may have left it since, or others may have got a seat in it.
local WORDS = { c = 'changed', u = 'unchanged' }
local function effect_before(person, wanted)
  if mark == '' or string.sub(person.member.mark, 1, #mark) ~= mark then return end
  local did, left = string.match(person.member.mark, '^(%l)(.*)$', #mark + 1)
  local pod = did == 's' and wanted or did == 'c' and number_of_pod(person) or ''
  return outcome_line(WORDS[did] or 'added', person, pod, left)
end

-- Nothing is kept of somebody new.
local function refused(person, reason, by_whom)
  if is_new(person) then dismiss(person) end
  return 'refused|' .. reason .. '|' .. (by_whom or '')
end

-- Lists the person of each row, unless there is a `refusal` of them, and ends the verb. `is_chosen`: the row names its mode.
function list_rows(verb, refusal, list)
  rehearse_if(mark)
  read_rows()
  read_earlier()
  local login, proposed, id, recognising, pod, chosen
  local function take(...)
    login, proposed, id, recognising, pod, chosen, areas, level, timezone, offset, volunteer, hours, anywhere, introduce, with = ...
    return login
  end
  local outcomes, next_row = {}, string.gmatch(rows, ROW)
  while take(next_row()) do
    kept = {}
    local person, is_chosen = identify(login, id, proposed), chosen == 'yes'
    local outcome = effect_before(person, pod)
    if not outcome then
      local reason, by_whom = refusal(person, recognising, is_chosen)
      outcome = reason and refused(person, reason, by_whom) or list(person, pod, is_chosen)
    end
    outcomes[#outcomes + 1] = outcome
    end_change()
  end
  if is_dry then outcomes[#outcomes + 1] = would_write() end
  return commit(verb, { 'listed', unpack(outcomes) })
end
end
