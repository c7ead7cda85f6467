-- Threads: `updated|author|facts`, and `1|` before the facts once a person other than the author has answered.
-- KEYS: threads unanswered

local THREAD = '^(%d+)|([^|]*)|(1?)|?({.*)$'

-- Whether the facts say that a thread is open.
local function is_open_in(facts) return string.find(facts, '"open":true', 1, true) end

local function thread_line(updated, author, answered, facts)
  return updated .. '|' .. author .. '|' .. (answered == '1' and '1|' or '') .. facts
end

-- Keeps the list of those who wait for an answer: open threads of people. `opened` is '' where that is not known, or is
-- nobody's business; what was opened before we came may have been answered before we came.
local function list_unanswered(thread, author, answered, facts, opened)
  local listed = redis.call('ZSCORE', unanswered_key, thread)
  if author == '' or answered == '1' or not is_open_in(facts) then
    if listed then write('ZREM', unanswered_key, thread) end
  elseif opened ~= '' and not listed then
    -- GitHub tells times in whole seconds.
    local came = math.floor((redis.call('HGET', meta_key, 'created') or 0) / 1000) * 1000
    if tonumber(opened) >= came then write('ZADD', unanswered_key, opened, thread) end
  end
end

-- Somebody has answered in a thread that we know.
local function mark_answered(thread)
  local updated, author, answered, facts = string.match(redis.call('HGET', threads_key, thread) or '', THREAD)
  if not updated or answered == '1' then return end
  write('HSET', threads_key, thread, thread_line(updated, author, '1', facts))
  list_unanswered(thread, author, '1', facts, '')
end
