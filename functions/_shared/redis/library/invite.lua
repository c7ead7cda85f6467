-- Invites people, or updates their profiles. An invitation holds no seat and is shown nowhere.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions
-- ARGV: operation fingerprint at errands known mark import said by rows
-- Returns: listed rows
--          Each is `added|changed|unchanged`, pseudonym, pod and kept fields, or `refused` and the reason

local function refusal(person, recognising)
  if is_new(person) and is_forgotten(recognising) then return 'forgotten' end
  -- Independent people asked not to be invited.
  return (person.profile.declined == '1' or person.member.state == 'independent') and 'declined'
end

local function invite(person)
  merge_profile(person)
  local changed = is_changed(person)
  sync_seat(person)
  local was = person.member.state
  if was == '' or was == 'known' then
    set_state(person, 'invited', rev)
    note_effect(person, was, 'i')
    return row_outcome('added', person)
  end
  if changed then note_effect(person, was, 'c') end
  return row_outcome(changed and 'changed' or 'unchanged', person)
end

function verbs.invite()
  rehearse_if(mark)
  return commit('invite', { 'listed', unpack(each_row(refusal, invite)) })
end
