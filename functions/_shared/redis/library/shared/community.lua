-- Helpers of every verb. A verb is a function in `verbs`; before it, one of the functions in `begin` is called, which
-- returns the answer if there is nothing to do.
-- KEYS: meta

local verbs, begin = {}, {}

local function split(text, separator)
  local fields, count = {}, 0
  for field in string.gmatch(text .. separator, '([^' .. separator .. ']*)' .. separator) do
    count = count + 1
    fields[count] = field
  end
  return fields
end

-- The owners of a thread, by the state of our comment there: its pod, or the areas that have none yet; and the people whom
-- the comment mentions.
local function owners_in(state)
  state = state or ''
  local owners = { string.match(state, '"pod":(%d+)') }
  local function add(list, prefix)
    for owner in string.gmatch(string.match(state, '"' .. list .. '":(%b[])') or '', '"([^"]+)"') do
      owners[#owners + 1] = prefix .. owner
    end
  end
  add('awaits', 'area:')
  add('mentioned', '')
  return owners
end

-- The state of our comment about a thread's pod, with the word of a person that it is to be silent.
local is_silenced, silenced
do
local SILENCED = '"silenced":true'
function is_silenced(state) return string.find(state or '', SILENCED, 1, true) end
function silenced(state) return (string.gsub(state, '"silenced":false', SILENCED)) end
end

local refusal_of
do
local SCHEMA = '1'

-- A Redis that lost its data must not look like a new community.
function refusal_of(version)
  if not version then return { 'uninitialised' } end
  if version ~= SCHEMA then return { 'schema', version } end
end
end

function begin.nothing() end

function begin.community() return refusal_of(redis.call('HGET', meta_key, 'v')) end
