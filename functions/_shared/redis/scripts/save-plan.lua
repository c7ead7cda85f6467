#!lua
-- Makes a plan, whose rows are there already, the latest one. A period has one plan; the same plan still waiting stays
-- as it is, with those who asked to stay out of it.
-- KEYS: meta plan plans periods
-- ARGV: id head period
-- Returns: saved | already

local PLAN_KEPT_S = 60 * 24 * 3600
local PLANS_LISTED = 100

if redis.call('HEXISTS', meta, 'v') == 0 then return { 'uninitialised' } end
if period ~= '' and redis.call('HEXISTS', periods, period) == 1 then return { 'already' } end
local status = redis.call('HGET', plan, 'status')
redis.call('LLEN', plans)

if period ~= '' then redis.call('HSET', periods, period, id) end
redis.call('LREM', plans, 0, id)
redis.call('LPUSH', plans, id)
redis.call('LTRIM', plans, 0, PLANS_LISTED - 1)
redis.call('EXPIRE', plan, PLAN_KEPT_S)
if status == 'waiting' then return { 'already' } end
redis.call('HSET', plan, 'head', head, 'status', 'waiting', 'staying', '')
return { 'saved' }
