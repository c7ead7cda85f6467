-- Notes that somebody who waits is offered an open seat in a pod, so that they can accept it. `to` is who hears of it: the
-- person, or a maintainer who asked for them. With `before`, errands tell the person, unless they were told of that pod
-- before, or of another one later than `before`. Without it, an answer tells of it in any case.
-- KEYS: meta operation log outbox due urgent members offers
-- ARGV: operation fingerprint at errands pseudonym since pod before to
-- Returns: offered | already | gone

local function holds(pods, number) return string.find(',' .. pods .. ',', ',' .. number .. ',', 1, true) end

local function with(pods, number)
  if holds(pods, number) then return pods end
  return pods == '' and number or pods .. ',' .. number
end

function verbs.offer()
  local state, began = string.match(redis.call('HGET', members_key, pseudonym) or '', '^([^|]*)|[^|]*|[^|]*|([^|]*)')
  if state ~= 'waiting' or (since ~= '' and began ~= since) then return answer({ 'gone' }) end
  local line = redis.call('HGET', offers_key, pseudonym) or ''
  local last, told, wait, open = string.match(line, '^(%d*)|?([^|]*)|?([^|]*)|?([^|]*)$')
  if before ~= '' and (holds(told, pod) or (last ~= '' and tonumber(last) > tonumber(before))) then
    return answer({ 'already' })
  end
  if to == 'person' then last, told = at, with(told, pod) end
  -- A new wait begins without the offers of an earlier one.
  open = with(wait == began and open or '', pod)
  local now = table.concat({ last, told, began, open }, '|')
  if now ~= line then write('HSET', offers_key, pseudonym, now) end
  return commit('offer', { 'offered' })
end
