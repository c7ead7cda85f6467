-- Shared by every script that changes the store. A script reads, decides on tables in memory, collects its writes in
-- `writes` and its events for the log in `events`, and ends with `commit`. So everything is read and checked before
-- anything is written, and the first write is the log entry.

local SCHEMA = '1'
-- Eight days. A string, since Lua takes longer to format a number than Redis takes for the command.
local OPERATION_KEPT_S = '691200'

local function split(text, separator)
  local fields, count = {}, 0
  for field in string.gmatch(text .. separator, '([^' .. separator .. ']*)' .. separator) do
    count = count + 1
    fields[count] = field
  end
  return fields
end

-- A line without the separators of empty fields at its end.
local function trimmed(line) return string.match(line, '^(.*[^|])|*$') or '' end

-- A Redis that lost its data must not look like a new community.
local header = redis.call('HMGET', meta_key, 'v', 'rev', 'next')
local version, rev, next_pod = header[1], header[2], header[3]
if not version then return { 'uninitialised' } end
if version ~= SCHEMA then return { 'schema', version } end

-- An operation that was made before has the same outcome.
if operation ~= '' then
  local stored = redis.call('GET', operation_key)
  if stored then
    local outcome = split(stored, '\n')
    local before = table.remove(outcome, 1)
    if fingerprint ~= '' and before ~= '' and before ~= fingerprint then return { 'conflict' } end
    return outcome
  end
end

-- Typed reads of the keys that are written last, so that a wrong type stops the script before it writes.
if errands ~= '' then
  redis.call('HLEN', outbox_key)
  redis.call('ZCARD', due_key)
end

-- The revision that this script makes if it changes the seating; `rev` is the current one.
local revision = string.format('%d', rev + 1)
-- `collectors` are functions that put the changes of people, pods and queues into `writes`.
local events, writes, collectors = {}, {}, {}
-- The change of the number of people in each state.
local state_counts = {}

local function log_event(event) events[#events + 1] = event end

-- Consecutive writes of the same command and key become one command.
local function write(command, key, field, value)
  local last = writes[#writes]
  if last and last[1] == command and last[2] == key then
    last[#last + 1] = field
    last[#last + 1] = value
  else
    writes[#writes + 1] = { command, key, field, value }
  end
end

local function count(state, by) if state ~= '' then state_counts[state] = (state_counts[state] or 0) + by end end

-- The counts that have changed. Called before the first write, since it reads.
local function write_counts()
  for state, by in pairs(state_counts) do
    write('HSET', meta_key, state, string.format('%d', (redis.call('HGET', meta_key, state) or 0) + by))
  end
end

-- Puts the errands into the outbox. An errand has one entry, however often it is enqueued.
local function enqueue()
  if errands == '' then return end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  for id, delay, kind, errand in string.gmatch(errands, '([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)') do
    local due_at = now + delay
    local value = redis.call('HGET', outbox_key, id)
    local state = value and string.match(value, '^%a+')
    if not value or state == 'dead' or (kind == 'repeats' and (state == 'sent' or state == 'unknown')) then
      redis.call('HSET', outbox_key, id, 'pending|pending|0|0||' .. kind .. '\n' .. errand)
      redis.call('ZADD', due_key, due_at, id)
    elseif state == 'pending' then
      redis.call('ZADD', due_key, 'LT', due_at, id)
    elseif kind == 'repeats' then
      -- It is being sent right now, perhaps from data read before this change: send it again afterwards.
      local held, rest = string.match(value, '^(%a+|%a+|%d+|%d+|)%d*(.*)$')
      redis.call('HSET', outbox_key, id, held .. due_at .. rest)
    end
  end
end

-- Ends a script that changes nothing: only stores the outcome of the operation.
local function answer(outcome)
  if operation ~= '' then
    redis.call('SET', operation_key, fingerprint .. '\n' .. table.concat(outcome, '\n'), 'EX', OPERATION_KEPT_S)
  end
  return outcome
end

-- Writes everything, the log first, and stores the outcome of the operation. No decision may read after this.
-- `remembered` is the outcome of repeated calls, if it differs.
local function commit(verb, outcome, remembered)
  for i = 1, #collectors do collectors[i]() end
  if #events > 0 or #writes > 0 then
    write_counts()
    if #events > 0 then
      write('HSET', meta_key, 'rev', revision)
      write('HSET', meta_key, 'next', next_pod)
      redis.call('XADD', log_key, revision .. '-0', 'do', verb, 'what', table.concat(events, ';'), 'at', at)
    else
      write('HINCRBY', meta_key, 'edition', '1')
    end
    for i = 1, #writes do redis.call(unpack(writes[i])) end
    enqueue()
  end
  answer(remembered or outcome)
  return outcome
end
