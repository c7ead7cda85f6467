-- Stores the facts of a delivery and credits an activity to the person's pod. The result does not depend on the order of
-- facts or on how often they come: the later of two versions wins, and an activity counts once by its key.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten activities pulse repositories threads comments load
--       issues earlier retracted unanswered waits digests periods late
-- ARGV: operation fingerprint at errands names repository repositoryUpdated repositoryFact
--       thread threadUpdated threadFact threadOpened threadReady answeredAt isKnownAuthor authorLogin authorId
--       authorProposed authorRecognising
--       openIssue isReading
--       activity activityKind activityAt tellingWeeks activityFact personLogin personId personProposed personRecognising
--       retraction retractedAt
-- Returns: recorded | duplicate | names hashes

-- Whether this call would write anything.
local function is_changing()
  if #writes > 0 then return true end
  for i = 1, #people do
    local person = people[i]
    if is_changed(person) or member_line(person.member) ~= person.member_before then return true end
  end
  return false
end

-- Whether a fact replaces the stored one. Of two with the same time, the one that was read from GitHub wins, else the one
-- that sorts last.
local function is_later(updated, fact, stored_updated, stored_fact)
  local now, before = tonumber(updated), tonumber(stored_updated)
  if now ~= before then return not before or now > before end
  return isReading == 'yes' or fact > stored_fact
end

local function name_in(fact) return string.match(fact, '"name":"([^"]*)"') end

