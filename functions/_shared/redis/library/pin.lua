-- Pins somebody to their seat, so that no plan moves them, or unpins them. A later word about it stays in force.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands login id pinned said
-- Returns: changed | unchanged | overtaken | unknown | refused reason

function verbs.pin()
  local person = identify(login, id, '')
  if not person then return commit('pin', { 'unknown' }) end
  if person.member.state ~= 'seated' then return answer({ 'refused', 'not-seated' }) end
  if is_overtaken(person.member.pinSaid) then return answer({ 'overtaken' }) end
  if said ~= '' then person.member.pinSaid = time_after(person.member.pinSaid) end
  local wanted = pinned == 'yes' and '1' or ''
  if person.member.pinned == wanted then return commit('pin', { 'unchanged' }) end
  person.member.pinned = wanted
  log_event('pin ' .. person.pseudonym .. ' ' .. pinned)
  return commit('pin', { 'changed' })
end
