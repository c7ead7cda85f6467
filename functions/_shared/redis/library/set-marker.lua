-- Sets a marker of the community: the work of a period as done or a week as closed, its mix of ability, the report of a
-- function, a meeting, a team, the areas, or the last import.
-- KEYS: meta periods
-- ARGV: marker value
-- Returns: set

function verbs.set_marker()
  if marker == 'period' then redis.call('HSETNX', periods_key, value, '1') else redis.call('HSET', meta_key, marker, value) end
  return { 'set' }
end
