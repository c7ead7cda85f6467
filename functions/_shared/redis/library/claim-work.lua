-- Lets one of many callers do a work that needs only one, until a time.
-- KEYS: meta
-- ARGV: marker at ending
-- Returns: claimed state | taken

function verbs.claim_work()
  local claimed_until, state = string.match(redis.call('HGET', meta_key, marker) or '0\n', '^(%d+)\n(.*)$')
  if tonumber(claimed_until) > tonumber(at) then return { 'taken' } end
  redis.call('HSET', meta_key, marker, ending .. '\n' .. state)
  return { 'claimed', state }
end
