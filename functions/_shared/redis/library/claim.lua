-- Claims due errands for the time of a lease, urgent ones first, each with a fence higher than those of earlier holders.
-- KEYS: meta outbox due urgent
-- ARGV: limit lease
-- Returns: claimed, then for each: id previous attempts crashes fence errand

function verbs.claim()
  -- The most expired errands to delete on the way to those to be sent.
  local SWEEP = 50

  local reply = { 'claimed' }
  local ids = redis.call('ZRANGEBYSCORE', urgent_key, '-inf', now, 'LIMIT', 0, limit + SWEEP)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due_key, '-inf', now, 'LIMIT', 0, limit + SWEEP)) do ids[#ids + 1] = id end
  if #ids == 0 then return reply end

  local values, old, room = redis.call('HMGET', outbox_key, unpack(ids)), {}, tonumber(limit)
  for i, id in ipairs(ids) do
    if room == 0 then break end
    local entry = values[i] and read_entry(values[i])
    if not entry or entry.state == 'sent' or entry.state == 'unknown' or entry.state == 'dead' then
      old[#old + 1] = id
    else
      room = room - 1
      local abandoned = entry.state ~= 'pending'
      local maybe = entry.state == 'posting' or entry.previous == 'posting'
      entry.previous = maybe and 'posting' or 'pending'
      -- An earlier holder never reported back.
      if abandoned then entry.crashes = tostring(tonumber(entry.crashes) + 1) end
      entry.state, entry.fence = 'claimed', tostring(redis.call('HINCRBY', meta_key, 'fence', 1))
      redis.call('HSET', outbox_key, id, entry_text(entry))
      redis.call('ZADD', due_of(entry.urgency), now + lease, id)
      for _, word in ipairs({ id, entry.previous, entry.attempts, entry.crashes, entry.fence, entry.errand }) do
        reply[#reply + 1] = word
      end
    end
  end
  if #old > 0 then
    redis.call('HDEL', outbox_key, unpack(old))
    redis.call('ZREM', due_key, unpack(old))
    redis.call('ZREM', urgent_key, unpack(old))
  end
  return reply
end
