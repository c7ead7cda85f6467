-- Threads: `updated|author|facts`. Before the facts stands `1|` once a person other than the author has answered; until then
-- the time, ms, at which a draft was last made ready for review, if it ever was.
-- KEYS: unanswered

local THREAD = '^(%d+)|([^|]*)|(%d*)|?({.*)$'

-- Whether the facts say that a thread is open.
local function is_open_in(facts) return string.find(facts, '"open":true', 1, true) end

local function thread_line(updated, author, mark, facts)
  return updated .. '|' .. author .. '|' .. (mark ~= '' and mark .. '|' or '') .. facts
end

-- Keeps the list of those who wait for an answer: open threads of people, since they were opened or made ready. `opened` is
-- '' where that is not known, or is nobody's business; what was opened before we came may have been answered before we came.
local function list_unanswered(thread, author, mark, facts, opened)
  local listed = redis.call('ZSCORE', unanswered_key, thread)
  if author == '' or mark == '1' or not is_open_in(facts) then
    if listed then write('ZREM', unanswered_key, thread) end
  elseif opened ~= '' then
    local since = math.max(tonumber(opened), tonumber(mark) or 0)
    if tonumber(listed or 0) ~= since then
      write('ZADD', unanswered_key, string.format('%d', since), thread)
    end
  end
end
