-- Notes that people contributed before we came, so that they are never called new: by keyed hashes of their numbers, and in
-- the profiles of those whom we know.
-- KEYS: meta operation log outbox due urgent identities profiles members earlier
-- ARGV: operation fingerprint at errands hashes numbers
-- Returns: noted

function verbs.note_earlier()
  local list, known = split(hashes, ','), {}
  local new = redis.call('SMISMEMBER', earlier_key, unpack(list))
  for i = 1, #list do
    if new[i] == 0 then write('SADD', earlier_key, list[i]) end
  end
  local names = split(numbers, ',')
  for i = 1, #names do names[i] = 'id:' .. names[i] end
  for _, pseudonym in ipairs(redis.call('HMGET', identities_key, unpack(names))) do
    if pseudonym then known[#known + 1] = pseudonym end
  end
  if #known > 0 then
    for _, person in ipairs(load_people(known)) do note_known(person, '0') end
  end
  return commit('note-earlier', { 'noted' })
end
