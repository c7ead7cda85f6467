-- Locks a pod against joins and plans, or unlocks it. A later word about it stays in force.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands pod locked said
-- Returns: changed | unchanged | overtaken | unknown

function verbs.lock()
  local roster = load_pod(pod)
  if not roster then return answer({ 'unknown' }) end
  if not about_unless_overtaken(roster, 'locked') then return answer({ 'overtaken' }) end
  local wanted = locked == 'yes' and '1' or ''
  if roster.locked == wanted then return commit('lock', { 'unchanged' }) end
  roster.locked = wanted
  log_event('lock ' .. pod .. ' ' .. locked)
  return commit('lock', { 'changed' })
end
