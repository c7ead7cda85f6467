/** A reading that a process keeps for a moment and shares: for what many ask at once, where a stale answer does no harm. */

const KEPT_MS = 1_000;

export function kept<Key, Value>(read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const copies = new Map<Key, { until: number; value: Promise<Value> }>();
  return (key) => {
    const now = performance.now();
    const copy = copies.get(key);
    if (copy && copy.until > now) return copy.value;
    const value = read(key);
    copies.set(key, { until: now + KEPT_MS, value });
    value.catch(() => copies.delete(key));
    return value;
  };
}
