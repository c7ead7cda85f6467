-- Puts people of an import on the list: they wait, but for those whose row names a pod that has room. An import never brings
-- back people who left, were forgotten or asked to be left alone; those whom only a file made independent come back by a row
-- that names its mode.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue load decisions
-- ARGV: operation fingerprint at errands known mark import said by rows earlier
-- Returns: listed rows
--          Each is `added|changed|unchanged`, pseudonym, pod and kept fields, or `refused`, the reason and who said so. In a
--          dry run the last one is what the next rows take as `earlier`

local function refusal(person, recognising, is_chosen)
  local was = person.member.state
  if is_new(person) then return is_forgotten(recognising) and 'forgotten' end
  local by_whom = standing_speaker(person)
  if was == 'independent' and (by_whom or not is_chosen) then return was, by_whom or SPEAKERS.import end
  if was == 'paused' then return was, by_whom or '?' end
  if was == 'alumni' then return 'left', by_whom or '?' end
  if person.profile.declined == '1' then return 'declined', decline_speaker(person) end
end

local function with_room(number)
  local pod = number ~= '' and load_pod(number)
  return pod and place_in_open(pod) and pod
end

local function enlist(person, wanted)
  local was = person.member.state
  merge_profile(person)
  -- They have said which areas they want.
  if areas ~= '' and areas ~= person.profile.areas then wanted = '' end
  local changed = is_new(person) or is_changed(person)
  local pod = was ~= 'seated' and with_room(wanted)
  if pod then
    take_seat(person, pod)
    local has_role = offer_advocate(pod, person)
    local told = was == 'waiting' and tell_of_seat(person, pod, 'given')
    if was == 'waiting' and not told then tell_of_decision(person.pseudonym, 'seat-given', pod.number) end
    if has_role and not told then tell_of_role(person.pseudonym, pod) end
    note_effect(person, was, 's')
    return row_outcome('added', person)
  end
  if is_active(person) then
    sync_seat(person)
    if changed then
      note_effect(person, was, 'c')
    elseif was == 'waiting' and wanted ~= '' then
      -- A row that follows may empty a seat there, and this one must not take it when it comes again.
      mark_effect(person, 'u')
    end
    return row_outcome(changed and 'changed' or 'unchanged', person)
  end
  enter_queue(person)
  note_effect(person, was, 'w')
  return row_outcome('added', person)
end

function verbs.enlist() return list_rows('enlist', refusal, enlist) end
