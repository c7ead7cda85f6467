#!lua flags=allow-oom
-- Takes somebody out of their seat, the queue or their invitation, into a state of their own choosing.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands login id to pausedUntil declined
-- Returns: left state pod pseudonym | already state pseudonym | unknown

local person = identify(login, id, '')
if not person then return answer({ 'unknown' }) end
local was, pod = person.member.state, person.member.pod

-- A no answers an invitation: it takes away no seat, whatever happened since it was thought of.
if declined == 'yes' and was ~= 'invited' and was ~= 'known' then return answer({ 'already', was, person.pseudonym }) end

person.profile.pausedUntil = to == 'paused' and pausedUntil or ''
if declined == 'yes' then person.profile.declined = '1' end
if was == to then return settle('leave', { 'already', was, person.pseudonym }) end

move_out(person, to)
become(person, to, revision)
return settle('leave', { 'left', was, was == 'seated' and pod or '', person.pseudonym })
