-- Applies one group of a plan in one step, or skips it with a reason. core/plan/apply.ts has the rule, and the same
-- checks in the same order. Of people whom an undo reseats it says by which revision they were last told something.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue load run decisions stays
-- ARGV: operation fingerprint at errands known id group forms closes rows advocates
-- Returns: applied, then name number of each pod formed, rev revision, asked people-told-where-they-asked, ex advocates-who-left, told people:revision
--          | skipped reason person-or-pod-because-of-which | unknown

-- The pods that the group forms and closes, by their names in the group.
local formed, closed
-- The people whom the plan does not move, at their own request.
local staying

local function load_pods(numbers)
  if #numbers == 0 then return end
  local rosters = redis.call('HMGET', pods_key, unpack(numbers))
  for i = 1, #numbers do
    if rosters[i] then load_pod(numbers[i], rosters[i]) end
  end
end

-- Parses items `a:b:c` between commas; an empty field is "none".
local function list(text, names)
  local items = {}
  if text == '' then return items end
  for i, item in ipairs(split(text, ',')) do
    local fields = split(item, ':')
    items[i] = {}
    for at, name in ipairs(names) do items[i][name] = fields[at] or '' end
  end
  return items
end

-- People may ask for it while the run goes on, too.
local function load_staying(members, made)
  staying = {}
  if made == '' then return end
  for i, before in ipairs(redis.call('ZMSCORE', stays_key, unpack(members))) do
    staying[members[i]] = before and tonumber(before) > tonumber(made)
  end
end

