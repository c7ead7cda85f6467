/** Time zones as placement needs them: one offset in whole hours a person, the same on every day of the year. */
import { ABBREVIATIONS } from "./zone-letters.static.ts";

/** An arbitrary instant (January: no summer time in the north), fixed so that a zone always has the same offset. */
const REFERENCE = Date.UTC(2025, 0, 15, 12);

/** How many zones are cached. There are fewer, but names ignore case, so callers could send millions of spellings. */
const KEPT_MAX = 1_000;

const known = new Map<string, number | null>();

/** Whole hours east of UTC (-12 to 14), or `null` for a name that is not an IANA zone. */
export function offsetOf(timezone: string | undefined): number | null {
  const offset = exactOffsetOf(timezone);
  return offset === null ? null : Math.round(offset);
}

/** Hours east of UTC with their half and quarter hours, as people are shown them; `null` for an unknown zone. */
export function exactOffsetOf(timezone: string | undefined): number | null {
  if (!timezone) return null;
  const seen = known.get(timezone);
  if (seen !== undefined) return seen;
  const offset = measure(timezone);
  keep(known, timezone, offset);
  return offset;
}

/** `UTC`, an offset such as `UTC+5:30`, or an IANA name with a slash. The runtime knows more, and each of them misleads. */
export const isTimezone = (name: string): boolean =>
  name === "UTC" ||
  (name.includes("/")
    ? name.length <= TIMEZONE_LENGTH_MAX && offsetOf(name) !== null
    : fixedOffsetMs(name) !== undefined);

/** `UTC+2`, `GMT +02:00`, `+0200` */
const OFFSET = /^(?:UTC|GMT)? ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?$/i;

/**
 * The zone that people mean: offsets as `UTC+2`, blanks in a name as `_`, capitals as in `Europe/Berlin`. `undefined` where
 * `zoneFault` says what is wrong.
 */
export function zoneIn(text: string): string | undefined {
  const written = text.replace(/[\u2212\u2013]/g, "-").trim();
  const [, sign, hours, minutes] = OFFSET.exec(written) ?? [];
  const offset = `${Number(hours)}${Number(minutes) > 0 ? `:${minutes}` : ""}`;
  const name =
    sign === undefined ? capitalised(written.replaceAll(" ", "_")) : `UTC${offset === "0" ? "" : sign + offset}`;
  const zone = /^(?:utc|z)$/i.test(name) ? "UTC" : name;
  return isTimezone(zone) ? zone : undefined;
}

/** The words in names of zones that do not just begin with a capital. */
const SPELT = new Map(
  "ACT au BajaNorte BajaSur ComodRivadavia DeNoronha DumontDUrville EasterIsland es GMT GMT0 IN LHI McMurdo NSW of UCT US UTC"
    .split(" ")
    .map((word) => [word.toLowerCase(), word]),
);

/** The name with the capitals that it is listed with. The runtime cannot tell: it makes Asia/Calcutta of Asia/Kolkata. */
const capitalised = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[a-z][a-z0-9]*/g, (word) => SPELT.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1));

/** Why a name is not accepted, and what it could mean. */
export function zoneFault(name: string): string {
  const meant = couldMean(name);
  if (meant.length === 0) return "is not a time zone; write one such as Europe/Berlin, UTC or UTC+5:30";
  if (meant.length === 1) return `is not a whole name; write ${meant[0]}`;
  return `can mean ${meant.slice(0, -1).join(", ")} or ${meant.at(-1)}; say which`;
}

/** Two or three zones that the letters stand for, or the zones of a city, be it under one of its other names. */
function couldMean(name: string): readonly string[] {
  const letters = ABBREVIATIONS[name.toUpperCase()];
  if (letters) return letters;
  const city = name.toLowerCase().replaceAll(" ", "_");
  const zones = Intl.supportedValuesOf("timeZone");
  const listed = zones.filter((zone) => zone.toLowerCase().endsWith(`/${city}`));
  if (listed.length > 0) return listed.slice(0, 3);
  // The runtime lists one name a zone, such as Asia/Katmandu, and knows the others.
  const regions = new Set(zones.map((zone) => zone.slice(0, zone.lastIndexOf("/"))));
  return [...regions].map((region) => capitalised(`${region}/${city}`)).filter(isTimezone);
}

/** `UTC+5:30`, `UTC-3`: no summer time. In ms. */
function fixedOffsetMs(name: string): number | undefined {
  const [, sign, hours, minutes = "00"] = /^UTC([+-])(\d{1,2})(?::([0-5]\d))?$/.exec(name) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return sign !== undefined && all <= 14 * 60 ? (sign === "-" ? -1 : 1) * all * 60_000 : undefined;
}

/** The longest IANA name has 32 characters. */
const TIMEZONE_LENGTH_MAX = 64;

function measure(timezone: string): number | null {
  try {
    return zoneOffsetMs(REFERENCE, timezone) / 3_600_000;
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
  const fixed = fixedOffsetMs(timezone);
  if (fixed !== undefined) return fixed;
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

/** `London time`, `UTC`: behind a time of day. */
export const zoneInWords = (timezone: string): string =>
  timezone.includes("/") ? `${cityOf(timezone)} time` : timezone;

/** `Europe/Berlin` is Berlin: public pages name no place closer to home. */
export const cityOf = (timezone: string): string => (timezone.split("/").at(-1) ?? timezone).replaceAll("_", " ");
