-- Gives back the welcome of a thread's author that was meant for this thread, and was not written there.
-- KEYS: meta threads greetings
-- ARGV: thread
-- Returns: withdrawn

function verbs.withdraw_welcome()
  local author = string.match(redis.call('HGET', threads_key, thread) or '', '^%d+|([^|]*)') or ''
  local stored = redis.call('HGET', greetings_key, author .. '/welcome')
  local where, buddy = string.match(stored or '', '^([^|]*)|(.*)$')
  if where == thread then
    redis.call('HDEL', greetings_key, author .. '/welcome')
    if buddy ~= '' then redis.call('HINCRBY', greetings_key, buddy .. '/buddy', '-1') end
  end
  return { 'withdrawn' }
end
