-- Seats, the queue and the role of advocate: rosters of pods, the sorted set of pods with room, the sorted set of the
-- people who wait.
-- KEYS: pods open queue load

local MIN, MAX = 5, 9
-- The lists of people who named no area: those whom any suits, and the others. And of those who named some, but whom any
-- other suits as well.
local ANYWHERE, NOWHERE, ELSEWHERE = '*', '-', '+'

-- The pods that were read or formed, by number and in that order.
local pods
-- The places in the queue that change, and whether each is there afterwards.
local places

local place_in_open, load_pod
-- A scope of its own, since Lua allows 200 local names in one.
do
-- The order of the pods of an area that have room, by their size: those that are too small first, then the fullest.
-- Strings, since Lua takes long to write a number.
local FIT = { [0] = '4', '3', '2', '1', '0', '8', '7', '6', '5' }

-- `area|fit|number`, or nil if the pod has no room.
function place_in_open(pod)
  local fit = FIT[pod.size]
  if pod.closed or pod.locked ~= '' or not fit then return nil end
  return pod.area .. '|' .. fit .. '|' .. pod.number
end

-- The number of seats in a roster. A plain search takes a fifth of the time of a pattern.
local function size_of(seats)
  if seats == '' then return 0 end
  local size, comma = 1, string.find(seats, ',', 1, true)
  while comma do
    size, comma = size + 1, string.find(seats, ',', comma + 1, true)
  end
  return size
end

