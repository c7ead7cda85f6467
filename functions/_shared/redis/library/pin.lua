-- Pins somebody to their seat, so that no plan moves them, or unpins them.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands login id pinned
-- Returns: changed | unchanged | unknown | refused reason

function verbs.pin()
  local person = identify(login, id, '')
  if not person then return commit('pin', { 'unknown' }) end
  if person.member.state ~= 'seated' then return answer({ 'refused', 'not-seated' }) end
  local wanted = pinned == 'yes' and '1' or ''
  if person.member.pinned == wanted then return answer({ 'unchanged' }) end
  person.member.pinned = wanted
  log_event('pin ' .. person.pseudonym .. ' ' .. pinned)
  return commit('pin', { 'changed' })
end
