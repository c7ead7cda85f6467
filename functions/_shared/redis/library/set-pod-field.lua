-- Sets a field of a pod: its `name`, or its `meeting` as JSON. A later word about the field stays in force. A name was
-- compared with those that pods had after so many `renames`. Nothing is stored that names somebody who was forgotten.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands pod field value names said renames
-- Returns: changed | unchanged | overtaken | unknown | stale | names hashes

function verbs.set_pod_field()
  if field == 'name' and renames ~= (redis.call('HGET', meta_key, 'renames') or '0') then return { 'stale' } end
  local roster = load_pod(pod)
  if not roster then return answer({ 'unknown' }) end
  local about = about_unless_overtaken(roster, field)
  if not about then return answer({ 'overtaken' }) end
  local named = forgotten_among(names)
  if #named > 0 then return { 'names', unpack(named) } end
  local outcome = about[field] == value and 'unchanged' or 'changed'
  about[field] = value
  if outcome == 'changed' and field == 'name' then write('HSET', meta_key, 'renames', string.format('%d', renames + 1)) end
  -- Calendars want to know that a meeting has moved (SEQUENCE).
  if outcome == 'changed' and field == 'meeting' then about.moved = (about.moved or 0) + 1 end
  roster.about = cjson.encode(about)
  return commit('set-pod-field', { outcome })
end
