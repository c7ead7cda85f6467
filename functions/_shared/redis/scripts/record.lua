#!lua
-- Stores what a delivery told, credits it to the pod its person sits in, and counts it once. Whatever the order of facts
-- and however often they come, the end is the same: the later of two versions counts, a happening counts by its key.
-- KEYS: meta op log outbox due who prof m forgotten act pulse repos threads
-- ARGV: operation fingerprint at errands repository repositoryUpdated repositoryFact
--       thread threadUpdated threadFact authorLogin authorId authorProposed
--       activity activityKind activityAt activityWeek activityFact personLogin personId personProposed
--       answerThread answerOperation answerFact answersMax
-- Returns: recorded|duplicate merged pseudonym level

-- Typed reads, so that a wrong type stops the script before it writes.
redis.call('HLEN', act)
redis.call('HLEN', pulse)
redis.call('HLEN', threads)

-- Takes back the new person who was identified last: nothing of them is to be written.
local function dismiss(person)
  people[person.pseudonym], people[#people] = nil, nil
  for _, name in ipairs(person.set) do claimed[name] = nil end
end

-- Whether anything would be written.
local function is_changing()
  if #writes > 0 then return true end
  for i = 1, #people do
    local person = people[i]
    if is_told(person) or member_line(person.member) ~= person.member_before then return true end
  end
  return false
end

-- Who was seen is known from now on, unless they asked to be forgotten.
local function seen(login, id, proposed)
  if login == '' then return nil end
  local person = identify(login, id, proposed)
  if is_new(person) and person.member.state == '' then
    if is_forgotten(login, id) then
      dismiss(person)
      return nil
    end
    become(person, 'known', rev)
  end
  return person
end

-- Whether a fact of this time replaces the stored one; of two from the same time it is the one that sorts last.
local function is_later(updated, fact, stored_updated, stored_fact)
  local now, before = tonumber(updated), tonumber(stored_updated)
  if now ~= before then return not before or now > before end
  return fact > stored_fact
end

local function record_repository()
  local stored = redis.call('HGET', repos, repository) or ''
  if is_later(repositoryUpdated, repositoryFact, string.match(stored, '^(%d+)|(.*)$')) then
    write('HSET', repos, repository, repositoryUpdated .. '|' .. repositoryFact)
  end
end

local function record_thread()
  local author = seen(authorLogin, authorId, authorProposed)
  local stored = redis.call('HGET', threads, thread) or ''
  if is_later(threadUpdated, threadFact, string.match(stored, '^(%d+)|[^|]*|(.*)$')) then
    write('HSET', threads, thread, threadUpdated .. '|' .. (author and author.pseudonym or '') .. '|' .. threadFact)
  end
end

-- The first merged pull request is the one that was merged first, not the one we heard of first.
local function count_merge(person)
  local profile = person.profile
  profile.merged = string.format('%d', tonumber(profile.merged) + 1)
  local at_before, key_before = string.match(profile.firstMerge, '^(%d+)~(.*)$')
  local earlier = not at_before or tonumber(activityAt) < tonumber(at_before)
  if earlier or (tonumber(activityAt) == tonumber(at_before) and activity < key_before) then
    profile.firstMerge = activityAt .. '~' .. activity
  end
end

local function record_activity()
  local person = seen(personLogin, personId, personProposed)
  if redis.call('HEXISTS', act, activity) == 1 then return person end
  local pod = person and person.member.state == 'seated' and person.member.pod or ''
  if person and activityKind == 'merged' then count_merge(person) end
  if pod ~= '' and activityWeek ~= '' then write('HINCRBY', pulse, activityWeek .. '|' .. pod, '1') end
  write('HSET', act, activity, (person and person.pseudonym or '') .. '|' .. pod .. '|' .. activityFact)
  return person
end

-- A thread keeps its latest answers: lines of time, operation and answer, in that order.
local function record_answer()
  local field = 'answers:' .. answerThread
  local stored = redis.call('HGET', threads, field)
  local answers = stored and split(stored, '\n') or {}
  for _, line in ipairs(answers) do
    if split(line, '\t')[2] == answerOperation then return end
  end
  table.insert(answers, string.format('%015d', at) .. '\t' .. answerOperation .. '\t' .. answerFact)
  table.sort(answers)
  while #answers > tonumber(answersMax) do table.remove(answers, 1) end
  local now = table.concat(answers, '\n')
  if now ~= stored then write('HSET', threads, field, now) end
end

local person
if repository ~= '' then record_repository() end
if thread ~= '' then record_thread() end
if activity ~= '' then person = record_activity() end
if answerThread ~= '' then record_answer() end

local merged, pseudonym, level = '', '', ''
if person then merged, pseudonym, level = person.profile.merged, person.pseudonym, person.profile.level end
local outcome = is_changing() and 'recorded' or 'duplicate'
-- Told again, it was told before; what follows from it (a welcome, a raised ability) can still be finished.
local told = settle('record', { outcome, merged, pseudonym, level }, { 'duplicate', merged, pseudonym, level })
redis.call('HSET', meta, 'delivery', at)
return told
