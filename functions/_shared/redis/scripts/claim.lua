#!lua
-- Takes errands that are due for as long as a lease, each with a fence that no earlier holder has.
-- KEYS: meta outbox due
-- ARGV: limit lease
-- Returns: claimed, then for each: id was attempts fence errand

local answer = { 'claimed' }
for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, limit)) do
  local value = redis.call('HGET', outbox, id)
  local entry = value and read_entry(value)
  if not entry or entry.state == 'sent' or entry.state == 'unknown' or entry.state == 'dead' then
    redis.call('HDEL', outbox, id)
    redis.call('ZREM', due, id)
  else
    local left = entry.state ~= 'pending'
    local maybe = entry.state == 'posting' or entry.was == 'posting'
    entry.was = maybe and 'posting' or 'pending'
    -- Whoever held it and never said what came of it has tried it too.
    if left then entry.attempts = tostring(tonumber(entry.attempts) + 1) end
    entry.state, entry.fence = 'claimed', tostring(redis.call('HINCRBY', meta, 'fence', 1))
    redis.call('HSET', outbox, id, entry_text(entry))
    redis.call('ZADD', due, now + lease, id)
    for _, word in ipairs({ id, entry.was, entry.attempts, entry.fence, entry.errand }) do answer[#answer + 1] = word end
  end
end
return answer
