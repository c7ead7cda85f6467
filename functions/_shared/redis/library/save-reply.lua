-- Notes which of the pending answers of a thread a comment of ours holds. Without a comment they are dropped.
-- KEYS: meta answers replies
-- ARGV: thread comment operations
-- Returns: saved

function verbs.save_reply()
  local field = thread .. '/' .. comment
  local stored, before = redis.call('HGET', answers_key, thread), redis.call('HGET', replies_key, field)
  local sent = {}
  for _, operation in ipairs(split(operations, ',')) do sent[operation] = true end
  local pending, held = {}, { before or nil }
  for _, answer in ipairs(stored and split(stored, '\n') or {}) do
    local list = sent[split(answer, '\t')[2]] and held or pending
    list[#list + 1] = answer
  end

  if comment ~= '' then redis.call('HSET', replies_key, thread, comment, field, table.concat(held, '\n')) end
  if #pending > 0 then
    redis.call('HSET', answers_key, thread, table.concat(pending, '\n'))
  else
    redis.call('HDEL', answers_key, thread)
  end
  return { 'saved' }
end
