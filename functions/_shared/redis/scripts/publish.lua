#!lua
-- Publishes the digest of a week once; corrected, it keeps the time it was published.
-- KEYS: meta op log outbox due digests
-- ARGV: operation fingerprint at errands week published corrected model correct
-- Returns: published | already | corrected

local stored = redis.call('HGET', digests, week)
if stored and correct ~= 'yes' then return answer({ 'already' }) end
local first = stored and string.match(stored, '^%d+') or published
write('HSET', digests, week, first .. '|' .. (stored and corrected or '') .. '|' .. model)
return settle('publish', { stored and 'corrected' or 'published' })
