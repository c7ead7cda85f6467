-- Notes that somebody who waits is told of an open seat in a pod, and lets the errands tell them, unless they were told of
-- that pod before, or of another one later than `before`. Without `before`, an answer tells them in any case.
-- KEYS: meta operation log outbox due urgent members offers
-- ARGV: operation fingerprint at errands pseudonym since pod before
-- Returns: offered | already | gone

function verbs.offer()
  local state, began = string.match(redis.call('HGET', members_key, pseudonym) or '', '^([^|]*)|[^|]*|[^|]*|([^|]*)')
  if state ~= 'waiting' or (since ~= '' and began ~= since) then return answer({ 'gone' }) end
  local last, told = string.match(redis.call('HGET', offers_key, pseudonym) or '', '^(%d*)|?(.*)$')
  local was_told = string.find(',' .. told .. ',', ',' .. pod .. ',', 1, true)
  if before ~= '' and (was_told or (last ~= '' and tonumber(last) > tonumber(before))) then return answer({ 'already' }) end
  if not was_told then told = told == '' and pod or told .. ',' .. pod end
  write('HSET', offers_key, pseudonym, at .. '|' .. told)
  return commit('offer', { 'offered' })
end
