-- Invites somebody, or updates their profile. An invitation holds no seat and is shown nowhere.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions
-- ARGV: operation fingerprint at errands login id proposed recognising known areas level timezone offset volunteer hours
--       anywhere with introduce mark import said by
-- Returns: invited|changed|unchanged pseudonym kept | refused reason

function verbs.invite()
  rehearse_if(mark)
  local person = identify(login, id, proposed)
  local member = person.member

  -- The rows of an import share one operation, so its effect is stored with each person: i(nvited), c(hanged).
  if mark ~= '' and string.sub(member.mark, 1, #mark) == mark then
    return { string.sub(member.mark, -1) == 'i' and 'invited' or 'changed', person.pseudonym, '' }
  end

  if is_new(person) and is_forgotten(recognising) then return answer({ 'refused', 'forgotten' }) end
  -- Independent people asked not to be invited.
  if person.profile.declined == '1' or member.state == 'independent' then return answer({ 'refused', 'declined' }) end

  merge_profile(person)
  local outcome = is_changed(person) and 'changed' or 'unchanged'
  sync_seat(person)
  if member.state == '' or member.state == 'known' then
    note_import(person, member.state, 'i')
    set_state(person, 'invited', rev)
    outcome = 'invited'
  elseif outcome == 'changed' then
    note_import(person, member.state, 'c')
  end
  if mark ~= '' and outcome ~= 'unchanged' then member.mark = mark .. string.sub(outcome, 1, 1) end
  return commit('invite', { outcome, person.pseudonym, table.concat(kept, ',') })
end
