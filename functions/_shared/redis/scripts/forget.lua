#!lua flags=allow-oom
-- Takes somebody out of their seat and takes name and number away for good; what else speaks of them holds a pseudonym
-- that leads nowhere from now on.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands pseudonym hashes
-- Returns: forgotten | unknown

local person = load_person(pseudonym)
if is_new(person) then return answer({ 'unknown' }) end

local state = person.member.state
if state == 'seated' or state == 'waiting' then move_out(person, 'forgotten') else effect('out', pseudonym, 'forgotten') end
for _, name in ipairs({ 'login:' .. string.lower(person.profile.login), 'id:' .. person.profile.id }) do
  if redis.call('HGET', who, name) == pseudonym then table.insert(person.drop, name) end
end
erase(person)
redis.call('SCARD', forgotten)
if hashes ~= '' then write('SADD', forgotten, unpack(split(hashes, ','))) end
return settle('forget', { 'forgotten' })
