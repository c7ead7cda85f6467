-- Greets a person on an occasion that comes once ever: in the thread that asks first, then and whenever it asks again. The
-- buddy of before stays while they are among the buddies; a new one is the one who was named least often before.
-- KEYS: meta greetings
-- ARGV: person occasion thread buddies
-- Returns: here buddy | elsewhere

function verbs.greet()
  local occasion_of_person = person .. '/' .. occasion
  local stored = redis.call('HGET', greetings_key, occasion_of_person)
  local where, before = string.match(stored or '', '^([^|]*)|(.*)$')
  if where and where ~= thread then return { 'elsewhere' } end
  local chosen, least = '', nil
  for _, buddy in ipairs(buddies == '' and {} or split(buddies, ',')) do
    if buddy == before then return { 'here', buddy } end
    local times = tonumber(redis.call('HGET', greetings_key, buddy .. '/buddy') or 0)
    if not least or times < least then chosen, least = buddy, times end
  end
  redis.call('HSET', greetings_key, occasion_of_person, thread .. '|' .. chosen)
  if chosen ~= '' then redis.call('HINCRBY', greetings_key, chosen .. '/buddy', '1') end
  return { 'here', chosen }
end
