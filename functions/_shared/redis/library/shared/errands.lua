-- An errand in the outbox has three lines: `state|previous|fence|attempts|again|kind|urgency|crashes`, the errand with
-- the time `since` which it waits, and details of its result. Its score in its due set is, by its state, when to send it,
-- when its lease ends, or when to delete it.
-- KEYS: meta outbox due urgent

local SETTLED_KEPT_MS = 60 * 24 * 3600 * 1000

-- In ms. Only leases use the clock of Redis.
local now

function begin.errand()
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
  return begin.community()
end

local read_entry, entry_text
do
local ERRAND = { 'state', 'previous', 'fence', 'attempts', 'again', 'kind', 'urgency', 'crashes' }

function read_entry(value)
  local line, errand, detail = string.match(value, '^([^\n]*)\n([^\n]*)\n?(.*)$')
  local entry, field = { errand = errand, detail = detail }, 1
  for text in string.gmatch(line .. '|', '(.-)|') do
    entry[ERRAND[field]] = text
    field = field + 1
  end
  return entry
end

function entry_text(entry)
  local fields = {}
  for i = 1, #ERRAND do fields[i] = entry[ERRAND[i]] end
  local text = table.concat(fields, '|') .. '\n' .. entry.errand
  return entry.detail == '' and text or text .. '\n' .. entry.detail
end
end

-- The entry, if the caller still holds it.
local function held(id, fence)
  local value = redis.call('HGET', outbox_key, id)
  local entry = value and read_entry(value)
  if entry and entry.fence == fence and (entry.state == 'claimed' or entry.state == 'posting') then return entry end
end
