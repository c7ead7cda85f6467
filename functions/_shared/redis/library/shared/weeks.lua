-- Weeks and their digests.
-- KEYS: digests periods

-- Whether the digest of a week is out, or is being made: its facts were read, so that it takes nothing more. Of those that an
-- earlier release published nothing says when they were made.
local function is_closed(week)
  return redis.call('HEXISTS', periods_key, 'digest/' .. week) == 1 or redis.call('HEXISTS', digests_key, week) == 1
end
