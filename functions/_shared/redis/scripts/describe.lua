#!lua
-- Changes what somebody told us, or raises their ability; their seat or place in the queue follows.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands login id areas level timezone offset volunteer hours raiseTo
-- Returns: changed|unchanged pseudonym | unknown

local person = identify(login, id, '')
if not person then return answer({ 'unknown' }) end

tell(person)
local now = tonumber(person.profile.level)
if raiseTo ~= '' and tonumber(raiseTo) > now then person.profile.level = raiseTo end
local changed = is_told(person)
follow(person)
return settle('describe', { changed and 'changed' or 'unchanged', person.pseudonym })
