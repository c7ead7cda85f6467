-- Notes of people of an import that they work independently, and takes them out of a seat, a place or an invitation that only
-- imports gave them. What they, or a maintainer, said about taking part stands against it.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions stays
-- ARGV: operation fingerprint at errands known mark import said by rows earlier
-- Returns: listed rows
--          Each is as `outcome_line` and `refused` in shared/rows.lua make it. In a dry run the last one is what the next rows
--          take as `earlier`

-- People who declined an invitation are shown nowhere, but those who work independently are thanked by name.
local function refusal(person, recognising)
  if is_new(person) and is_forgotten(recognising) then return 'forgotten' end
  if person.profile.declined == '1' then return 'declined', decline_speaker(person) end
end

-- Who stands against it, or nil. People who asked to stay, and those for whom a maintainer did, keep their seat.
local function opponent(person)
  local by_whom, state = standing_speaker(person), person.member.state
  if by_whom then return by_whom end
  local stays = state == 'seated' and redis.call('ZSCORE', stays_key, person.pseudonym)
  return (stays or state == 'paused' or state == 'alumni') and '?' or nil
end

local function list_independent(person)
  local was, pod, by_whom = person.member.state, person.member.pod, opponent(person)
  if was ~= 'independent' and by_whom then keep_standing(by_whom) end
  merge_profile(person)
  if was == 'independent' or by_whom then
    local changed = is_changed(person)
    sync_seat(person)
    if changed then note_effect(person, was, 'c') end
    return row_outcome(changed and 'changed' or 'unchanged', person)
  end
  local is_added = was == '' or was == 'known'
  local lost = move_out(person, 'independent')
  set_state(person, 'independent', revision)
  if was == 'seated' then tell_of_decision(person.pseudonym, lost .. '-unlisted', pod) end
  note_effect(person, was, is_added and 'i' or 'c')
  return row_outcome(is_added and 'added' or 'changed', person)
end

function verbs.list_independent() return list_rows('list-independent', refusal, list_independent) end
