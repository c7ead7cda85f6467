-- Makes a volunteer of the pod its advocate; without a login the role becomes vacant. `actor` is the person who says so in
-- a comment, whose answer tells the new advocate; '' for the holder of the admin key. A later word about it stays in force.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions
-- ARGV: operation fingerprint at errands pod login id actor said
-- Returns: changed | unchanged | overtaken | unknown | refused reason

function verbs.appoint()
  local roster = load_pod(pod)
  if not roster then return answer({ 'unknown' }) end
  local chosen = ''
  if login ~= '' then
    local person = identify(login, id, '')
    if not person then return commit('appoint', { 'unknown' }) end
    if person.member.state ~= 'seated' or person.member.pod ~= pod then return answer({ 'refused', 'not-in-pod' }) end
    if person.profile.volunteer ~= '1' then return answer({ 'refused', 'not-a-volunteer' }) end
    chosen = person.pseudonym
  end
  if not about_unless_overtaken(roster, 'advocate') then return answer({ 'overtaken' }) end
  if chosen ~= '' then note_origin(load_person(chosen), 'a') end
  if roster.advocate == chosen then return commit('appoint', { 'unchanged' }) end
  local before = roster.advocate
  appoint(roster, chosen)
  if before ~= '' and before ~= actor then tell_of_decision(before, 'role-ended', pod) end
  if chosen ~= '' and actor == '' then tell_of_decision(chosen, 'role-given', pod) end
  if chosen ~= '' and actor ~= '' then note_told(load_person(chosen).member, revision) end
  return commit('appoint', { 'changed' })
end
