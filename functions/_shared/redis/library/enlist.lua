-- Puts people of an import on the list: they wait, but for those whose row names a pod that has room. An import never brings
-- back people who left, were forgotten or asked to be left alone; those whom only a file made independent come back by a row
-- that names its mode.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue load decisions
-- ARGV: operation fingerprint at errands known mark import said by rows earlier
-- Returns: listed rows
--          Each is as `outcome_line` and `refused` in shared/rows.lua make it. In a dry run the last one is what the next rows
--          take as `earlier`

local function refusal(person, recognising, is_chosen)
  local was = person.member.state
  if is_new(person) then return is_forgotten(recognising) and 'forgotten' end
  local by_whom = standing_speaker(person)
  if was == 'independent' and (by_whom or not is_chosen) then return was, by_whom or SPEAKERS.import end
  if was == 'paused' then return was, by_whom or '?' end
  if was == 'alumni' then return 'left', by_whom or '?' end
  if person.profile.declined == '1' then return 'declined', decline_speaker(person) end
end

-- Why somebody gets no seat in the pod that their row names: `NO_SEATS` in core/ports/seats.ts. Nil if they get one, or have it.
local function obstacle(person, pod)
  if not pod or pod.closed then return 'gone' end
  if person.member.state == 'seated' then return person.member.pod ~= pod.number and 'elsewhere' or nil end
  local area = area_now(pod.area)
  if not area then return 'area-gone' end
  if not string.find(',' .. person.profile.areas .. ',', ',' .. area .. ',', 1, true) then return 'other-area' end
  return pod.size >= MAX and 'full' or pod.locked ~= '' and 'locked' or nil
end

local function enlist(person, wanted)
  local was, pod = person.member.state, wanted ~= '' and load_pod(wanted)
  -- People who have a pod and never named an area get the pod's area.
  if pod and not pod.closed and areas == '' and person.profile.areas == '' then areas = area_now(pod.area) or '' end
  merge_profile(person)
  local changed = is_new(person) or is_changed(person)
  missed = wanted ~= '' and obstacle(person, pod)
  if pod and not missed and was ~= 'seated' then
    take_seat(person, pod)
    local has_role = offer_advocate(pod, person)
    local told = was == 'waiting' and tell_of_seat(person, pod, 'listed')
    if was == 'waiting' and not told then tell_of_decision(person.pseudonym, 'seat-listed', pod.number) end
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
