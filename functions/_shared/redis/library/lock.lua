-- Locks a pod against joins and plans, or unlocks it.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands pod locked
-- Returns: changed | unchanged | unknown

function verbs.lock()
  local roster = load_pod(pod)
  if not roster then return answer({ 'unknown' }) end
  local wanted = locked == 'yes' and '1' or ''
  if roster.locked == wanted then return answer({ 'unchanged' }) end
  roster.locked = wanted
  log_event('lock ' .. pod .. ' ' .. locked)
  return commit('lock', { 'changed' })
end
