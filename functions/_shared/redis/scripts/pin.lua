#!lua
-- Keeps somebody where they sit whatever a plan says, or no longer.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands login id pinned
-- Returns: changed | unchanged | unknown | refused reason

local person = identify(login, id, '')
if not person then return answer({ 'unknown' }) end
if person.member.state ~= 'seated' then return answer({ 'refused', 'not-seated' }) end
local wanted = pinned == 'yes' and '1' or ''
if person.member.pinned == wanted then return answer({ 'unchanged' }) end
person.member.pinned = wanted
effect('pin ' .. person.pseudonym .. ' ' .. pinned)
return settle('pin', { 'changed' })
