-- Many people in one call, as if each had one of their own. A call costs Redis and its client several times what a row does.
-- KEYS: meta
-- ARGV: rows mark earlier areas level timezone offset volunteer hours anywhere introduce with

-- Why the person of this row gets no seat in the pod that it names; false if it names none, or they get one.
local missed
local row_outcome, mark_effect, note_effect, list_rows

-- Whether somebody takes part stays as a speaker said, whatever the row says.
local function keep_standing(by_whom) kept[#kept + 1] = 'standing:' .. by_whom end

do
-- The outcome of a row: the word, the pseudonym, the state that the person is in, the pod that they sit in, and what was left:
-- the fields that stay as they were, why they get no seat, and what the row ended or began.
local function outcome_line(word, person, state, pod, left)
  return word .. '|' .. person.pseudonym .. '|' .. state .. '|' .. pod .. '|' .. left
end

-- How it was before this row: its `person`, the `pod` that they sat in, and the advocates of the pods, by number.
local before_row

local function number_of_pod(person) return person.member.state == 'seated' and person.member.pod or '' end

-- The fields that stay as they were, why there is no seat, and the seats and roles that the row ended or began (`TURNS` in
-- core/ports/seats.ts).
local function what_is_left()
  -- Most rows leave nothing.
  if #pods == 0 and #kept == 0 and not missed and before_row.pod == '' then return '' end
  local turns, own = {}, before_row.person.pseudonym
  if before_row.pod ~= '' and number_of_pod(before_row.person) == '' then turns[1] = 'seat-ended' end
  for _, pod in ipairs(pods) do
    local was, now = before_row[pod.number] or pod.advocate_before or '', pod.closed and '' or pod.advocate
    local turn = was ~= now and (was == own and (now == '' and 'role-ended' or 'role-passed') or now == own and 'role-begun')
    if turn then turns[#turns + 1] = turn end
  end
  local left, turned = table.concat(kept, ','), table.concat(turns, ',')
  if turned ~= '' then return left .. ';' .. (missed or '') .. ';' .. turned end
  return left .. (missed and ';' .. missed or '')
end

function row_outcome(word, person)
  if word == 'unchanged' and is_taken_back(person) then note_import(person, '', 'u') end
  return outcome_line(word, person, person.member.state, number_of_pod(person), what_is_left())
end

-- Marks what the import did with this person, and left, so that the row has the same outcome when it comes again.
function mark_effect(person, did)
  if mark ~= '' and not is_dry then person.member.mark = mark .. did .. what_is_left() end
end

-- Notes that the import changed this person. `was`: their state before.
function note_effect(person, was, did)
  mark_effect(person, did)
  note_import(person, was, did)
end

local function read_rows()
  local logins, proposals = {}, {}
  for login, proposed in string.gmatch(rows, '([^|]*)|([^|]*)|[^\n]*\n') do
    logins[#logins + 1], proposals[#proposals + 1] = login, proposed
  end
  read_people(logins, proposals)
  -- A dry run writes nothing. It gives back what it would write, and gets it again as `earlier` with the rows that follow:
  -- lines of the kind, the key and the value, which is '' for a pod that is no more.
  for kind, key, value in string.gmatch(earlier, '(%l+)\t([^\t]*)\t([^\n]*)\n') do
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
local function effect_before(person, wanted)
  if mark == '' or string.sub(person.member.mark, 1, #mark) ~= mark then return end
  local did, left = string.match(person.member.mark, '^(%l)(.*)$', #mark + 1)
  local pod = did == 's' and wanted or did == 'c' and number_of_pod(person) or ''
  local state = did == 's' and 'seated' or did == 'w' and 'waiting' or person.member.state
  return outcome_line(did == 'c' and 'changed' or did == 'u' and 'unchanged' or 'added', person, state, pod, left)
end

-- Nothing is kept of somebody new.
local function refused(person, reason, by_whom)
  if is_new(person) then dismiss(person) end
  return 'refused|' .. reason .. '|' .. person.member.state .. '|' .. (by_whom or '')
end

-- Lists the person of each row, unless there is a `refusal` of them, and ends the verb. `is_chosen`: the row names its mode.
function list_rows(verb, refusal, list)
  -- The fields of a row, in the order of `rowOf` in redis/rows.ts.
  local ROW = '([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^\n]*)\n'
  rehearse_if(mark)
  read_rows()
  before_row = {}
  local login, proposed, id, recognising, pod, chosen
  local function take(...)
    login, proposed, id, recognising, pod, chosen, areas, level, timezone, offset, volunteer, hours, anywhere, introduce, with = ...
    return login
  end
  local outcomes, next_row = {}, string.gmatch(rows, ROW)
  while take(next_row()) do
    if #kept > 0 then kept = {} end
    missed = false
    local person, is_chosen = identify(login, id, proposed), chosen == 'yes'
    local outcome = effect_before(person, pod)
    if not outcome then
      before_row.person, before_row.pod = person, number_of_pod(person)
      for _, each in ipairs(pods) do before_row[each.number] = each.advocate end
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
