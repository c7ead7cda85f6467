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
  local before = about[field]
  local outcome = before == value and 'unchanged' or 'changed'
  about[field] = value
  if outcome == 'changed' and field == 'name' then write('HSET', meta_key, 'renames', string.format('%d', renames + 1)) end
  if outcome == 'changed' and field == 'meeting' then
    -- Calendars want to know that a meeting has moved (SEQUENCE).
    about.moved = (about.moved or 0) + 1
    -- Each time holds from when it was set: what was held at an earlier one stays in the past.
    local is, was = cjson.decode(value), before and cjson.decode(before)
    if was and not (was.weekday == is.weekday and was.time == is.time and was.timezone == is.timezone) then
      about.met = about.met or {}
      table.insert(about.met, { weekday = was.weekday, time = was.time, timezone = was.timezone, since = about.meetsSince })
      if #about.met > 4 then table.remove(about.met, 1) end
      was = nil
    end
    if not was then about.meetsSince = said ~= '' and tonumber(string.sub(said, 1, 8), 36) or tonumber(at) end
  end
  roster.about = cjson.encode(about)
  return commit('set-pod-field', { outcome })
end
