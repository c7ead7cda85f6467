-- How a change begins and ends.
-- KEYS: meta operation log outbox due urgent
-- ARGV: operation fingerprint at errands

-- A verb with this mark only says what would happen, and writes nothing.
local is_dry
local function rehearse_if(mark) is_dry = mark == '?' end

-- The due set of an errand: urgent ones have their own, which is emptied first.
local function due_of(urgency) return urgency == 'first' and urgent_key or due_key end

local answer, commit, enqueue

-- A scope of its own, since Lua allows 200 local names in one.
do

-- Eight days. A string, since Lua takes longer to format a number than Redis takes for the command.
local OPERATION_KEPT_S = '691200'

-- An operation that was made before has the same outcome.
local function outcome_before()
  local stored = operation ~= '' and redis.call('GET', operation_key)
  if not stored then return end
  local outcome = split(stored, '\n')
  local before = table.remove(outcome, 1)
  if fingerprint ~= '' and before ~= '' and before ~= fingerprint then return { 'conflict' } end
  return outcome
end

local STATES = { 'known', 'invited', 'waiting', 'seated', 'paused', 'independent', 'alumni' }

-- The values in `meta` when the call began, and the place of each state's count among them.
local header
local STATE_AT = {}
for i = 1, #STATES do STATE_AT[STATES[i]] = 3 + i end

-- Typed reads of the keys that are written last, so that a wrong type ends the call before it writes.
local function check_outbox()
  redis.call('HLEN', outbox_key)
  redis.call('ZCARD', due_key)
  redis.call('ZCARD', urgent_key)
end

function begin.change()
  header = redis.call('HMGET', meta_key, 'v', 'rev', 'next', unpack(STATES))
  local reply = refusal_of(header[1]) or outcome_before()
  if reply then return reply end
  rev, next_pod = header[2], header[3]
  revision = string.format('%d', rev + 1)
  events, entries, writes, state_counts, is_dry = {}, {}, {}, {}, false
  people, claimed, kept = {}, {}, {}
  read = { identities = {}, members = {}, profiles = {}, decisions = {} }
  pods, places = {}, {}
  if errands ~= '' then check_outbox() end
end

local function write_counts()
  for state, by in pairs(state_counts) do
    if by ~= 0 then write('HSET', meta_key, state, string.format('%d', (header[STATE_AT[state]] or 0) + by)) end
  end
end

-- An errand that found nothing to say may have something to say later: `NOTHING_SENT` in core/outbox.ts.
local function is_silent(state, value) return state == 'sent' and string.sub(value, -8) == '\nnothing' end

-- Puts the errands into the outbox. An errand has one entry, however often it is enqueued.
function enqueue()
  if errands == '' then return end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local LINE = '([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)'
  for id, delay, kind, urgency, errand in string.gmatch(errands, LINE) do
    local set, due_at = due_of(urgency), now + delay
    local value = redis.call('HGET', outbox_key, id)
    local state = value and string.match(value, '^%a+')
    local is_over = state == 'dead' or is_silent(state, value) or (kind == 'repeats' and (state == 'sent' or state == 'unknown'))
    if not value or is_over then
      redis.call('HSET', outbox_key, id, 'pending|pending|0|0||' .. kind .. '|' .. urgency .. '|0\n' .. errand)
      redis.call('ZADD', set, due_at, id)
    elseif state == 'pending' then
      redis.call('ZADD', set, 'LT', due_at, id)
    elseif kind == 'repeats' then
      -- It is being sent right now, perhaps from data read before this change: send it again afterwards.
      local held, rest = string.match(value, '^(%a+|%a+|%d+|%d+|)%d*(.*)$')
      redis.call('HSET', outbox_key, id, held .. due_at .. rest)
    end
  end
end

-- Adds an errand of an urgency to those of the caller, to be sent once, after a delay in ms if one is given.
function enqueue_also(id, errand, urgency, delay)
  check_outbox()
  errands = (errands == '' and '' or errands .. '\n') .. id .. '\t' .. (delay or '0') .. '\tonce\t' .. urgency .. '\t' .. errand
end

-- Ends a verb that changes nothing: only stores the outcome of the operation.
function answer(outcome)
  if operation ~= '' then
    redis.call('SET', operation_key, fingerprint .. '\n' .. table.concat(outcome, '\n'), 'EX', OPERATION_KEPT_S)
  end
  return outcome
end

-- Writes everything, the log first, and stores the outcome of the operation. No decision may read after this.
-- `remembered` is the outcome of repeated calls, if it differs.
function commit(verb, outcome, remembered)
  if is_dry then return outcome end
  collect_people()
  collect_seats()
  end_change()
  if #entries > 0 or #writes > 0 then
    write_counts()
    if #entries > 0 then
      write('HSET', meta_key, 'rev', rev)
      write('HSET', meta_key, 'next', next_pod)
      for _, entry in ipairs(entries) do
        redis.call('XADD', log_key, entry[1], 'do', verb, 'what', entry[2], 'at', at)
      end
    else
      write('HINCRBY', meta_key, 'edition', '1')
    end
    for i = 1, #writes do redis.call(unpack(writes[i])) end
    enqueue()
  end
  answer(remembered or outcome)
  return outcome
end

end
