/** Time zones, as far as placement needs them: one whole-hour offset a person, the same on every day of the year. */

/** Winter in the north, summer in the south: an arbitrary instant, fixed so that the same zone always gives the same offset. */
const REFERENCE = Date.UTC(2025, 0, 15, 12);

/** Zones that are kept: more than there are. Any case is a name of a zone, so callers could write millions. */
const KEPT_MAX = 1_000;

const known = new Map<string, number | null>();

/** Whole hours east of UTC (-12 to 14), or `null` for a name that is no IANA zone. */
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

/** Keeps a value under a name that callers choose; all are measured anew once there are too many. */
function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(name, value);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far local time in `timezone` is ahead of UTC at the instant `at`, in ms. Throws RangeError on an unknown zone. */
export function zoneOffsetMs(at: number, timezone: string): number {
  // What most communities have set, and no clock is needed to tell: making the first one takes 15 ms.
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
