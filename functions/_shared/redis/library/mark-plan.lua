-- Sets the status of a plan, or adds a person who stays out of it while it waits.
-- KEYS: meta plan
-- ARGV: status staying
-- Returns: marked | refused

function verbs.mark_plan()
  local fields = redis.call('HMGET', plan_key, 'status', 'staying')
  if not fields[1] then return { 'refused' } end
  if staying == '' then
    redis.call('HSET', plan_key, 'status', status)
    return { 'marked' }
  end
  if fields[1] ~= 'waiting' then return { 'refused' } end
  local list = fields[2] or ''
  if not string.find(',' .. list .. ',', ',' .. staying .. ',', 1, true) then
    redis.call('HSET', plan_key, 'staying', list == '' and staying or list .. ',' .. staying)
  end
  return { 'marked' }
end
