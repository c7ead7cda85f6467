-- Changes nothing, but is refused wherever a change would be: by a replica, a full memory, a disk that fails.
-- KEYS: meta
-- ARGV:
-- Returns: ready

function verbs.probe()
  return { 'ready' }
end
