-- Notes that a process uses this version of the library, and tells which versions nobody has used for eight days.
-- KEYS: meta libraries
-- ARGV: library
-- Returns: marked, then the name of each unused version

local UNUSED_MS = 8 * 24 * 3600 * 1000

function verbs.mark_library()
  local time = redis.call('TIME')
  local now = time[1] * 1000
  redis.call('HSET', libraries_key, library, string.format('%d', now))
  local reply, marks = { 'marked' }, redis.call('HGETALL', libraries_key)
  for i = 1, #marks, 2 do
    if marks[i + 1] + UNUSED_MS < now then reply[#reply + 1] = marks[i] end
  end
  return reply
end
