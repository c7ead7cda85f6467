-- Sets the status of a plan, or saves who is asked about it. One that a run has begun to apply is not discarded.
-- KEYS: meta plan run
-- ARGV: field value
-- Returns: marked | applied | refused

local function is_applied(status)
  if status == 'applied' then return true end
  return redis.call('HEXISTS', run_key, 'head') == 1 and redis.call('HEXISTS', run_key, 'undone') == 0
end

function verbs.mark_plan()
  local status = redis.call('HGET', plan_key, 'status')
  if not status then return { 'refused' } end
  if field == 'status' and value == 'discarded' and is_applied(status) then return { 'applied' } end
  -- The pages of the people who are asked show it.
  redis.call('HINCRBY', meta_key, 'edition', '1')
  redis.call('HSET', plan_key, field, value)
  return { 'marked' }
end
