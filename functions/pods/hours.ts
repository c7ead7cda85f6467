/** When the people of a pod are likely to be around: the daytime of their time zones, mapped to the reader's day. */
import { count, sentenceList } from "#shared/web/markup.ts";

/** Local hours in which somebody is likely to answer: from nine in the morning until nine in the evening. */
const DAY = { from: 9, to: 21 } as const;
export const HOURS = 24;

/** Zones differ by quarters of an hour. */
export const QUARTERS = 4;

interface Around {
  /** For each hour of the reader's day, the share of the pod (0 to 1) whose daytime it is. */
  readonly shares: readonly number[];
  /** The same for each quarter of an hour. */
  readonly quarters: readonly number[];
  /** Hours of the reader's daytime that at least half of the pod shares; `null` when the reader's zone is not known. */
  readonly overlap: number | null;
}

/** `offsets` and `reader` are hours east of UTC; without a reader the day is UTC's. */
export function around(offsets: readonly number[], reader: number | null): Around {
  const quarters = Array.from({ length: HOURS * QUARTERS }, (_, quarter) => {
    const there = offsets.filter((offset) => isDaytime(quarter / QUARTERS - (reader ?? 0) + offset)).length;
    return offsets.length === 0 ? 0 : there / offsets.length;
  });
  const shares = Array.from({ length: HOURS }, (_, hour) => {
    const four = quarters.slice(hour * QUARTERS, (hour + 1) * QUARTERS);
    return four.reduce((sum, share) => sum + share, 0) / QUARTERS;
  });
  return { shares, quarters, overlap: reader === null ? null : overlapOf(offsets, reader) };
}

/** Hours of a reader's daytime that at least half of the pod shares. A directory is sorted by it, so it is found quickly. */
export function overlapOf(offsets: readonly number[], reader: number): number {
  const length = (DAY.to - DAY.from) * QUARTERS;
  const there = new Uint8Array(length);
  for (const offset of offsets) {
    // By how many quarters their day begins before the reader's, -48 to 47. Half of a day meets another half only once.
    const early = ((((offset - reader) % HOURS) + 1.5 * HOURS) % HOURS) * QUARTERS - length;
    for (let quarter = Math.max(0, -early); quarter < Math.min(length, length - early); quarter++) there[quarter]!++;
  }
  return there.filter((people) => people > 0 && 2 * people >= offsets.length).length / QUARTERS;
}

/** The reader's own daytime, as hours of their day. */
export const DAYTIME = Array.from({ length: DAY.to - DAY.from }, (_, i) => DAY.from + i);

/** The strip in words: when more than half of the pod are around, and when everybody is. `zone` names the reader's time zone. */
export function aroundInWords({ quarters, overlap }: Around, zone: string): string {
  const brightest = Math.max(...quarters);
  if (brightest === 0) return UNKNOWN;
  // Everybody's daytime is half of a day, so that the most are more than half of them, or always exactly half.
  if (brightest === 0.5) return `At any hour it is daytime for half of the pod (${zone}).`;
  const most = hoursIn(quarters.map((share) => share > 0.5));
  const all = hoursIn(quarters.map((share) => share === 1));
  const everybody = all === "" || all === most ? "" : `, and everybody from ${all}`;
  const words = `Most people are around from ${most}${everybody}, ${zone}.`;
  return overlap === null ? words : `${words} At least half of them are for ${count(overlap, "hour")} of your day.`;
}

const UNKNOWN = "Their time zones are not known.";

/** A quarter of the day as 17:30. */
const clock = (quarter: number): string =>
  `${Math.floor(quarter / QUARTERS) % HOURS}:${String((quarter % QUARTERS) * 15).padStart(2, "0")}`;

/** "9:00 to 12:00, 17:00 to 20:00 and 22:00 to 23:00" */
const hoursIn = (quarters: readonly boolean[]): string =>
  sentenceList(stretches(quarters).map(({ from, to }) => `${clock(from)} to ${clock(to)}`));

/** Stretches of quarters, over midnight too; never all of them. */
function stretches(quarters: readonly boolean[]): { from: number; to: number }[] {
  const is = (quarter: number) => quarters[quarter % quarters.length] === true;
  const starts = quarters.flatMap((_, quarter) => (is(quarter) && !is(quarter + quarters.length - 1) ? [quarter] : []));
  return starts.map((from) => {
    let to = from;
    while (is(to)) to++;
    return { from, to };
  });
}

function isDaytime(hour: number): boolean {
  const local = ((hour % HOURS) + HOURS) % HOURS;
  return local >= DAY.from && local < DAY.to;
}
