-- Lets one of many callers look for deliveries that failed, until a time.
-- KEYS: meta
-- ARGV: marker at ending
-- Returns: claimed found | taken

function verbs.claim_recovery()
  local claimed_until, found = string.match(redis.call('HGET', meta_key, marker) or '0\n', '^(%d+)\n(.*)$')
  if tonumber(claimed_until) > tonumber(at) then return { 'taken' } end
  redis.call('HSET', meta_key, marker, ending .. '\n' .. found)
  return { 'claimed', found }
end
