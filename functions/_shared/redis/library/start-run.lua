-- Begins a run; its rows were written before. A run that was begun before goes on. `made` is when its plan was made. A plan
-- that was decided on meanwhile is not applied.
-- KEYS: meta run runs plan
-- ARGV: id head about made
-- Returns: started | already | decided

function verbs.start_run()
  local RUN_KEPT_S = 60 * 24 * 3600
  local RUNS_LISTED = 100

  redis.call('LLEN', runs_key)
  if redis.call('HEXISTS', run_key, 'head') == 1 then return { 'already' } end
  local status = redis.call('HGET', plan_key, 'status')
  if status and status ~= 'waiting' then return { 'decided' } end
  redis.call('HSET', run_key, 'head', head, 'about', about, 'made', made)
  redis.call('EXPIRE', run_key, RUN_KEPT_S)
  redis.call('LPUSH', runs_key, id)
  redis.call('LTRIM', runs_key, 0, RUNS_LISTED - 1)
  return { 'started' }
end