-- Reads everything that the group names.
local function load_all(made)
  formed, closed = {}, {}
  local numbers, members = {}, {}
  for _, form in ipairs(forms) do
    formed[form.pod] = form
    numbers[#numbers + 1] = form.pod
  end
  for _, close in ipairs(closes) do
    closed[close.pod] = true
    numbers[#numbers + 1] = close.pod
  end
  for _, row in ipairs(rows) do
    members[#members + 1] = row.member
    if row.from ~= '' then numbers[#numbers + 1] = row.from end
    if row.to ~= '' then numbers[#numbers + 1] = row.to end
  end
  for _, advocate in ipairs(advocates) do
    members[#members + 1] = advocate.member
    numbers[#numbers + 1] = advocate.pod
  end
  load_pods(numbers)
  if #members > 0 then
    load_people(members)
    load_staying(members, made)
  end
end

local function outside(size) return math.max(0, MIN - size, size - MAX) end
local function may_become(was, size) return was == size or outside(size) == 0 or outside(size) < outside(was) end

local function check_pods()
  for _, form in ipairs(forms) do
    if pods[form.pod] then return 'pod-exists ' .. form.pod end
  end
  for _, close in ipairs(closes) do
    if not pods[close.pod] then return 'pod-gone ' .. close.pod end
  end
  for _, row in ipairs(rows) do
    local there = row.to == '' or formed[row.to] or (pods[row.to] and not closed[row.to])
    if not there then return 'pod-gone ' .. row.to end
  end
end

-- A lock counts only while the size of the pod is valid, since repairs come first.
local function is_held_shut(number)
  local pod = pods[number]
  return pod and pod.locked ~= '' and outside(pod.size) == 0
end

-- People sit in areas that they named, or in any when they agreed to that.
local function may_place(profile, area)
  return profile.anywhere ~= '' or string.find(',' .. profile.areas .. ',', ',' .. area .. ',', 1, true) ~= nil
end

local function why_not(row)
  local person = people[row.member]
  local function despite(hold) return string.find('+' .. row.despite .. '+', '+' .. hold .. '+', 1, true) end
  if not is_active(person) then return 'gone' end
  if person.member.pod ~= row.from then return 'moved-since' end
  if row.begunBy ~= '' and tonumber(person.member.since) > tonumber(row.begunBy) then return 'moved-since' end
  if row.from ~= '' and staying[row.member] then return 'stays' end
  if row.from ~= '' and person.member.pinned == '1' and not despite('pinned') then return 'pinned' end
  local left = not closed[row.from] and pods[row.from]
  if left and left.advocate == row.member and not despite('advocate') then return 'advocate' end
  if (is_held_shut(row.from) or is_held_shut(row.to)) and not despite('locked') then return 'locked' end
  local entered = formed[row.to] or pods[row.to]
  if not entered then return end
  local area = area_now(entered.area)
  -- The settings no longer name it.
  if not area then return 'area-gone' end
  if not may_place(person.profile, area) then return 'not-agreed' end
end

local function check_rows()
  for _, row in ipairs(rows) do
    local reason = why_not(row)
    local because = row.member
    if reason == 'locked' then because = is_held_shut(row.from) and row.from or row.to end
    if reason == 'area-gone' then because = row.to end
    if reason then return reason .. ' ' .. because end
  end
end

local function check_sizes()
  local change = {}
  for _, row in ipairs(rows) do
    if row.from ~= '' then change[row.from] = (change[row.from] or 0) - 1 end
    if row.to ~= '' then change[row.to] = (change[row.to] or 0) + 1 end
  end
  for _, form in ipairs(forms) do
    if outside(change[form.pod] or 0) > 0 then return 'size ' .. form.pod end
  end
  for number in pairs(closed) do
    if pods[number].size + (change[number] or 0) > 0 then return 'joined-since ' .. number end
  end
  for number, by in pairs(change) do
    local pod = pods[number]
    if pod and not closed[number] and not may_become(pod.size, pod.size + by) then return 'size ' .. number end
  end
end

local function cannot_appoint(advocate)
  local pod, person = pods[advocate.pod], people[advocate.member]
  if not pod or pod.closed then return 'pod-gone' end
  if not is_active(person) then return 'gone' end
  if person.member.pod ~= advocate.pod then return 'moved-since' end
  if person.profile.volunteer ~= '1' then return 'not-volunteer' end
  if pod.advocate ~= '' and pod.advocate ~= advocate.member then return 'has-advocate' end
end

-- An appointment together with seats never blocks them; only an appointment by itself can be a reason to skip.
local function check_role()
  if #rows + #forms + #closes > 0 then return end
  for _, advocate in ipairs(advocates) do
    local reason = cannot_appoint(advocate)
    local is_of_pod = reason == 'pod-gone' or reason == 'has-advocate'
    if reason then return reason .. ' ' .. (is_of_pod and advocate.pod or advocate.member) end
  end
end

local function people_of(form)
  local there = {}
  for _, row in ipairs(rows) do
    if row.to == form.pod then there[#there + 1] = people[row.member] end
  end
  return there
end

-- `undoOf` in core/plan/plan.ts gives the run that takes another one back such an id.
local function is_undo() return string.sub(id, 1, 5) == 'undo-' end

-- Adds the person to `ex` if they were the advocate of the pod they left.
local function reseat(row, made, ex)
  local person = people[row.member]
  local since = person.member.since
  if row.from == row.to then return end
  if row.from ~= '' then
    local left = give_up_seat(person)
    if left.advocate == row.member then
      appoint(left, '')
      ex[#ex + 1] = row.member
    end
  end
  if row.to == '' then
    enter_queue(person)
  else
    local to = pods[row.to]
    take_seat(person, to, is_undo() and seat_before(person.member, to))
  end
  -- For a wish to stay that was said before this, and arrives after it; and for an undo.
  if row.from ~= '' then person.member.moved = row.from .. ':' .. made .. ':' .. at .. ':' .. since end
end

-- Notes for the page of somebody with a seat or a new role that a run decided about them.
local function note_group(pseudonym) note_decision(pseudonym, 'run|' .. id .. '|' .. group) end

-- Returns the people who are told where they asked: the notice of the run tells the others.
local function tell()
  local asked = {}
  for _, row in ipairs(rows) do
    if row.from == '' and row.to ~= '' and tell_of_seat(people[row.member], pods[row.to], nil, id) then
      asked[#asked + 1] = row.member
    elseif row.from ~= '' or row.to ~= '' then
      note_group(row.member)
    end
  end
  return asked
end

function verbs.apply()
  local field = 'group:' .. group
  local before, made, finished = unpack(redis.call('HMGET', run_key, field, 'made', 'finished'))
  if before then return split(before, ' ') end
  if not made then return { 'unknown' } end
  -- The run was finished early, to be undone.
  if finished then return { 'skipped', 'run-ended' } end

  forms, closes = list(forms, { 'pod', 'area' }), list(closes, { 'pod' })
  rows, advocates = list(rows, { 'member', 'from', 'to', 'despite', 'begunBy' }), list(advocates, { 'pod', 'member' })
  load_all(made)

  local reason = check_pods() or check_rows() or check_sizes() or check_role()
  if reason then
    redis.call('HSET', run_key, field, 'skipped ' .. reason)
    return split('skipped ' .. reason, ' ')
  end

  -- A pod of a plan gets the next number; a pod that an undo forms again keeps its own.
  local outcome = { 'applied' }
  for _, form in ipairs(forms) do
    local own = string.match(form.pod, '^%d+$')
    if own and tonumber(own) >= tonumber(next_pod) then error({ err = 'INVARIANT there was never a pod ' .. own }) end
    local pod = form_pod(form.area, own or home_of(people_of(form), form.area))
    pods[form.pod] = pod
    outcome[#outcome + 1] = form.pod
    outcome[#outcome + 1] = pod.number
  end
  local ex, told = {}, {}
  for _, row in ipairs(rows) do
    local when = is_undo() and people[row.member].member.told or ''
    if when ~= '' then told[#told + 1] = row.member .. ':' .. when end
    reseat(row, made, ex)
  end
  for _, close in ipairs(closes) do
    local pod = pods[close.pod]
    close_pod(pod)
    -- What tells of it later calls it as people knew it.
    local name = pod.about ~= '' and cjson.decode(pod.about).name
    if name then write('HSET', pods_key, 'closed:' .. pod.number, pod.area .. '|' .. cjson.encode({ name = name })) end
  end
  for _, advocate in ipairs(advocates) do
    local pod = pods[advocate.pod]
    if pod then advocate.pod = pod.number end
    if not cannot_appoint(advocate) then
      appoint(pod, advocate.member)
      note_group(advocate.member)
    end
  end
  local asked = tell()
  outcome[#outcome + 1] = 'rev'
  outcome[#outcome + 1] = revision
  if #asked > 0 then
    outcome[#outcome + 1] = 'asked'
    outcome[#outcome + 1] = table.concat(asked, ',')
  end
  if #ex > 0 then
    outcome[#outcome + 1] = 'ex'
    outcome[#outcome + 1] = table.concat(ex, ',')
  end
  if #told > 0 then
    outcome[#outcome + 1] = 'told'
    outcome[#outcome + 1] = table.concat(told, ',')
  end

  write('HSET', run_key, field, table.concat(outcome, ' '))
  return commit('apply', outcome)
end
