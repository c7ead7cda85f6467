-- Ends a claim: the errand was sent, is to be retried or to wait, or is settled otherwise. If it was enqueued again
-- meanwhile, it becomes due again.
-- KEYS: meta outbox due urgent
-- ARGV: id fence state wait detail
-- Returns: settled | lost

function verbs.settle_errand()
  local entry = held(id, fence)
  if not entry then return { 'lost' } end

  local again = tonumber(entry.again)
  entry.crashes = '0'
  local due_at
  if state == 'retry' or state == 'wait' then
    if state == 'retry' then entry.attempts, entry.previous = tostring(tonumber(entry.attempts) + 1), 'pending' end
    due_at = now + wait
    if again and again < due_at then due_at = again end
  elseif again then
    entry.attempts, entry.previous, due_at = '0', 'pending', again
    entry.errand = string.gsub(entry.errand, '"since":%d+', '"since":' .. entry.again)
  end

  if due_at then
    entry.state, entry.again, entry.detail = 'pending', '', detail
  elseif state == 'sent' and entry.kind == 'repeats' and not string.find(id, '^digest:') then
    -- Nothing to remember: enqueued again, it is a new errand. The status page says what became of a digest.
    redis.call('HDEL', outbox_key, id)
    redis.call('ZREM', due_of(entry.urgency), id)
    return { 'settled' }
  else
    entry.state, entry.again, entry.detail = state, '', detail
    due_at = now + SETTLED_KEPT_MS
  end
  redis.call('HSET', outbox_key, id, entry_text(entry))
  redis.call('ZADD', due_of(entry.urgency), due_at, id)
  return { 'settled' }
end
