-- Invites people, or updates their profiles. An invitation holds no seat and is shown nowhere.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions
-- ARGV: operation fingerprint at errands known mark import said by rows earlier
-- Returns: listed rows
--          Each is as `outcome_line` and `refused` in shared/rows.lua make it. In a dry run the last one is what the next rows
--          take as `earlier`

local function refusal(person, recognising, is_chosen)
  if is_new(person) and is_forgotten(recognising) then return 'forgotten' end
  if person.profile.declined == '1' then return 'declined', decline_speaker(person) end
  if person.member.state ~= 'independent' then return end
  -- Independent people asked not to be invited, unless only a file said so: a row that names its mode says something else.
  local by_whom = standing_speaker(person)
  if by_whom or not is_chosen then return 'independent', by_whom or SPEAKERS.import end
end

local function invite(person)
  local state = person.member.state
  if state == 'paused' or state == 'alumni' then keep_standing(standing_speaker(person) or '?') end
  merge_profile(person)
  local changed = is_changed(person)
  -- People who asked for a seat before anybody knew an area of theirs get a place on the list by it.
  sync_seat(person)
  local was = person.member.state
  if was == '' or was == 'known' or was == 'independent' then
    set_state(person, 'invited', rev)
    note_effect(person, was, 'i')
    return row_outcome('added', person)
  end
  if changed then note_effect(person, was, 'c') end
  return row_outcome(changed and 'changed' or 'unchanged', person)
end

function verbs.invite() return list_rows('invite', refusal, invite) end
