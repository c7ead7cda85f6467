-- Puts people of an import on the list: they wait, but for those whose row names a pod that has room. An import never brings
-- back people who left, were forgotten or asked to be left alone.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue load decisions
-- ARGV: operation fingerprint at errands known mark import said by rows
-- Returns: listed rows
--          Each is `added|changed|unchanged`, pseudonym, pod and kept fields, or `refused` and the reason

local function refusal(person, recognising)
  local was = person.member.state
  if is_new(person) then return is_forgotten(recognising) and 'forgotten' end
  if was == 'independent' or was == 'paused' then return was end
  if was == 'alumni' then return 'left' end
  return person.profile.declined == '1' and 'declined'
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
    offer_advocate(pod, person)
    if was == 'waiting' then tell_of_seat(person, pod) end
    note_effect(person, was, 's')
    return row_outcome('added', person)
  end
  if is_active(person) then
    sync_seat(person)
    if changed then note_effect(person, was, 'c') end
    return row_outcome(changed and 'changed' or 'unchanged', person)
  end
  enter_queue(person)
  note_effect(person, was, 'w')
  return row_outcome('added', person)
end

function verbs.enlist()
  rehearse_if(mark)
  return commit('enlist', { 'listed', unpack(each_row(refusal, enlist)) })
end
