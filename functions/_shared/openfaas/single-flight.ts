/** Calls for the same work that come while it is under way share its result. */
export function singleFlight<Key, Result>(work: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const underWay = new Map<string, Promise<Result>>();
  return (key) => {
    const name = JSON.stringify(key);
    const found = underWay.get(name);
    if (found) return found;
    const begun = work(key).finally(() => underWay.delete(name));
    underWay.set(name, begun);
    return begun;
  };
}
