-- Sets the status of a plan, or saves who is asked about it.
-- KEYS: meta plan
-- ARGV: field value
-- Returns: marked | refused

function verbs.mark_plan()
  if redis.call('HEXISTS', plan_key, 'status') == 0 then return { 'refused' } end
  -- The pages of the people who are asked show it.
  redis.call('HINCRBY', meta_key, 'edition', '1')
  redis.call('HSET', plan_key, field, value)
  return { 'marked' }
end
