/** When the people of a pod are likely to be around: the daytime of their time zones, mapped to the reader's day. */
import { count } from "#shared/web/markup.ts";

/** Local hours in which somebody is likely to answer: from nine in the morning until nine in the evening. */
const DAY = { from: 9, to: 21 } as const;
const HOURS = 24;

interface Around {
  /** For each hour of the reader's day, the share of the pod (0 to 1) whose daytime it is. */
  readonly shares: readonly number[];
  /** Hours of the reader's daytime that at least half of the pod shares; `null` when the reader's zone is not known. */
  readonly overlap: number | null;
}

/** `offsets` and `reader` are whole hours east of UTC; without a reader the day is UTC's. */
export function around(offsets: readonly number[], reader: number | null): Around {
  const shares = Array.from({ length: HOURS }, (_, hour) => {
    const there = offsets.filter((offset) => isDaytime(hour - (reader ?? 0) + offset)).length;
    return offsets.length === 0 ? 0 : there / offsets.length;
  });
  const overlap = reader === null ? null : shares.filter((share, hour) => isDaytime(hour) && share >= 0.5).length;
  return { shares, overlap };
}

/** The reader's own daytime, as hours of their day. */
export const DAYTIME = Array.from({ length: DAY.to - DAY.from }, (_, i) => DAY.from + i);

/** The strip in words. `zone` names the reader's time zone. */
export function aroundInWords({ shares, overlap }: Around, zone: string): string {
  const run = longestRun(shares.map((share) => share >= 0.5));
  if (run.length === 0) return shares.some((share) => share > 0) ? SPREAD : UNKNOWN;
  if (run.length === HOURS) return `At any hour it is daytime for half of the pod (${zone}).`;
  const hours = `Most people are around from ${run.start}:00 to ${(run.start + run.length) % HOURS}:00, ${zone}.`;
  return overlap === null ? hours : `${hours} ${count(overlap, "hour")} of your day.`;
}

const UNKNOWN = "Their time zones are not known.";
const SPREAD = "Spread around the world: it is always daytime for somebody.";

/** The longest stretch of hours, over midnight too. */
function longestRun(hours: readonly boolean[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < HOURS; start++) {
    let length = 0;
    while (length < HOURS && hours[(start + length) % HOURS]) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function isDaytime(hour: number): boolean {
  const local = ((hour % HOURS) + HOURS) % HOURS;
  return local >= DAY.from && local < DAY.to;
}
