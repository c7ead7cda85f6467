-- Makes a plan the latest; its rows were written before. A period has one plan. A plan that is already waiting stays as
-- it is.
-- KEYS: meta plan plans periods
-- ARGV: id head period
-- Returns: saved | already

function verbs.save_plan()
  local PLAN_KEPT_S = 60 * 24 * 3600
  local PLANS_LISTED = 100

  if period ~= '' and redis.call('HEXISTS', periods_key, period) == 1 then return { 'already' } end
  local status = redis.call('HGET', plan_key, 'status')
  redis.call('LLEN', plans_key)

  if period ~= '' then redis.call('HSET', periods_key, period, id) end
  redis.call('LREM', plans_key, 0, id)
  redis.call('LPUSH', plans_key, id)
  redis.call('LTRIM', plans_key, 0, PLANS_LISTED - 1)
  redis.call('EXPIRE', plan_key, PLAN_KEPT_S)
  if status == 'waiting' then return { 'already' } end
  redis.call('HSET', plan_key, 'head', head, 'status', 'waiting')
  return { 'saved' }
end
