-- Saves whom the comment of a notice names, in the order of its lines: they were told something by now.
-- KEYS: meta notices members
-- ARGV: place named
-- Returns: saved

function verbs.save_notice()
  redis.call('HSET', notices_key, place, named)
  if named == '' then return { 'saved' } end
  local people, now, told = split(named, ','), redis.call('HGET', meta_key, 'rev'), {}
  for i, line in ipairs(redis.call('HMGET', members_key, unpack(people))) do
    local member = line and read_member(line)
    if member then
      note_told(member, now)
      told[#told + 1] = people[i]
      told[#told + 1] = member_line(member)
    end
  end
  if #told > 0 then redis.call('HSET', members_key, unpack(told)) end
  return { 'saved' }
end
