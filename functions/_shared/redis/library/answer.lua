-- Keeps the answer to a command until it is sent. Without a pseudonym it is to the author of the command, who becomes
-- known, unless they asked to be forgotten. With or without it, the author's present login and number are noted. One that
-- `tells` says where its author is.
-- KEYS: meta operation log outbox due urgent identities profiles members forgotten answers
-- ARGV: operation fingerprint at errands thread said pseudonym login id proposed recognising fact tells
-- Returns: answered | already
-- Flags: allow-oom

function verbs.answer()
  local author
  if pseudonym == '' then
    author = record_person(login, id, proposed, recognising)
    pseudonym = author and author.pseudonym or ''
  else
    author = identify(login, id, '')
  end
  if author then
    note_origin(author, 'h')
    if tells ~= '' then note_told(author.member, rev) end
  end
  local stored = redis.call('HGET', answers_key, thread)
  local answers = stored and split(stored, '\n') or {}
  answers[#answers + 1] = said .. '\t' .. operation .. '\t' .. pseudonym .. '\t' .. fact
  table.sort(answers)
  write('HSET', answers_key, thread, table.concat(answers, '\n'))
  return commit('answer', { 'answered' }, { 'already' })
end
