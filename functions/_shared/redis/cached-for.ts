/** Caches reads for a moment and shares reads under way: for data that many calls need and that may be slightly stale. */
export function cachedFor<Key, Value>(ttlMs: number, read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const cache = new Map<Key, { expiresAt: number; value: Promise<Value> }>();
  return (key) => {
    const now = performance.now();
    const cached = cache.get(key);
    if (cached && cached.expiresAt > now) return cached.value;
    const value = read(key);
    cache.set(key, { expiresAt: now + ttlMs, value });
    value.catch(() => cache.delete(key));
    return value;
  };
}
