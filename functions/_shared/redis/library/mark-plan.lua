-- Sets the status of a plan, or notes who was asked about it.
-- KEYS: meta plan
-- ARGV: field value
-- Returns: marked | refused

function verbs.mark_plan()
  if redis.call('HEXISTS', plan_key, 'status') == 0 then return { 'refused' } end
  redis.call('HSET', plan_key, field, value)
  return { 'marked' }
end
