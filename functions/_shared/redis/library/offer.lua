-- Notes that somebody who waits is offered an open seat in a pod, so that they can accept it. `to` is who hears of it: the
-- person, or a maintainer who asked for them. With `before`, errands tell the person, unless they were told of that pod
-- opening before, or of another one later than `before`. Without it, an answer tells of it in any case.
-- KEYS: meta operation log outbox due urgent members pods offers
-- ARGV: operation fingerprint at errands pseudonym since pod before to
-- Returns: offered | already | gone

local function holds(pods, number) return string.find(',' .. pods .. ',', ',' .. number .. ',', 1, true) end

local function with(pods, number)
  if holds(pods, number) then return pods end
  return pods == '' and number or pods .. ',' .. number
end

-- `openingOf` in core/pod.ts.
local function opening()
  local filled = string.match(redis.call('HGET', pods_key, pod) or '', '"filled":(%d+)')
  return filled and pod .. '.' .. filled or pod
end

function verbs.offer()
  local state, began = string.match(redis.call('HGET', members_key, pseudonym) or '', '^([^|]*)|[^|]*|[^|]*|([^|]*)')
  if state ~= 'waiting' or (since ~= '' and began ~= since) then return answer({ 'gone' }) end
  local line = redis.call('HGET', offers_key, pseudonym) or ''
  local last, told, wait, open = string.match(line, '^(%d*)|?([^|]*)|?([^|]*)|?([^|]*)$')
  local opened = opening()
  if before ~= '' and (holds(told, opened) or (last ~= '' and tonumber(last) > tonumber(before))) then
    return answer({ 'already' })
  end
  if to == 'person' then last, told = at, with(told, opened) end
  -- A new wait begins without the offers of an earlier one.
  open = with(wait == began and open or '', pod)
  local now = table.concat({ last, told, began, open }, '|')
  if now ~= line then write('HSET', offers_key, pseudonym, now) end
  return commit('offer', { 'offered' })
end