-- The latest fact, and below it the other names that the repository had: the settings may name it by one of those.
local function record_repository()
  local stored = redis.call('HGET', repositories_key, repository) or ''
  local updated, fact, earlier = string.match(stored, '^(%d+)|([^\n]*)\n?(.*)$')
  if updated == repositoryUpdated and fact == repositoryFact then return end
  local hides = string.find(repositoryFact, '"private":true', 1, true) ~= nil
  local isLater = is_later(repositoryUpdated, repositoryFact, updated, fact)
  -- Of two facts of the same time nobody knows which is the later, so what may be private is not shown.
  if updated == repositoryUpdated and hides ~= (string.find(fact, '"private":true', 1, true) ~= nil) then
    isLater = hides
  end
  local latest = isLater and repositoryFact or fact
  local had, others = {}, {}
  for line in string.gmatch(repositoryFact .. '\n' .. (fact or '') .. '\n' .. (earlier or ''), '[^\n]+') do
    local name = name_in(line)
    if name and name ~= name_in(latest) and not had[name] then
      had[name] = true
      others[#others + 1] = '\n{"name":"' .. name .. '"}'
    end
  end
  table.sort(others)
  local text = (latest == fact and updated or repositoryUpdated) .. '|' .. latest .. table.concat(others)
  if text ~= stored then write('HSET', repositories_key, repository, text) end
end

-- Somebody who contributed before we came is known from the beginning. Of a person `recognising` begins with their number.
local function note_earlier(person, recognising)
  if not person or was_earlier(person) then return end
  if redis.call('SISMEMBER', earlier_key, string.match(recognising, '^[^,]*')) == 1 then note_known(person, '0') end
end

-- When the thread was opened, ms, if that was since we came: an earlier one may have been answered before. GitHub tells times
-- in whole seconds.
local function opened_since_we_came()
  if threadOpened == '' then return '' end
  local came = math.floor((redis.call('HGET', meta_key, 'created') or 0) / 1000) * 1000
  return tonumber(threadOpened) >= came and threadOpened or ''
end

-- An answer later than eight weeks after the opening says nothing about how soon newcomers are answered.
local NOTED_MS = 8 * 7 * 24 * 3600 * 1000

-- Notes since when a thread of somebody waits, and when another person first said something there: `since|answer`, ms.
-- `mark` is that of before: an answer that came when nothing was noted yet has no time.
local function note_wait(author, mark, opened)
  if author == '' or opened == '' or threadUpdated - opened > NOTED_MS then return end
  local stored = redis.call('HGET', waits_key, thread)
  if not stored and mark == '1' then return end
  local since, answer = string.match(stored or '', '^(%d+)|(%d*)$')
  since = math.max(tonumber(opened), tonumber(threadReady) or 0, tonumber(since) or 0)
  local is_first = answeredAt ~= '' and tonumber(answeredAt) < (tonumber(answer) or math.huge)
  local noted = string.format('%d', since) .. '|' .. (is_first and answeredAt or answer or '')
  if noted ~= stored then write('HSET', waits_key, thread, noted) end
end

-- What stands before the facts: an answer stays, and of two times the later one counts.
local function mark_with(mark, answeredAt, ready)
  if answeredAt ~= '' or mark == '1' then return '1' end
  if ready ~= '' and tonumber(ready) > (tonumber(mark) or 0) then return ready end
  return mark
end

local function record_thread()
  local author = record_person(authorLogin, authorId, authorProposed, authorRecognising)
  if author and isKnownAuthor == 'yes' then note_known(author, threadUpdated) end
  note_earlier(author, authorRecognising)
  local stored = redis.call('HGET', threads_key, thread) or ''
  local offer = redis.call('HGET', issues_key, thread)
  local updated, by, mark, fact = string.match(stored, THREAD)
  local both = fact and fact .. (offer and string.match(offer, '^[^|]*|(.*)$') or '')
  local is_latest = is_later(threadUpdated, threadFact .. openIssue, updated, both)
  if is_latest then updated, by, fact = threadUpdated, author and author.pseudonym or '', threadFact end
  local opened = opened_since_we_came()
  note_wait(by, mark, opened)
  mark = mark_with(mark or '', answeredAt, threadReady)
  local line = thread_line(updated, by, mark, fact)
  if line ~= stored then write('HSET', threads_key, thread, line) end
  list_unanswered(thread, by, mark, fact, opened)
  if not is_latest then return end
  if openIssue ~= '' then
    if offer ~= by .. '|' .. openIssue then write('HSET', issues_key, thread, by .. '|' .. openIssue) end
  elseif offer then
    write('HDEL', issues_key, thread)
  end
  for _, owner in ipairs(is_open_in(fact) and {} or owners_in(redis.call('HGET', comments_key, thread))) do
    write('ZREM', load_key, owner .. '|' .. thread)
  end
end

-- The first merged pull request is the one merged first, which is not always the one delivered first. One that only takes
-- another back is nobody's first.
local function count_merge(person)
  local profile = person.profile
  profile.merged = string.format('%d', tonumber(profile.merged) + 1)
  local at_before, key_before, known = string.match(profile.firstMerge, FIRST_MERGE)
  if string.find(activityFact, '"reverts":%d') then
    -- GitHub calls them a contributor from now on, which is no sign of earlier work.
    if at_before == '' and known ~= '' and tonumber(known) >= tonumber(activityAt) then profile.firstMerge = '' end
    return
  end
  local earlier = at_before == '' or tonumber(activityAt) < tonumber(at_before)
  if earlier or (tonumber(activityAt) == tonumber(at_before) and activity < key_before) then
    profile.firstMerge = activityAt .. '~' .. activity .. (known ~= '' and '~' .. known or '')
  end
end

-- Which of several with one key counts, whichever is delivered first: the first review on a day, and the last of what can
-- be taken back and made again.
local COUNTS = { reviewed = 'first', released = 'last', closed = 'last', merged = 'last', ['co-authored'] = 'last' }

-- The pod is that of the person at the first of them, unless another person made the last one.
local function keep_one(key, stored, by, pod)
  local before, pod_before, fact = string.match(stored, '^([^|]*)|([^|]*)|(.*)$')
  local later = tonumber(activityAt) - tonumber(string.match(fact, '^{"at":(%d+)'))
  local is_earlier = later < 0 or (later == 0 and activityFact < fact)
  local which = COUNTS[activityKind]
  if (which == 'first' and is_earlier) or (which == 'last' and not is_earlier and activityFact ~= fact) then
    write('HSET', activities_key, key, by .. '|' .. (by == before and pod_before or pod) .. '|' .. activityFact)
  end
end

local function record_activity()
  local person = record_person(personLogin, personId, personProposed, personRecognising)
  -- Several reviews of one pull request by the same person on one day count once.
  local is_of_person = activityKind == 'reviewed' or activityKind == 'co-authored'
  local by = person and person.pseudonym or ''
  local key = is_of_person and activity .. '/' .. by or activity
  local pod = person and person.member.state == 'seated' and person.member.pod or ''
  local stored = redis.call('HGET', activities_key, key)
  if stored then return keep_one(key, stored, by, pod) end
  if person and activityKind == 'merged' then count_merge(person) end
  note_earlier(person, personRecognising)
  -- The first of these weeks that still takes something tells it.
  local telling_weeks = split(tellingWeeks, ',')
  local own, tells = telling_weeks[1]
  for i = 1, #telling_weeks do
    tells = telling_weeks[i]
    if tells == '' or not is_closed(tells) then break end
  end
  if tells ~= own then write('HSET', late_key, own .. '|' .. key, tells) end
  if pod ~= '' and tells ~= '' then write('HINCRBY', pulse_key, tells .. '|' .. pod, '1') end
  write('HSET', activities_key, key, by .. '|' .. pod .. '|' .. activityFact)
end

local function record_retraction()
  local before = redis.call('HGET', retracted_key, retraction)
  if not before or tonumber(before) < tonumber(retractedAt) then write('HSET', retracted_key, retraction, retractedAt) end
end

function verbs.record()
  -- Typed reads, so that a wrong type ends the call before it writes.
  redis.call('HLEN', activities_key)
  redis.call('HLEN', digests_key)
  redis.call('HLEN', periods_key)
  redis.call('HLEN', late_key)
  redis.call('HLEN', pulse_key)
  redis.call('HLEN', threads_key)
  redis.call('ZCARD', load_key)
  redis.call('HLEN', issues_key)
  redis.call('HLEN', retracted_key)
  redis.call('ZCARD', unanswered_key)
  redis.call('HLEN', waits_key)

  -- Texts that name somebody who was forgotten are not stored: the caller takes the names out and calls again.
  local named = forgotten_among(names)
  if #named > 0 then return { 'names', unpack(named) } end

  if repository ~= '' then record_repository() end
  if thread ~= '' then record_thread() end
  if activity ~= '' then record_activity() end
  if retraction ~= '' then record_retraction() end

  local reply = commit('record', { is_changing() and 'recorded' or 'duplicate' }, { 'duplicate' })
  if isReading == '' and repository ~= '' then redis.call('HSET', meta_key, 'delivery', at) end
  return reply
end
