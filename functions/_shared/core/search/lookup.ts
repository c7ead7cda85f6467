/**
 * The points of a pod by looking them up: a table by a pod's tally, three small ones for the hours.
 *
 * A tally packs what the points ask of a pod into one number, four bits each: people, then those of level 2 or more,
 * 3 or more, 4, and volunteers. A person has a tally too (of one), so that seating somebody is one addition.
 */
import { hourPoints, type Mix, POD, POINTS, sharePoints, sizePoints } from "../scoring/points.ts";

/** A pod of fewer than `POD.min` people costs this much for each one it lacks: nothing else is worth that. */
export const SHORT = 1000;

export function tallyOf(level: number, volunteer: boolean): number {
  return (
    1 | (level >= 2 ? 1 << 4 : 0) | (level >= 3 ? 1 << 8 : 0) | (level >= 4 ? 1 << 12 : 0) | (volunteer ? 1 << 16 : 0)
  );
}

/** Points by tally for every pod of 0 to 9 people, apart from hours, choices and moves. An empty pod costs nothing. */
export function tallyPoints(mix: Mix): Uint16Array {
  const points = new Uint16Array(1 << 20);
  for (let size = 1; size <= POD.max; size++) {
    const bySize = sizePoints(size) + SHORT * Math.max(0, POD.min - size);
    for (let two = 0; two <= size; two++) {
      const byTwo = bySize + sharePoints(size, two, 2, mix);
      for (let three = 0; three <= two; three++) {
        const alone = three > 0 ? 0 : POINTS.noExperienced * size;
        const byThree = byTwo + alone + sharePoints(size, three, 3, mix);
        for (let four = 0; four <= three; four++) {
          const byFour = byThree + sharePoints(size, four, 4, mix);
          const tally = size | (two << 4) | (three << 8) | (four << 12);
          points[tally] = byFour + POINTS.noVolunteer * size;
          for (let volunteers = 1; volunteers <= size; volunteers++) points[tally | (volunteers << 16)] = byFour;
        }
      }
    }
  }
  return points;
}

const HALF = 12;
const HALF_MASK = (1 << HALF) - 1;

/** Of each half day (12 hours as bits): hours to its first and after its last, and the widest step in between. */
const toFirst = new Uint8Array(1 << HALF);
const afterLast = new Uint8Array(1 << HALF);
const widest = new Uint8Array(1 << HALF);
for (let half = 1; half < 1 << HALF; half++) {
  let last = -1;
  for (let hour = 0; hour < HALF; hour++) {
    if ((half & (1 << hour)) === 0) continue;
    if (last < 0) toFirst[half] = hour;
    else widest[half] = Math.max(widest[half]!, hour - last);
    last = hour;
  }
  afterLast[half] = HALF - last;
}

/** Points by the widest step between two neighbouring hours of the circle. */
const byStep = Uint8Array.from({ length: 25 }, (_, step) => hourPoints(24 - step));

/** Points for the hours of a pod, given as a set of 24 bits. */
export function hourSetPoints(hours: number): number {
  const early = hours & HALF_MASK;
  const late = hours >>> HALF;
  if (early === 0 || late === 0) {
    const half = early | late;
    if (half === 0) return 0;
    const around = toFirst[half]! + afterLast[half]! + HALF;
    const step = widest[half]!;
    return byStep[around > step ? around : step]!;
  }
  const noon = afterLast[early]! + toFirst[late]!;
  const midnight = afterLast[late]! + toFirst[early]!;
  let step = noon > midnight ? noon : midnight;
  if (widest[early]! > step) step = widest[early]!;
  if (widest[late]! > step) step = widest[late]!;
  return byStep[step]!;
}
