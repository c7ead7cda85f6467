-- Changes somebody's profile, or raises their ability to what was observed, and their seat or place in the queue with it.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions
-- ARGV: operation fingerprint at errands login id proposed recognising known areas level timezone offset
--       volunteer hours anywhere with term introduce said by
-- Returns: changed|unchanged pseudonym kept pod advocate | overtaken|unknown pseudonym kept | is-forgotten

function verbs.describe()
  local person = identify(login, id, proposed)
  if not person then return commit('describe', { 'unknown', '' }) end
  local is_stranger = is_new(person)
  if is_stranger and is_forgotten(recognising) then
    return commit('describe', { stay_forgotten(person, recognising) })
  end

  local overtaken = merge_profile(person)
  local outcome = overtaken and 'overtaken' or is_changed(person) and 'changed' or 'unchanged'
  sync_seat(person)
  if is_stranger then
    set_state(person, 'known', rev)
    outcome = 'unknown'
  end
  local pod = person.member.state == 'seated' and load_pod(person.member.pod)
  local role = pod and { pod.number, pod.advocate } or {}
  return commit('describe', { outcome, person.pseudonym, table.concat(kept, ','), unpack(role) })
end
