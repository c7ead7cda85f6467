/**
 * Looks the points of a pod up: one table by the pod's tally, three small ones for its hours.
 *
 * A tally packs the counts that the points need into one number, four bits each: people, then people of level 2 or more,
 * 3 or more, 4, and volunteers. A person has a tally too, a count of one, so that seating a person is one addition.
 */
import { PROPOSAL, reluctance, reluctanceInSearch } from "../reluctance.ts";
import type { Mix } from "../scoring/mix.ts";
import { POD, points } from "../scoring/points.ts";
import type { HeadCounter, Rank } from "../scoring/term-kinds.ts";

const RANKS: readonly Rank[] = [0, 1, 2, 3];

/** Points for what must not happen: a wait after a sound pod, and, worse still, a seat in an area that a person refused. */
export const FORBIDDEN = 5000;
const FORBIDDEN_AREA = 2 * FORBIDDEN;

/** Points for each person that a pod lacks to `POD.min`: nothing else is worth that much. */
const SHORT = 1000;

export function tallyOf(level: number, volunteer: boolean): number {
  return (
    1 | (level >= 2 ? 1 << 4 : 0) | (level >= 3 ? 1 << 8 : 0) | (level >= 4 ? 1 << 12 : 0) | (volunteer ? 1 << 16 : 0)
  );
}

/** The tallies that one person can have. */
export const PERSON_TALLIES: readonly number[] = [1, 2, 3, 4].flatMap((level) => [
  tallyOf(level, false),
  tallyOf(level, true),
]);

/**
 * Points by tally for every pod of 0 to 9 people, apart from hours, choices and moves. An empty pod costs nothing.
 *
 * @param lacking points a member, beyond the table, for a pod with nobody experienced
 */
export function tallyPoints(mix: Mix, lacking = 0): Uint16Array {
  const table = new Uint16Array(1 << 20);
  for (let size = 1; size <= POD.max; size++) {
    const pointsFor = (counter: HeadCounter) =>
      Uint16Array.from({ length: size + 1 }, (_, people) => points.ofCount(counter, people, size, mix));
    const two = pointsFor("contributors");
    const three = pointsFor("experienced");
    three[0]! += lacking * size;
    const four = pointsFor("maintainers");
    const volunteers = pointsFor("volunteers");
    const bySize = points.ofSize(size) + SHORT * Math.max(0, POD.min - size);
    for (let inTwo = 0; inTwo <= size; inTwo++) {
      for (let inThree = 0; inThree <= inTwo; inThree++) {
        for (let inFour = 0; inFour <= inThree; inFour++) {
          const byLevel = bySize + two[inTwo]! + three[inThree]! + four[inFour]!;
          const tally = size | (inTwo << 4) | (inThree << 8) | (inFour << 12);
          for (let one = 0; one <= size; one++) table[tally | (one << 16)] = byLevel + volunteers[one]!;
        }
      }
    }
  }
  return table;
}

/** The rank of an area that a person did not name and did not agree to. */
export const REFUSED = RANKS.length;
/**
 * Points for a person's place by the rank of the area, in rows: for somebody who stays at home, somebody who had no seat,
 * somebody who moves, and somebody whose seat of a founding changes. Nobody has to leave home because of an area that they no
 * longer name.
 */
const ROW = REFUSED + 1;
export const [STAYS, SITS, MOVES, CHANGES] = [0, ROW, 2 * ROW, 3 * ROW];
/** More rows for moves that nobody asked for, each by the rank of the area at home: while searching, and at the end. */
const [IN_SEARCH, AT_LAST] = [4, 4 + ROW];
export const unaskedInSearch = (from: number): number => (IN_SEARCH + from) * ROW;
export const unaskedAtLast = (from: number): number => (AT_LAST + from) * ROW;

/** @param people who take part in the community */
export const placePoints = (people: number): Uint16Array =>
  Uint16Array.from({ length: (AT_LAST + ROW) * ROW }, (_, at) => {
    const to = RANKS[at % ROW];
    if (to === undefined && at >= SITS) return FORBIDDEN_AREA;
    const row = Math.floor(at / ROW);
    if (row * ROW === CHANGES) return points.ofPlace({ rank: to ?? 3, moves: false }) + PROPOSAL;
    const place = points.ofPlace({ rank: to ?? 3, moves: at >= MOVES });
    if (row < IN_SEARCH || to === undefined) return place;
    const ranks = { from: RANKS[(row - IN_SEARCH) % ROW] ?? 3, to };
    return place + (row < AT_LAST ? reluctanceInSearch(ranks) : reluctance(ranks, people));
  });

const HALF = 12;
const HALF_MASK = (1 << HALF) - 1;

/**
 * For each half day (12 hours as bits), four bits each: the hours before its first and after its last, and the widest gap
 * between. One table takes one look-up.
 */
const halfDays = Uint16Array.from({ length: 1 << HALF }, (_, half) => {
  let first = 0;
  let last = -1;
  let widest = 0;
  for (let hour = 0; hour < HALF; hour++) {
    if ((half & (1 << hour)) === 0) continue;
    if (last < 0) first = hour;
    else widest = Math.max(widest, hour - last);
    last = hour;
  }
  return last < 0 ? 0 : first | ((HALF - last) << 4) | (widest << 8);
});

/** Points by the widest gap between two neighbouring hours of the circle. */
const byStep = Uint8Array.from({ length: 25 }, (_, step) => points.ofArc(24 - step));

/** Points for the hours of a pod, given as a set of 24 bits. */
export function hourSetPoints(hours: number): number {
  const early = halfDays[hours & HALF_MASK]!;
  const late = halfDays[hours >>> HALF]!;
  if (early === 0 || late === 0) {
    const half = early | late;
    if (half === 0) return 0;
    const around = (half & 15) + ((half >> 4) & 15) + HALF;
    const gap = half >> 8;
    return byStep[around > gap ? around : gap]!;
  }
  const noon = ((early >> 4) & 15) + (late & 15);
  const midnight = ((late >> 4) & 15) + (early & 15);
  let step = noon > midnight ? noon : midnight;
  if (early >> 8 > step) step = early >> 8;
  if (late >> 8 > step) step = late >> 8;
  return byStep[step]!;
}
