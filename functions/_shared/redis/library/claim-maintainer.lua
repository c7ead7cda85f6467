-- Remembers whose a maintainer's login was when it was first seen, and whether somebody else has it now. Hashes only.
-- KEYS: meta maintainers
-- ARGV: login person first
-- Returns: theirs | taken
-- Flags: allow-oom

function verbs.claim_maintainer()
  redis.call('HSETNX', maintainers_key, login, first)
  if redis.call('HGET', maintainers_key, login) == person then
    redis.call('HDEL', maintainers_key, 'taken:' .. login)
    return { 'theirs' }
  end
  redis.call('HSET', maintainers_key, 'taken:' .. login, '1')
  return { 'taken' }
end
