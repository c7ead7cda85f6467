#!lua
-- Takes errands that are due for as long as a lease, each with a fence that no earlier holder has.
-- KEYS: meta outbox due
-- ARGV: limit lease
-- Returns: claimed, then for each: id was attempts fence errand

-- So many settled errands, kept long enough, are passed over and thrown away on the way to those to be sent.
local SWEEP = 50

local answer = { 'claimed' }
local ids = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, limit + SWEEP)
if #ids == 0 then return answer end

local values, old, room = redis.call('HMGET', outbox, unpack(ids)), {}, tonumber(limit)
for i, id in ipairs(ids) do
  if room == 0 then break end
  local entry = values[i] and read_entry(values[i])
  if not entry or entry.state == 'sent' or entry.state == 'unknown' or entry.state == 'dead' then
    old[#old + 1] = id
  else
    room = room - 1
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
if #old > 0 then
  redis.call('HDEL', outbox, unpack(old))
  redis.call('ZREM', due, unpack(old))
end
return answer
