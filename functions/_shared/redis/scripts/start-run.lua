#!lua
-- Begins a run, whose rows are there already; one that was begun before goes on.
-- KEYS: meta run runs
-- ARGV: id head about
-- Returns: started | already

local RUN_KEPT_S = 60 * 24 * 3600
local RUNS_LISTED = 100

if redis.call('HEXISTS', meta, 'v') == 0 then return { 'uninitialised' } end
redis.call('LLEN', runs)
if redis.call('HEXISTS', run, 'head') == 1 then return { 'already' } end
redis.call('HSET', run, 'head', head, 'about', about)
redis.call('EXPIRE', run, RUN_KEPT_S)
redis.call('LPUSH', runs, id)
redis.call('LTRIM', runs, 0, RUNS_LISTED - 1)
return { 'started' }
