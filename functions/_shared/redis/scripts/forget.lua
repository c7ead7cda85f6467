#!lua flags=allow-oom
-- Takes somebody out of their seat and takes name and number away for good; what else speaks of them holds a pseudonym
-- that leads nowhere from now on.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands pseudonym barred
-- Returns: forgotten | unknown

local person = load_person(pseudonym)
if is_new(person) then return answer({ 'unknown' }) end

local state = person.member.state
if state == 'seated' or state == 'waiting' then
  move_out(person, 'forgotten')
else
  effect('out ' .. pseudonym .. ' forgotten')
end
for _, name in ipairs({ 'login:' .. string.lower(person.profile.login), 'id:' .. person.profile.id }) do
  if redis.call('HGET', who, name) == pseudonym then write('HDEL', who, name) end
end
count(state, -1)
write('HDEL', prof, pseudonym)
write('HDEL', m, pseudonym)
-- Nothing of them is written again.
people = {}
redis.call('SCARD', forgotten)
if barred == 'yes' then write('SADD', forgotten, hashes(person.profile.login, person.profile.id)) end
return settle('forget', { 'forgotten' })
