-- Notes what somebody says for the digest of a week, unless they said later that it does not count. The author becomes known.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten activities pulse retracted digests
--       periods words
-- ARGV: operation fingerprint at errands names week kind about spokenAt line fact max thanked login id proposed recognising
-- Returns: noted | already | full | overtaken | is-forgotten | published | names hashes

local LINE = '^[^|]*|[^|]*|{"at":(%d+),"line":"([^"]*)"'

local function is_taken_back(of_line, time)
  local before = of_line ~= '' and redis.call('HGET', retracted_key, of_line)
  return before and tonumber(before) >= tonumber(time)
end

-- The stored activity, if it was not taken back and its author is still known; and the line that said it.
local function standing(stored)
  if not stored then return nil end
  local time, of_line = string.match(stored, LINE)
  local author = string.match(stored, '"by":"([^"]*)"')
  if is_taken_back(of_line, time) or redis.call('HEXISTS', members_key, author) == 0 then return nil end
  return of_line, time
end

function verbs.note_words()
  -- Typed reads, so that a wrong type ends the call before it writes.
  redis.call('HLEN', activities_key)
  redis.call('HLEN', pulse_key)
  redis.call('HLEN', words_key)

  local named = forgotten_among(names)
  if #named > 0 then return { 'names', unpack(named) } end
  if is_closed(week) then return { 'published' } end

  local author = record_person(login, id, proposed, recognising)
  if not author then return answer({ 'is-forgotten' }) end
  local by = author.pseudonym
  if is_taken_back(line, spokenAt) then return answer({ 'overtaken' }) end

  -- A post, and the notes of a meeting, are the same, whoever names them.
  local key = kind .. ':' .. ((kind == 'news' or kind == 'notes') and '' or by .. '/') .. about
  local stored = redis.call('HGET', activities_key, key)
  local before, time = standing(stored)
  if before and (before == '' or before ~= line) then return answer({ 'already' }) end

  local field = week .. '|' .. kind .. '|' .. by
  local others = {}
  for other in string.gmatch(redis.call('HGET', words_key, field) or '', '[^ ]+') do
    if other ~= key and standing(redis.call('HGET', activities_key, other)) then others[#others + 1] = other end
  end
  if #others >= tonumber(max) then return answer({ 'full' }) end

  if not before or tonumber(spokenAt) > tonumber(time) then
    local person = thanked ~= '' and load_person(thanked) or author
    local pod = author.member.state == 'seated' and author.member.pod or ''
    note_origin(author, 'h')
    if thanked ~= '' then name_person(person) end
    local text = '{"at":' .. spokenAt .. ',"line":"' .. line .. '","by":"' .. by .. '",' .. string.sub(fact, 2)
    if not stored and pod ~= '' then write('HINCRBY', pulse_key, week .. '|' .. pod, '1') end
    write('HSET', activities_key, key, person.pseudonym .. '|' .. pod .. '|' .. text)
    others[#others + 1] = key
    write('HSET', words_key, field, table.concat(others, ' '))
  end
  return commit('note-words', { 'noted' })
end
