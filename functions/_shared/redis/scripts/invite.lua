#!lua
-- Invites somebody, or changes what is known of them; holds no seat and shows them nowhere.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands login id proposed areas level timezone offset volunteer hours mark
-- Returns: invited|changed|unchanged pseudonym | refused reason

local person = identify(login, id, proposed)
local member = person.member

-- The rows of an import share one operation: what it did to a person is kept with them, as i(nvited), c(hanged).
if mark ~= '' and string.sub(member.mark, 1, #mark) == mark then
  return { string.sub(member.mark, -1) == 'i' and 'invited' or 'changed', person.pseudonym }
end

if is_new(person) and is_forgotten(login, id) then return answer({ 'refused', 'forgotten' }) end
-- Who works independently said that they do not want to be asked.
if person.profile.declined == '1' or member.state == 'independent' then return answer({ 'refused', 'declined' }) end

tell(person)
local outcome = is_told(person) and 'changed' or 'unchanged'
follow(person)
if member.state == '' or member.state == 'known' then
  become(person, 'invited', rev)
  outcome = 'invited'
end
if mark ~= '' and outcome ~= 'unchanged' then member.mark = mark .. string.sub(outcome, 1, 1) end
return settle('invite', { outcome, person.pseudonym })
