-- Takes somebody out of their seat and deletes their name and number for good. Other records keep a pseudonym that leads
-- nowhere from now on. The time of the forgetting is kept, even of somebody unknown: what they said before may arrive later.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten pods open queue decisions stays offers
-- ARGV: operation fingerprint at errands pseudonym hashes said
-- Returns: forgotten | unknown | overtaken
-- Flags: allow-oom

-- They came back before this arrived. Their older words are forgotten all the same, also those that are still to arrive.
local function only_what_was_said_before(person)
  local profile, times = person.profile, times_of(person)
  local function time_of(matter) return without_speaker(times[matter]) end
  local function is_older(matter) return time_of(matter) ~= '' and time_of(matter) < said end
  if is_older(AREAS) then
    profile.areas = ''
    -- They asked for a seat without naming an area, so they have none.
    if is_active(person) then
      move_out(person, 'known')
      set_state(person, 'known', revision)
    end
  end
  if is_older(TIMEZONE) then profile.timezone, profile.offset = '', '' end
  if is_older(VOLUNTEER) then profile.volunteer = '' end
  if is_older(HOURS) then profile.hours = '' end
  if is_older(CONSENT) then profile.anywhere = '' end
  if is_older(TOGETHER) then profile.with = '' end
  if is_older(TERM) then profile.term = '' end
  if is_older(INTRODUCE) then profile.introduce = '' end
  for matter = AREAS, INTRODUCE do
    if matter ~= OFFERS and time_of(matter) < said then times[matter] = said end
  end
  sync_seat(person)
  return commit('forget', { 'overtaken' })
end

function verbs.forget()
  local person = load_person(pseudonym)
  local times = times_of(person)
  if is_overtaken(times[ASKED], true) then return only_what_was_said_before(person) end
  local state = person.member.state
  local last = without_speaker(times[STANDING])
  local is_last = said == '' or (said < last and not is_overtaken(last))
  -- What they said later about their seat counts if they come back by what they said in between.
  keep_forgotten(split(hashes, ','), {
    time = is_last and last or said,
    later = last,
    state = (is_active(person) or state == 'invited') and 'known' or state,
  })
  if is_new(person) then
    people = {}
    return commit('forget', { 'unknown' })
  end

  if is_active(person) then
    move_out(person, 'forgotten')
  else
    log_event('out ' .. pseudonym .. ' forgotten')
  end
  delete_person(person)
  write('HDEL', decisions_key, pseudonym)
  write('HDEL', offers_key, pseudonym)
  write('ZREM', stays_key, pseudonym)
  return commit('forget', { 'forgotten' })
end
