/**
 * Facts of the present that a page tells beside its own: they may take seconds in a large community, and the page can be read
 * without them.
 */
import { setTimeout } from "node:timers/promises";

const LATE = "late";

/** The state that something was found out for: a name, and the areas of the settings, which have no version. */
interface Of {
  readonly name: string;
  readonly areas: object;
}

/**
 * Finds it out once for a state, one thing at a time, and remembers the latest. A reader waits `waitMs` at most: the work
 * goes on, and whoever reads the page again has it.
 */
export function rememberLatest<Found extends object>(
  waitMs: number,
): (of: Of, find: () => Promise<Found | undefined>) => Promise<Found | undefined> {
  let latest: { readonly of: Of; readonly found: Promise<Found | undefined>; over?: true } | undefined;
  const isFor = ({ name, areas }: Of): boolean => latest?.of.name === name && latest.of.areas === areas;

  function begin(of: Of, find: () => Promise<Found | undefined>): Promise<Found | undefined> {
    const found = find();
    const mine: NonNullable<typeof latest> = { of, found };
    latest = mine;
    const end = (what?: Found) => {
      mine.over = true;
      if (what === undefined && latest === mine) latest = undefined;
    };
    found.then(end, () => end());
    return found;
  }

  return async (of, find) => {
    const timer = new AbortController();
    const late = setTimeout(waitMs, LATE, { signal: timer.signal }).catch(() => LATE);
    try {
      while (latest !== undefined && !latest.over && !isFor(of)) {
        const other = latest.found.catch(() => undefined);
        if ((await Promise.race([other, late])) === LATE) return undefined;
      }
      const found = await Promise.race([isFor(of) && latest ? latest.found : begin(of, find), late]);
      return found === LATE ? undefined : (found as Found | undefined);
    } finally {
      timer.abort();
    }
  };
}
