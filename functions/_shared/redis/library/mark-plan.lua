-- Sets the status of a plan, notes who was asked about it, or adds a person who stays out of it while it waits.
-- KEYS: meta plan
-- ARGV: field value
-- Returns: marked | refused

function verbs.mark_plan()
  local fields = redis.call('HMGET', plan_key, 'status', 'staying')
  if not fields[1] then return { 'refused' } end
  if field ~= 'staying' then
    redis.call('HSET', plan_key, field, value)
    return { 'marked' }
  end
  if fields[1] ~= 'waiting' then return { 'refused' } end
  local list = fields[2] or ''
  if not string.find(',' .. list .. ',', ',' .. value .. ',', 1, true) then
    redis.call('HSET', plan_key, 'staying', list == '' and value or list .. ',' .. value)
  end
  return { 'marked' }
end
