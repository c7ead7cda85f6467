-- Notes that a request is about to leave, so that after a crash we know that it may have been sent. The lease starts
-- again from now. A write on GitHub is counted: if it is one too many, nothing is noted.
-- KEYS: meta outbox due urgent writes
-- ARGV: id fence lease to
-- Returns: held | lost | later ms

-- GitHub's limits: how much content may be written in how many ms, and how much of it by what nobody waits for.
local LIMITS = { { ms = 60000, all = 80, quiet = 48 }, { ms = 3600000, all = 500, quiet = 300 } }
local HOUR_MS = 3600000

-- The ms until one more is within the limit.
local function wait_of(times, limit, window)
  local oldest = times[#times - limit + 1]
  return oldest and oldest + window - now or 0
end

function verbs.begin_send()
  local entry = held(id, fence)
  if not entry then return { 'lost' } end
  if to == 'github' then
    local all, quiet = {}, {}
    for _, write in ipairs(redis.call('ZRANGEBYSCORE', writes_key, now - HOUR_MS, '+inf')) do
      local at, urgency = string.match(write, '^(%d+)|(%a+)')
      all[#all + 1] = tonumber(at)
      if urgency ~= 'first' then quiet[#quiet + 1] = tonumber(at) end
    end
    local wait = 0
    for _, limit in ipairs(LIMITS) do
      wait = math.max(wait, wait_of(all, limit.all, limit.ms))
      if entry.urgency ~= 'first' then wait = math.max(wait, wait_of(quiet, limit.quiet, limit.ms)) end
    end
    if wait > 0 then return { 'later', wait } end
    redis.call('ZREMRANGEBYSCORE', writes_key, '-inf', now - HOUR_MS)
    redis.call('ZADD', writes_key, now, string.format('%d|%s|%d', now, entry.urgency, #all))
  end
  entry.state = 'posting'
  redis.call('HSET', outbox_key, id, entry_text(entry))
  redis.call('ZADD', due_of(entry.urgency), now + lease, id)
  return { 'held' }
end
