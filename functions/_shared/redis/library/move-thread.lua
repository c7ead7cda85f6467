-- Moves the states of our comment and our label in an issue to its new place, since it went to another repository. There it
-- may have lost our label, and its comments may have other numbers. An answer goes with it; when the first one comes there is
-- not known here.
-- KEYS: meta operation log outbox due urgent threads comments labels load unanswered waits
-- ARGV: operation fingerprint at errands origin thread
-- Returns: moved

-- Somebody has answered in a thread that we know.
local function mark_answered(thread)
  local updated, author, mark, facts = string.match(redis.call('HGET', threads_key, thread) or '', THREAD)
  if not updated or mark == '1' then return end
  write('HSET', threads_key, thread, thread_line(updated, author, '1', facts))
  list_unanswered(thread, author, '1', facts, '')
end

function verbs.move_thread()
  local state, label = redis.call('HGET', comments_key, origin), redis.call('HGET', labels_key, origin)
  local _, _, answered = string.match(redis.call('HGET', threads_key, origin) or '', THREAD)
  redis.call('ZCARD', load_key)
  if state then
    write('HSET', comments_key, thread, (string.gsub(state, '"commentId":%d+', '"commentId":null')))
    write('HDEL', comments_key, origin)
    for _, owner in ipairs(owners_in(state)) do write('ZREM', load_key, owner .. '|' .. origin) end
  end
  if label then
    write('HSET', labels_key, thread, (string.gsub(label, '"done":true', '"done":false')))
    write('HDEL', labels_key, origin)
  end
  if string.find(redis.call('HGET', waits_key, origin) or '', '|$') then write('HDEL', waits_key, origin) end
  if answered == '1' then mark_answered(thread) end
  return commit('move-thread', { 'moved' })
end
