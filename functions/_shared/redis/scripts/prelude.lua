-- What every script that changes the state shares. A script reads and decides on tables in memory, puts what is to be
-- written into `writes` and what changes in the seating into `effects`, and ends with `settle`: so everything is read
-- and checked before anything is written, and the first write is the entry in the log.

local SCHEMA = '1'
local OPERATION_KEPT_S = 8 * 24 * 3600
local COUNTED = { 'rev', 'next', 'edition', 'known', 'invited', 'waiting', 'seated', 'paused', 'independent', 'alumni' }

local function split(text, separator)
  local fields = {}
  for field in string.gmatch(text .. separator, '(.-)%' .. separator) do fields[#fields + 1] = field end
  return fields
end

local function decode(names, text)
  local record, fields = {}, split(text, '|')
  for i = 1, #names do record[names[i]] = fields[i] or '' end
  return record
end

local function encode(names, record)
  local fields = {}
  for i = 1, #names do fields[i] = record[names[i]] end
  return (string.gsub(table.concat(fields, '|'), '|+$', ''))
end

-- A Redis that lost its data must look lost, not like a new community.
local found = redis.call('HMGET', meta, 'v', unpack(COUNTED))
if not found[1] then return { 'uninitialised' } end
if found[1] ~= SCHEMA then return { 'schema', found[1] } end
local head = {}
for i = 1, #COUNTED do head[COUNTED[i]] = tonumber(found[i + 1]) or 0 end

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

-- The revision this script makes, should it change the seating.
local revision = head.rev + 1
local effects, writes, gatherers = {}, {}, {}

local function effect(...) effects[#effects + 1] = table.concat({ ... }, ' ') end
local function write(...) writes[#writes + 1] = { ... } end

local ERRAND = { 'state', 'was', 'fence', 'attempts', 'again', 'kind' }

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
      local line, rest = string.match(value, '^([^\n]*)(.*)$')
      local entry = decode(ERRAND, line)
      entry.again = due_at
      redis.call('HSET', outbox, id, encode(ERRAND, entry) .. rest)
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
  if #effects > 0 then
    head.rev = revision
    redis.call('XADD', log, revision .. '-0', 'do', verb, 'what', table.concat(effects, ';'), 'at', at)
  elseif #writes > 0 then
    head.edition = head.edition + 1
  end
  if #effects > 0 or #writes > 0 then
    local fields = {}
    for i = 1, #COUNTED do
      fields[2 * i - 1] = COUNTED[i]
      fields[2 * i] = head[COUNTED[i]]
    end
    redis.call('HSET', meta, unpack(fields))
    for i = 1, #writes do redis.call(unpack(writes[i])) end
    enqueue()
  end
  answer(remembered or outcome)
  return outcome
end
