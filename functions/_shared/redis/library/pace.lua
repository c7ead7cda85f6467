-- Whether a person may give one more command: counts those that they gave in the same minute and the same hour, `at`.
-- KEYS: meta operation log outbox due urgent paces
-- ARGV: operation fingerprint at errands perMinute perHour
-- Returns: go-on | slow-down | too-many
-- Flags: allow-oom

-- Four days: GitHub delivers nothing that is older than three.
local PACES_KEPT_S = '345600'

function verbs.pace()
  local minute = string.format('%d', math.floor(at / 60000))
  local counts = redis.call('HMGET', paces_key, minute, 'all', 'told ' .. minute)
  local outcome = 'go-on'
  if tonumber(counts[1] or 0) >= tonumber(perMinute) or tonumber(counts[2] or 0) >= tonumber(perHour) then
    outcome = counts[3] and 'too-many' or 'slow-down'
  end
  if outcome == 'go-on' then
    redis.call('HINCRBY', paces_key, minute, '1')
    redis.call('HINCRBY', paces_key, 'all', '1')
  elseif outcome == 'slow-down' then
    redis.call('HSET', paces_key, 'told ' .. minute, '1')
  end
  redis.call('EXPIRE', paces_key, PACES_KEPT_S)
  return answer({ outcome })
end
