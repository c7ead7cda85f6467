-- Changes somebody's profile or raises their ability, and their seat or place in the queue with it.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue
-- ARGV: operation fingerprint at errands login id areas level timezone offset volunteer hours raiseTo
-- Returns: changed|unchanged pseudonym | unknown

function verbs.describe()
  local person = identify(login, id, '')
  if not person then return commit('describe', { 'unknown' }) end

  merge_profile(person)
  local now = tonumber(person.profile.level)
  if raiseTo ~= '' and tonumber(raiseTo) > now then person.profile.level = raiseTo end
  local changed = is_changed(person)
  sync_seat(person)
  return commit('describe', { changed and 'changed' or 'unchanged', person.pseudonym })
end
