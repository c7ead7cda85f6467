/** Calls with the same key share one run of the work while it is under way. */
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

/**
 * Never shares a call that is already under way: at most one runs, and callers that come meanwhile share the next one.
 * So nobody gets a result that was read before they asked, and a confirmed write is always seen.
 */
export function singleFlightFresh<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;

  function start(): Promise<Result> {
    next = undefined;
    const mine = work();
    running = mine;
    const done = () => {
      if (running === mine) running = undefined;
    };
    mine.then(done, done);
    return mine;
  }

  return () => {
    if (running === undefined) return start();
    next ??= running.then(start, start);
    return next;
  };
}
