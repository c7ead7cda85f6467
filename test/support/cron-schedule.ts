/**
 * The schedules that the cron-connector accepts: those of robfig/cron v3's standard parser. It silently drops all others,
 * so a wrong schedule is found here, or by a maintainer who wonders why nothing happens.
 */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: "minute", min: 0, max: 59, words: [] },
  { name: "hour", min: 0, max: 23, words: [] },
  { name: "day of the month", min: 1, max: 31, words: [] },
  { name: "month", min: 1, max: 12, words: MONTHS },
  { name: "day of the week", min: 0, max: 6, words: DAYS },
];
const DESCRIPTORS = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
const GO_DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/** Why the cron-connector would drop this schedule; `undefined` when it accepts it. */
export function scheduleFault(schedule: string): string | undefined {
  const [, zone, expression = ""] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(schedule.trim()) ?? [];
  if (zone !== undefined && !isZone(zone)) return `${zone} is not a time zone`;
  if (expression.startsWith("@every ")) {
    return GO_DURATION.test(expression.slice(7).trim()) ? undefined : "@every needs a duration such as 10s";
  }
  if (expression.startsWith("@")) return DESCRIPTORS.includes(expression) ? undefined : `${expression} is not known`;
  const parts = expression.split(/\s+/);
  if (parts.length !== FIELDS.length) return `it has ${parts.length} fields, not 5`;
  return FIELDS.map((field, index) => fieldFault(field, parts[index] ?? "")).find((fault) => fault !== undefined);
}

function fieldFault(field: Field, text: string): string | undefined {
  return text
    .split(",")
    .map((part) => partFault(field, part))
    .find((fault) => fault !== undefined);
}

function partFault({ name, min, max, words }: Field, part: string): string | undefined {
  const [, range = "", step] = /^([^/]*)(?:\/(\d+))?$/.exec(part) ?? [];
  if (step !== undefined && Number(step) === 0) return `${name}: a step of 0`;
  if (range === "*" || range === "?") return undefined;
  const ends = range.split("-").map((end) => numberOf(end, min, words));
  const [from = Number.NaN, to = from] = ends;
  const fits = ends.length <= 2 && ends.every((end) => end >= min && end <= max) && from <= to;
  return fits ? undefined : `${name}: ${part} is not within ${min}-${max}`;
}

function numberOf(text: string, min: number, words: readonly string[]): number {
  const index = words.indexOf(text.toLowerCase());
  if (index >= 0) return index + min;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function isZone(zone: string): boolean {
  if (zone === "UTC" || zone === "Local") return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.includes("/");
  } catch {
    return false;
  }
}
