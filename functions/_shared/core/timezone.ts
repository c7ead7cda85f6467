/** Time zones as placement needs them: one offset in whole hours a person, the same on every day of the year. */

/** An arbitrary instant (January: no summer time in the north), fixed so that a zone always has the same offset. */
const REFERENCE = Date.UTC(2025, 0, 15, 12);

/** How many zones are cached. There are fewer, but names ignore case, so callers could send millions of spellings. */
const KEPT_MAX = 1_000;

const known = new Map<string, number | null>();

/** Whole hours east of UTC (-12 to 14), or `null` for a name that is not an IANA zone. */
export function offsetOf(timezone: string | undefined): number | null {
  if (!timezone) return null;
  const seen = known.get(timezone);
  if (seen !== undefined) return seen;
  const offset = measure(timezone);
  keep(known, timezone, offset);
  return offset;
}

export const isTimezone = (name: string): boolean => name.length <= TIMEZONE_LENGTH_MAX && measure(name) !== null;

/** The longest IANA name has 32 characters. */
const TIMEZONE_LENGTH_MAX = 64;

function measure(timezone: string): number | null {
  try {
    return Math.round(zoneOffsetMs(REFERENCE, timezone) / 3_600_000);
  } catch {
    return null;
  }
}

/** Caches a value under a name that callers choose; the cache is emptied when it gets too large. */
function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(name, value);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far local time in `timezone` is ahead of UTC at the instant `at`, in ms. Throws RangeError on an unknown zone. */
export function zoneOffsetMs(at: number, timezone: string): number {
  // The most common setting needs no Intl format, and making the first one takes 15 ms.
  if (timezone === "UTC") return 0;
  let clock = clocks.get(timezone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    keep(clocks, timezone, clock);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
