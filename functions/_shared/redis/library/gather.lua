-- Adds other pending errands with the same beginning to one that is claimed, so that they become one message. One that may
-- have been sent stays apart.
-- KEYS: meta outbox urgent
-- ARGV: id fence alike
-- Returns: gathered errand | lost

-- The first so many of the set are looked at, and a message is not to become too long for its destination.
local LOOKED_AT = 200
local BYTES_MAX = 20000

function verbs.gather()
  local entry = held(id, fence)
  if not entry then return { 'lost' } end
  local others, bytes = {}, #entry.errand
  for _, other in ipairs(redis.call('ZRANGE', urgent_key, 0, LOOKED_AT - 1)) do
    local value = other ~= id and string.sub(other, 1, #alike) == alike and redis.call('HGET', outbox_key, other)
    local found = value and read_entry(value)
    local is_fresh = found and found.state == 'pending' and found.previous ~= 'posting' and found.attempts == '0'
    if is_fresh and bytes + #found.errand <= BYTES_MAX then
      found.id = other
      others[#others + 1], bytes = found, bytes + #found.errand
    end
  end
  if #others == 0 then return { 'gathered', entry.errand } end

  local texts = {}
  for i, other in ipairs(others) do
    texts[i] = other.errand
    other.state, other.detail = 'sent', ''
    redis.call('HSET', outbox_key, other.id, entry_text(other))
    redis.call('ZADD', urgent_key, now + SETTLED_KEPT_MS, other.id)
  end
  local open, list = string.match(entry.errand, '^(.*)%]}$'), table.concat(texts, ',')
  entry.errand = (open and open .. ',' or string.sub(entry.errand, 1, -2) .. ',"with":[') .. list .. ']}'
  redis.call('HSET', outbox_key, id, entry_text(entry))
  return { 'gathered', entry.errand }
end
