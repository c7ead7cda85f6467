-- Whether a person may give one more command: counts those of the last minute and hour.
-- KEYS: meta operation log outbox due urgent paces
-- ARGV: operation fingerprint at errands perMinute perHour
-- Returns: go-on | slow-down | too-many
-- Flags: allow-oom

local MINUTE_MS, HOUR_MS = 60000, 3600000
-- The member that remembers when the person was told to slow down; the others are operations.
local TOLD = 'told'

local told_at

local function given_since(ms)
  local count = redis.call('ZCOUNT', paces_key, '(' .. string.format('%d', at - ms), '+inf')
  if told_at and told_at + ms > tonumber(at) then count = count - 1 end
  return count
end

function verbs.pace()
  told_at = redis.call('ZSCORE', paces_key, TOLD)
  local is_told = told_at and told_at + HOUR_MS > tonumber(at)
  local outcome = 'go-on'
  if given_since(MINUTE_MS) >= tonumber(perMinute) or given_since(HOUR_MS) >= tonumber(perHour) then
    outcome = is_told and 'too-many' or 'slow-down'
  end
  redis.call('ZREMRANGEBYSCORE', paces_key, '-inf', string.format('%d', at - HOUR_MS))
  if outcome == 'go-on' then redis.call('ZADD', paces_key, at, operation) end
  if outcome == 'slow-down' then redis.call('ZADD', paces_key, at, TOLD) end
  redis.call('EXPIRE', paces_key, '3600')
  return answer({ outcome })
end