-- A pod is `area|advocate|locked|seats|about`; a seat is `pseudonym:level:offset:volunteer`; `about` is JSON.
function load_pod(number, text)
  if pods[number] then return pods[number] end
  text = text or redis.call('HGET', pods_key, number)
  if not text then return nil end
  local area, advocate, locked, seats, about = string.match(text, '^([^|]*)|([^|]*)|([^|]*)|([^|]*)|(.*)$')
  if not area then error({ err = 'INVARIANT pod ' .. number .. ' cannot be read' }) end
  local pod = {
    number = number, area = area, advocate = advocate, advocate_before = advocate, locked = locked, about = about, before = text,
    roster = seats, size = size_of(seats),
  }
  pod.size_before = pod.size
  pod.open_before = place_in_open(pod)
  pods[number] = pod
  pods[#pods + 1] = pod
  return pod
end
end

-- The seats as a list, made on demand: taking one more seat does not need it.
local function seats_of(pod)
  if not pod.seats then pod.seats = pod.roster == '' and {} or split(pod.roster, ',') end
  return pod.seats
end

local function roster_of(pod) return pod.seats and table.concat(pod.seats, ',') or pod.roster end

local function pod_line(pod)
  return pod.area .. '|' .. pod.advocate .. '|' .. pod.locked .. '|' .. roster_of(pod) .. '|' .. pod.about
end

-- What is known about the pod, if nothing later was said about a field of it; keeps the time of this word.
local function about_unless_overtaken(pod, field)
  local about, time = pod.about ~= '' and cjson.decode(pod.about) or {}, field .. 'Said'
  if said == '' then return about end
  local before = about[time] or ''
  if is_overtaken(before) then return nil end
  about[time] = time_after(before)
  pod.about = cjson.encode(about)
  return about
end

local home_of, form_pod, close_pod
do
-- `area|about` of a pod that its last member left.
local function read_resting(number)
  return string.match(redis.call('HGET', pods_key, 'resting:' .. number) or '', '^([^|]*)|(.*)$')
end

-- A pod with its number, name and meeting comes back when people of it form one in its area after their pause.
function home_of(people, area)
  for _, person in ipairs(people) do
    local home = person.member.home
    if home ~= '' and area_now(read_resting(home) or '') == area then return home end
  end
end

-- Whether open threads wait for the first pod of an area.
local function is_awaited(area)
  for _, id in ipairs(stored_ids(area)) do
    if redis.call('ZLEXCOUNT', load_key, '[area:' .. id .. '|', '(area:' .. id .. '}') > 0 then return true end
  end
  return false
end

-- Looks for the threads of a pod that closed, which get another one, or for those that have waited for one that formed.
local function look_for_threads(kind, number)
  enqueue_also(
    kind .. ':' .. number .. '/' .. revision,
    '{"kind":"' .. kind .. '","pod":' .. number .. ',"revision":' .. revision .. ',"since":' .. at .. '}',
    'last'
  )
end

function form_pod(area, number)
  -- A typed read, so that a wrong type ends the call before it writes.
  redis.call('HLEN', pods_key)
  if not number then
    number = next_pod
    next_pod = string.format('%d', next_pod + 1)
  end
  local _, about = read_resting(number)
  if about then write('HDEL', pods_key, 'resting:' .. number) end
  local pod = { number = number, area = area, advocate = '', locked = '', about = about or '', roster = '', size = 0 }
  pods[number] = pod
  pods[#pods + 1] = pod
  log_event('form ' .. number .. ' ' .. area)
  if is_awaited(area) then look_for_threads('formed-pod', number) end
  return pod
end

function close_pod(pod)
  pod.closed = true
  log_event('close ' .. pod.number)
  look_for_threads('closed-pod', pod.number)
end
end

local function occupant(seat) return string.match(seat, '^[^:]*') end

local function seat_of(pod, pseudonym)
  for i, seat in ipairs(seats_of(pod)) do
    if occupant(seat) == pseudonym then return i, seat end
  end
end

local function seat_text(person, profile)
  return person.pseudonym .. ':' .. profile.level .. ':' .. profile.offset .. (profile.volunteer == '1' and ':1' or ':0')
end

local function appoint(pod, pseudonym)
  if pod.advocate == pseudonym then return end
  pod.advocate = pseudonym
  log_event('advocate ' .. pod.number .. ' ' .. (pseudonym == '' and '-' or pseudonym))
end

local fill_advocate
do
local function is_volunteer(seat) return string.sub(seat, -2) == ':1' end

-- If no member of the pod is its advocate, the volunteer who has been there longest becomes it; without one it is vacant.
-- `suits`: whether a volunteer, by pseudonym, may become it; all may when it is left out.
function fill_advocate(pod, suits)
  local _, held = seat_of(pod, pod.advocate)
  if held and is_volunteer(held) then return end
  for _, seat in ipairs(seats_of(pod)) do
    if is_volunteer(seat) and (not suits or suits(occupant(seat))) then
      appoint(pod, occupant(seat))
      return tell_of_decision(occupant(seat), 'role-fell', pod.number)
    end
  end
  appoint(pod, '')
end
end

local function queue_entry(area, member, pseudonym)
  return area .. '|' .. string.format('%012d', member.since) .. '|' .. pseudonym
end

local leave_queue, lists_of, enter_queue
do
local function set_places(person, is_there)
  local place = queue_entry('', person.member, person.pseudonym)
  for area in string.gmatch(person.member.areas, '[^,]+') do places[area .. place] = is_there end
end

function leave_queue(person)
  if person.member.state ~= 'waiting' then return end
  set_places(person, false)
  person.member.areas = ''
end

-- The lists of somebody who waits.
function lists_of(profile)
  local anywhere = profile.anywhere == '1'
  if profile.areas == '' then return anywhere and ANYWHERE or NOWHERE end
  return anywhere and profile.areas .. ',' .. ELSEWHERE or profile.areas
end

-- Queues somebody for every area that they named. People who already wait keep their place.
function enter_queue(person)
  local areas = lists_of(person.profile)
  if person.member.state == 'waiting' then
    if person.member.areas == areas then return end
    leave_queue(person)
  else
    set_state(person, 'waiting', revision)
    person.member.pod = ''
    log_event('wait ' .. person.pseudonym)
  end
  person.member.areas = areas
  set_places(person, true)
end
end

-- `since`: the revision at which the seat began, when they get it back.
local function take_seat(person, pod, since)
  leave_queue(person)
  -- Nobody is introduced again who only moves.
  if person.member.state ~= 'seated' then introduce_in(person, pod.number) end
  set_state(person, 'seated', since or revision)
  person.member.pod, person.member.home = pod.number, ''
  if person.profile.joinedAt == '' then person.profile.joinedAt = at end
  local seat = seat_text(person, person.profile)
  if pod.seats then
    pod.seats[#pod.seats + 1] = seat
  else
    pod.roster = pod.size == 0 and seat or pod.roster .. ',' .. seat
  end
  pod.size = pod.size + 1
  log_event('seat ' .. person.pseudonym .. ' ' .. pod.number .. (since and ' ' .. since or ''))
end

-- What a run that moved somebody notes (apply.lua): the pod it took them from, when its plan was made, when it took them,
-- and the revision at which that seat had begun.
local function read_moved(member) return string.match(member.moved, '^(%d+):(%d*):(%d+):?(%d*)$') end

-- The revision at which the seat began that they had in a pod before a run took it; nil if the run took none there.
local function seat_before(member, pod)
  local from, _, _, since = read_moved(member)
  return from == pod.number and since ~= '' and since or nil
end

-- A volunteer in a pod without an advocate becomes its advocate. Returns whether they did.
local function offer_advocate(pod, person)
  if pod.advocate ~= '' or person.profile.volunteer ~= '1' then return false end
  appoint(pod, person.pseudonym)
  return true
end

-- The pod somebody sits in, and the index of their seat.
local function pod_of(person)
  local pod = load_pod(person.member.pod)
  local index = pod and seat_of(pod, person.pseudonym)
  if not index then error({ err = 'INVARIANT ' .. person.pseudonym .. ' is not in pod ' .. person.member.pod }) end
  return pod, index
end

-- Takes somebody out of their seat. The caller decides their new state, and fills the role of advocate if they held it.
local function give_up_seat(person)
  local pod, index = pod_of(person)
  table.remove(seats_of(pod), index)
  pod.size = pod.size - 1
  return pod
end

-- Takes somebody out of their seat or the queue, into another state ('forgotten' deletes them). The pod closes when its
-- last member leaves, and rests: others may only have paused. `suits`: which volunteers may become the advocate. Returns
-- what they lost: `seat`, `seat-and-role` if they were its advocate, or `place`.
local function move_out(person, state, suits)
  log_event('out ' .. person.pseudonym .. ' ' .. state)
  person.member.pinned = ''
  if person.member.state == 'seated' then
    local pod = give_up_seat(person)
    local had_role = pod.advocate == person.pseudonym
    if pod.size == 0 then
      close_pod(pod)
      write('HSET', pods_key, 'resting:' .. pod.number, pod.area .. '|' .. pod.about)
    elseif had_role then
      fill_advocate(pod, suits)
    end
    return had_role and 'seat-and-role' or 'seat'
  end
  leave_queue(person)
  return 'place'
end

-- Updates somebody's seat in the roster of their pod, and who is its advocate. Returns the pod.
local function sync_roster(person, now)
  local pod, index = pod_of(person)
  seats_of(pod)[index] = now
  if pod.advocate == person.pseudonym then
    fill_advocate(pod)
    if pod.advocate ~= person.pseudonym and is_by_maintainer() then
      tell_of_decision(person.pseudonym, by == 'import' and 'role-unlisted' or 'role-ended', pod.number)
    end
  elseif offer_advocate(pod, person) then
    tell_of_role(person.pseudonym, pod)
  end
  return pod
end

-- After a change of somebody's profile: updates their seat, or moves them to the queues of their new areas. Somebody who
-- lacked only an area waits from now on.
local function sync_seat(person)
  local state = person.member.state
  if still_wants_seat(person) and lists_of(person.profile) ~= NOWHERE then
    enter_queue(person)
    if by == 'maintainer' then tell_of_decision(person.pseudonym, 'place-given', '') end
    return
  end
  if not is_active(person) or not is_changed(person) then return end
  local before = read_profile(person.profile_before)
  local was, now = seat_text(person, before), seat_text(person, person.profile)
  local wishes_changed = before.areas ~= person.profile.areas or before.anywhere ~= person.profile.anywhere
    or before.with ~= person.profile.with
  if was ~= now or wishes_changed then log_event('describe ' .. person.pseudonym) end
  local pod
  if state == 'waiting' then
    enter_queue(person)
  elseif was ~= now then
    pod = sync_roster(person, now)
  end
  if state == 'seated' and before.introduce == '' then introduce_in(person, person.member.pod) end
  if by == 'maintainer' then tell_of_profile(person, before, pod) end
end

local collect_seats
do
-- Notes the advocate of before, who stays beside the next one for as long as they have a seat there.
local function note_former(pod)
  local before = pod.advocate_before or ''
  local is_former = before ~= '' and pod.advocate ~= before
  if not is_former and not string.find(pod.about, '"former":', 1, true) then return end
  local about = pod.about ~= '' and cjson.decode(pod.about) or {}
  local noted = about.former
  if is_former then about.former = { who = before, at = at } end
  local former = about.former
  if former and (former.who == pod.advocate or not seat_of(pod, former.who)) then about.former = nil end
  -- The order of the fields may be another one, so only what has changed is written anew.
  if about.former ~= noted then pod.about = next(about) and cjson.encode(about) or '' end
end

-- Counts how often all seats were taken, which tells a seat that opens again from one that stayed open.
local function note_filled(pod)
  if pod.size ~= MAX or pod.size_before == MAX then return end
  local about = pod.about ~= '' and cjson.decode(pod.about) or {}
  about.filled = (about.filled or 0) + 1
  pod.about = cjson.encode(about)
end

-- Key by key, after typed reads: nothing is written yet.
function collect_seats()
  if #pods > 0 then redis.call('ZCARD', open_key) end
  if next(places) then redis.call('ZCARD', queue_key) end
  for _, pod in ipairs(pods) do
    note_former(pod)
    note_filled(pod)
    local now = pod_line(pod)
    if now ~= pod.before and not pod.closed then write('HSET', pods_key, pod.number, now) end
  end
  for _, pod in ipairs(pods) do
    if pod.closed and pod.before then write('HDEL', pods_key, pod.number) end
  end
  for _, pod in ipairs(pods) do
    pod.place = place_in_open(pod)
    if pod.open_before and pod.place ~= pod.open_before then write('ZREM', open_key, pod.open_before) end
  end
  for _, pod in ipairs(pods) do
    if pod.place and pod.place ~= pod.open_before then write('ZADD', open_key, '0', pod.place) end
  end
  for place, is_there in pairs(places) do
    if not is_there then write('ZREM', queue_key, place) end
  end
  for place, is_there in pairs(places) do
    if is_there then write('ZADD', queue_key, '0', place) end
  end
end
end
