-- Sets a field of a pod: its `name`, or its `meeting` as JSON.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands pod field value
-- Returns: changed | unchanged | unknown

function verbs.set_pod_field()
  local roster = load_pod(pod)
  if not roster then return answer({ 'unknown' }) end
  local about = roster.about ~= '' and cjson.decode(roster.about) or {}
  if about[field] == value then return answer({ 'unchanged' }) end
  about[field] = value
  -- Calendars want to know that a meeting has moved (SEQUENCE).
  if field == 'meeting' then about.moved = (about.moved or 0) + 1 end
  roster.about = cjson.encode(about)
  return commit('set-pod-field', { 'changed' })
end
