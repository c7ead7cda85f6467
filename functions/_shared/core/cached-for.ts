/**
 * Caches reads for a while and shares reads under way: for data that many calls need and that may be that old. `clock` says
 * the time in ms. A failure is not kept.
 */
export function cachedFor<Key, Value>(
  ttlMs: number,
  clock: () => number,
  read: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const cache = new Map<Key, { readAt: number; value: Promise<Value> }>();
  return (key) => {
    const now = clock();
    const cached = cache.get(key);
    // A clock that was set back does not keep a value for longer.
    if (cached && now >= cached.readAt && now < cached.readAt + ttlMs) return cached.value;
    const value = read(key);
    cache.set(key, { readAt: now, value });
    value.catch(() => cache.delete(key));
    return value;
  };
}
