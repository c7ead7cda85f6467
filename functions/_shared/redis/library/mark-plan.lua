-- Sets the status of a plan, or saves who is asked about it. One of which a run has made a step is not discarded. A run that
-- has made none goes with its plan, since the next one of the same seating has its id.
-- KEYS: meta plan run runs
-- ARGV: field value id
-- Returns: marked | applied | refused

local function is_open()
  return redis.call('HEXISTS', run_key, 'head') == 1 and redis.call('HEXISTS', run_key, 'undone') == 0
end

local function has_step()
  for _, name in ipairs(redis.call('HKEYS', run_key)) do
    if name == 'finished' or string.sub(name, 1, 6) == 'group:' then return true end
  end
  return false
end

function verbs.mark_plan()
  local status = redis.call('HGET', plan_key, 'status')
  if not status then return { 'refused' } end
  if field == 'status' and value == 'discarded' then
    local has_run = status ~= 'applied' and is_open()
    if status == 'applied' or has_run and has_step() then return { 'applied' } end
    if has_run then
      redis.call('DEL', run_key)
      redis.call('LREM', runs_key, 0, id)
    end
  end
  -- The pages of the people who are asked show it.
  redis.call('HINCRBY', meta_key, 'edition', '1')
  redis.call('HSET', plan_key, field, value)
  return { 'marked' }
end
