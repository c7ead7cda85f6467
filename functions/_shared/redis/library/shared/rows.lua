-- Many people in one call, as if each had one of their own. A call costs Redis and its client several times what a row does.
-- KEYS: meta
-- ARGV: rows mark areas level timezone offset volunteer hours anywhere introduce with

-- The outcome of a row: the word, the pseudonym, the pod that the person sits in, and the fields that were left as they were.
local function row_outcome(word, person)
  local member = person.member
  local pod = member.state == 'seated' and member.pod or ''
  return word .. '|' .. person.pseudonym .. '|' .. pod .. '|' .. table.concat(kept, ',')
end

-- Notes what an import did with this person. `was`: their state before.
local function note_effect(person, was, did)
  if mark ~= '' then person.member.mark = mark .. did end
  note_import(person, was, did)
end

local each_row
do
-- The fields of a row, in the order of `rowOf` in redis/rows.ts.
local ROW = '([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^\n]*)\n'
local NAMES = '([^|]*)|([^|]*)|[^\n]*\n'

local function read_rows()
  local logins, proposals = {}, {}
  for login, proposed in string.gmatch(rows, NAMES) do
    logins[#logins + 1], proposals[#proposals + 1] = login, proposed
  end
  read_people(logins, proposals)
end

-- The rows of an import share one operation, so its effect is stored with each person: c(hanged), or how it added them.
local function effect_before(person)
  if mark == '' or string.sub(person.member.mark, 1, #mark) ~= mark then return end
  return row_outcome(string.sub(person.member.mark, -1) == 'c' and 'changed' or 'added', person)
end

-- Nothing is kept of somebody new.
local function refused(person, reason)
  if is_new(person) then dismiss(person) end
  return 'refused|' .. reason
end

-- Lists the person of each row, unless there is a `refusal` of them. Returns the outcomes.
function each_row(refusal, list)
  read_rows()
  local login, proposed, id, recognising, pod
  local function take(...)
    login, proposed, id, recognising, pod, areas, level, timezone, offset, volunteer, hours, anywhere, introduce, with = ...
    return login
  end
  local outcomes, next_row = {}, string.gmatch(rows, ROW)
  while take(next_row()) do
    kept = {}
    local person = identify(login, id, proposed)
    local outcome = effect_before(person)
    if not outcome then
      local reason = refusal(person, recognising)
      outcome = reason and refused(person, reason) or list(person, pod)
    end
    outcomes[#outcomes + 1] = outcome
    end_change()
    -- What would happen to each by themselves.
    if is_dry then people, claimed, pods = {}, {}, {} end
  end
  return outcomes
end
end
