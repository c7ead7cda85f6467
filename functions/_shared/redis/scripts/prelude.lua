-- What every script that changes the state shares. A script reads and decides on tables in memory, puts what is to be
-- written into `writes` and what changes in the seating into `effects`, and ends with `settle`: so everything is read
-- and checked before anything is written, and the first write is the entry in the log.

local SCHEMA = '1'
-- Eight days. Numbers that go to Redis are texts: to write one as a text takes Lua longer than the command.
local OPERATION_KEPT_S = '691200'

local function split(text, separator)
  local fields, count = {}, 0
  for field in string.gmatch(text .. separator, '([^' .. separator .. ']*)' .. separator) do
    count = count + 1
    fields[count] = field
  end
  return fields
end

-- A line without the bars of the empty fields at its end.
local function trimmed(line) return string.match(line, '^(.*[^|])|*$') or '' end

-- A Redis that lost its data must look lost, not like a new community.
local told = redis.call('HMGET', meta, 'v', 'rev', 'next')
local version, rev, next_pod = told[1], told[2], told[3]
if not version then return { 'uninitialised' } end
if version ~= SCHEMA then return { 'schema', version } end

-- Made before? Then the answer is what it was.
if operation ~= '' then
  local stored = redis.call('GET', op)
  if stored then
    local outcome = split(stored, '\n')
    local before = table.remove(outcome, 1)
    if fingerprint ~= '' and before ~= '' and before ~= fingerprint then return { 'conflict' } end
    return outcome
  end
end

-- A typed read of what is written last, so that a wrong type stops the script before it writes.
if errands ~= '' then
  redis.call('HLEN', outbox)
  redis.call('ZCARD', due)
end

-- The revision there is, and the one this script makes should it change the seating.
local revision = string.format('%d', rev + 1)
local effects, writes, gatherers = {}, {}, {}
-- How many more, or fewer, people there are in each state.
local heads = {}

local function effect(what) effects[#effects + 1] = what end

-- What goes the same way one after the other is one command.
local function write(command, key, field, value)
  local last = writes[#writes]
  if last and last[1] == command and last[2] == key then
    last[#last + 1] = field
    last[#last + 1] = value
  else
    writes[#writes + 1] = { command, key, field, value }
  end
end

local function count(state, by) if state ~= '' then heads[state] = (heads[state] or 0) + by end end

-- The counts that are others now; read, as all of it, before the first write.
local function write_counts()
  for state, by in pairs(heads) do
    write('HSET', meta, state, string.format('%d', (redis.call('HGET', meta, state) or 0) + by))
  end
end

-- Puts the errands into the outbox: one entry an errand, however often it is put in.
local function enqueue()
  if errands == '' then return end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  for id, delay, kind, errand in string.gmatch(errands, '([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)') do
    local due_at = now + delay
    local value = redis.call('HGET', outbox, id)
    local state = value and string.match(value, '^%a+')
    if not value or state == 'dead' or (kind == 'repeats' and (state == 'sent' or state == 'unknown')) then
      redis.call('HSET', outbox, id, 'pending|pending|0|0||' .. kind .. '\n' .. errand)
      redis.call('ZADD', due, due_at, id)
    elseif state == 'pending' then
      redis.call('ZADD', due, 'LT', due_at, id)
    elseif kind == 'repeats' then
      -- Somebody is sending it right now, perhaps from what they read before this change: once more afterwards.
      local held, rest = string.match(value, '^(%a+|%a+|%d+|%d+|)%d*(.*)$')
      redis.call('HSET', outbox, id, held .. due_at .. rest)
    end
  end
end

-- Ends a script that changes nothing but remembers its outcome.
local function answer(outcome)
  if operation ~= '' then
    redis.call('SET', op, fingerprint .. '\n' .. table.concat(outcome, '\n'), 'EX', OPERATION_KEPT_S)
  end
  return outcome
end

-- Writes everything, the log first, and remembers the outcome. Nothing is read to decide after this.
-- `remembered` is the outcome to give from now on, where that is another.
local function settle(verb, outcome, remembered)
  for i = 1, #gatherers do gatherers[i]() end
  if #effects > 0 or #writes > 0 then
    write_counts()
    if #effects > 0 then
      write('HSET', meta, 'rev', revision)
      write('HSET', meta, 'next', next_pod)
      redis.call('XADD', log, revision .. '-0', 'do', verb, 'what', table.concat(effects, ';'), 'at', at)
    else
      write('HINCRBY', meta, 'edition', '1')
    end
    for i = 1, #writes do redis.call(unpack(writes[i])) end
    enqueue()
  end
  answer(remembered or outcome)
  return outcome
end
