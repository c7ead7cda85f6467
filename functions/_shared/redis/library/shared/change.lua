-- A change of the store. A verb reads, decides on tables in memory, collects its writes in `writes` and its events for
-- the log in `events`, and ends with `commit`. So everything is read and checked before anything is written, and the
-- first write is the log entry.

-- The current revision, the one that this call makes if it changes the seating, and the number of the next new pod.
local rev, revision, next_pod
local events, writes
-- The log entries of changes that this call has decided on: revision and events of each.
local entries
-- The change of the number of people in each state.
local state_counts

-- Adds an errand; commit.lua has it.
local enqueue_also

local function log_event(event) events[#events + 1] = event end

-- Ends one change: what follows in this call has a revision of its own.
local function end_change()
  if #events == 0 then return end
  entries[#entries + 1] = { revision .. '-0', table.concat(events, ';') }
  rev, revision, events = revision, string.format('%d', revision + 1), {}
end

-- Consecutive writes of the same command and key become one command.
local function write(command, key, field, value)
  local last = writes[#writes]
  if last and last[1] == command and last[2] == key then
    local length = #last
    last[length + 1] = field
    last[length + 2] = value
  else
    writes[#writes + 1] = { command, key, field, value }
  end
end

local function count(state, by) if state ~= '' then state_counts[state] = (state_counts[state] or 0) + by end end
