-- Greets a person on an occasion that comes once ever: in the thread that asks first, then and whenever it asks again. Of
-- the buddies it names the one who was named least often before.
-- KEYS: meta greetings
-- ARGV: person occasion thread buddies
-- Returns: here buddy | elsewhere

function verbs.greet()
  local occasion_of_person = person .. '/' .. occasion
  local stored = redis.call('HGET', greetings_key, occasion_of_person)
  if stored then
    local where, buddy = string.match(stored, '^([^|]*)|(.*)$')
    if where ~= thread then return { 'elsewhere' } end
    return { 'here', buddy }
  end
  local chosen, least = '', nil
  for _, buddy in ipairs(buddies == '' and {} or split(buddies, ',')) do
    local times = tonumber(redis.call('HGET', greetings_key, buddy .. '/buddy') or 0)
    if not least or times < least then chosen, least = buddy, times end
  end
  redis.call('HSET', greetings_key, occasion_of_person, thread .. '|' .. chosen)
  if chosen ~= '' then redis.call('HINCRBY', greetings_key, chosen .. '/buddy', '1') end
  return { 'here', chosen }
end
