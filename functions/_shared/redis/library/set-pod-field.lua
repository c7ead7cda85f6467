-- Sets a field of a pod: its `name`, or its `meeting` as JSON: none, when the meeting ends. A later word about the field stays in force. A name was
-- compared with those that pods had after so many `renames`. Nothing is stored that names somebody who was forgotten.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands pod field value names said renames
-- Returns: changed | unchanged | overtaken | unknown | stale | names hashes

-- Of those that a meeting had before: more than anybody sets in a week.
local TIMES_KEPT = 4

local function time_of(meeting) return meeting and meeting.weekday .. meeting.time .. meeting.timezone end

-- Each time holds from when it was set: what was held at an earlier one stays in the past.
local function change_time(about, before)
  local was, is = before ~= '' and cjson.decode(before), value ~= '' and cjson.decode(value)
  if time_of(was) == time_of(is) then return end
  local now = said ~= '' and tonumber(string.sub(said, 1, 8), 36) or tonumber(at)
  if was then
    was.link, was.since, was['until'] = nil, about.meetsSince, not is and now or nil
    about.met = about.met or {}
    table.insert(about.met, was)
    if #about.met > TIMES_KEPT then table.remove(about.met, 1) end
  end
  about.meetsSince = is and now or nil
end

function verbs.set_pod_field()
  if field == 'name' and renames ~= (redis.call('HGET', meta_key, 'renames') or '0') then return { 'stale' } end
  local roster = load_pod(pod)
  if not roster then return answer({ 'unknown' }) end
  local about = about_unless_overtaken(roster, field)
  if not about then return answer({ 'overtaken' }) end
  local named = forgotten_among(names)
  if #named > 0 then return { 'names', unpack(named) } end
  local before = about[field] or ''
  local outcome = before == value and 'unchanged' or 'changed'
  about[field] = value ~= '' and value or nil
  if outcome == 'changed' and field == 'name' then write('HSET', meta_key, 'renames', string.format('%d', renames + 1)) end
  if outcome == 'changed' and field == 'meeting' then
    -- Calendars want to know that a meeting has moved (SEQUENCE).
    about.moved = (about.moved or 0) + 1
    change_time(about, before)
  end
  roster.about = cjson.encode(about)
  return commit('set-pod-field', { outcome })
end
