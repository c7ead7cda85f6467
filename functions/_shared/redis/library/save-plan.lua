-- Makes a plan the latest; its rows were written before. A period has one plan. A plan that still waits and is made again
-- takes the new head, so that a wish to stay that is over by now does not hold against it; never an older one.
-- KEYS: meta plan plans periods stays
-- ARGV: id head period revision made
-- Returns: saved | already

-- The questions about a plan stand while it waits, and while the seating is at the same revision; not when a wish to stay
-- is over, since its person was not asked.
local function questions_stand(status, made_before, round)
  if not round then return false end
  if redis.call('ZCOUNT', stays_key, '(' .. made_before, made) > 0 then return false end
  return status == 'waiting' or string.match(round, '^%d+') == revision
end

function verbs.save_plan()
  local PLAN_KEPT_S = 60 * 24 * 3600
  local PLANS_LISTED = 100

  if period ~= '' and redis.call('HEXISTS', periods_key, period) == 1 then return { 'already' } end
  local status, made_before, round = unpack(redis.call('HMGET', plan_key, 'status', 'made', 'round'))
  local stand = questions_stand(status, made_before, round)
  redis.call('LLEN', plans_key)

  if period ~= '' then redis.call('HSET', periods_key, period, id) end
  redis.call('LREM', plans_key, 0, id)
  redis.call('LPUSH', plans_key, id)
  redis.call('LTRIM', plans_key, 0, PLANS_LISTED - 1)
  redis.call('EXPIRE', plan_key, PLAN_KEPT_S)
  if status == 'waiting' and made_before and tonumber(made_before) >= tonumber(made) then return { 'already' } end
  -- The pages of the people who were asked show it.
  if status then redis.call('HINCRBY', meta_key, 'edition', '1') end
  redis.call('HSET', plan_key, 'head', head, 'status', 'waiting', 'made', made, 'round', stand and round or revision .. '/' .. made)
  return { 'saved' }
end
