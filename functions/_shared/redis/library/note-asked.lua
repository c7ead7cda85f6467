-- Notes for their pages that people are asked about a plan. `asked` are pseudonyms, each with the group that names them.
-- KEYS: meta decisions
-- ARGV: id asked
-- Returns: noted

function verbs.note_asked()
  for pseudonym, group in string.gmatch(asked, '([^:,]+):(%d+)') do
    local notes = redis.call('HGET', decisions_key, pseudonym)
    redis.call('HSET', decisions_key, pseudonym, with_decision(notes, 'plan|' .. id .. '|' .. group))
  end
  redis.call('HINCRBY', meta_key, 'edition', '1')
  return { 'noted' }
end
