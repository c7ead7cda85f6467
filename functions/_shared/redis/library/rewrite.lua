-- Replaces a text in a hash, unless it has changed meanwhile, and enqueues what makes our comments say the new one.
-- KEYS: meta profiles answers replies repositories issues activities pods digests outbox due urgent
-- ARGV: hash field before after errands
-- Returns: rewritten | changed text
-- Flags: allow-oom

function verbs.rewrite()
  local places = {
    meta = meta_key, profiles = profiles_key, answers = answers_key, replies = replies_key, repositories = repositories_key,
    issues = issues_key, activities = activities_key, pods = pods_key, digests = digests_key, outbox = outbox_key,
  }
  local now = redis.call('HGET', places[hash], field)
  if now ~= before then return { 'changed', now or '' } end
  enqueue()
  redis.call('HSET', places[hash], field, after)
  -- Pages are kept until the edition changes.
  redis.call('HINCRBY', meta_key, 'edition', '1')
  return { 'rewritten' }
end
