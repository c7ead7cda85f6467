/** The points that one change costs: a person gets a seat, moves to another pod, or swaps with another person. */

import { POD } from "../scoring/points.ts";
import { hourSetPoints } from "./lookup.ts";
import type { SearchState } from "./search-state.ts";
import { NONE, type SeatingArrays } from "./seating-arrays.ts";

/**
 * Points it costs when a person sits down in a pod that has room, apart from where they come from.
 *
 * @param limit where the points reach it, the answer may be any number from it on, which is found sooner
 */
export function arrivalCost(
  arrays: SeatingArrays,
  person: number,
  to: number,
  limit = Number.POSITIVE_INFINITY,
): number {
  const cost =
    arrays.lookup[arrays.podTally[to]! + arrays.tally[person]!]! -
    arrays.own[to]! +
    arrays.placePoints(person, to) +
    arrays.bonds.apart[person]! -
    arrays.company(person, to);
  return cost >= limit ? cost : cost + hoursAfter(arrays, to, NONE, arrays.hour[person]!);
}

/** Points it costs when a person leaves their pod, or the people who wait, apart from where they go. */
export function departureCost(arrays: SeatingArrays, person: number): number {
  const from = arrays.pod[person]!;
  if (from === NONE) return -arrays.waitPoints[person]!;
  return (
    arrays.lookup[arrays.podTally[from]! - arrays.tally[person]!]! -
    arrays.own[from]! +
    hoursAfter(arrays, from, arrays.hour[person]!, NONE) -
    arrays.placePoints(person, from) -
    arrays.bonds.apart[person]! +
    arrays.company(person, from)
  );
}

/** Points it costs to seat a person in another pod that has room; the person may have waited. */
export function moveCost(arrays: SeatingArrays, person: number, to: number): number {
  return departureCost(arrays, person) + arrivalCost(arrays, person, to);
}

/**
 * Points it costs to swap two people of different pods, or a person who waits and a person who sits.
 *
 * @param limit where the points reach it, the answer may be any number from it on, which is found sooner
 */
export function swapCost(arrays: SeatingArrays, one: number, other: number, limit = Number.POSITIVE_INFINITY): number {
  const { pod, tally, hour, own, lookup, podTally, bonds } = arrays;
  const a = pod[one]!;
  const b = pod[other]!;
  if (a === NONE) return replaceCost(arrays, other, one);
  if (b === NONE) return replaceCost(arrays, one, other);
  let cost =
    arrays.placePoints(one, b) +
    arrays.placePoints(other, a) -
    arrays.placePoints(one, a) -
    arrays.placePoints(other, b);
  // Most swaps are out of the question by the areas alone.
  const least = cost - own[a]! - own[b]! - bonds.most[one]! - bonds.most[other]!;
  if (least >= limit) return least;
  if (bonds.has(one) || bonds.has(other)) {
    cost += arrays.company(one, a) + arrays.company(other, b) - arrays.company(one, b) - arrays.company(other, a);
    cost += 2 * bonds.between(one, other);
  }
  const difference = tally[other]! - tally[one]!;
  const hourOne = hour[one]!;
  const hourOther = hour[other]!;
  if (difference === 0 && hourOne === hourOther) return cost;
  cost += lookup[podTally[a]! + difference]! + lookup[podTally[b]! - difference]! - own[a]! - own[b]!;
  return cost + hoursAfter(arrays, a, hourOne, hourOther) + hoursAfter(arrays, b, hourOther, hourOne);
}

/** Points it costs when a person waits, and a person who waited takes their chair. */
export function replaceCost(arrays: SeatingArrays, seated: number, waiting: number): number {
  const { waitPoints, bonds, tally, hour } = arrays;
  const pod = arrays.pod[seated]!;
  return (
    arrays.lookup[arrays.podTally[pod]! + tally[waiting]! - tally[seated]!]! -
    arrays.own[pod]! +
    hoursAfter(arrays, pod, hour[seated]!, hour[waiting]!) +
    arrays.placePoints(waiting, pod) -
    arrays.placePoints(seated, pod) +
    bonds.apart[waiting]! -
    bonds.apart[seated]! +
    arrays.company(seated, pod) -
    arrays.company(waiting, pod) +
    bonds.between(seated, waiting) +
    waitPoints[seated]! -
    waitPoints[waiting]!
  );
}

/** Points for a pod's hours when a person of one hour leaves and a person of another arrives. */
export function hoursAfter(arrays: SeatingArrays, pod: number, going: number, coming: number): number {
  let hours = arrays.hours[pod]!;
  if (going !== coming) {
    if (going !== NONE && arrays.hourCount[pod * 24 + going] === 1) hours &= ~(1 << going);
    if (coming !== NONE) hours |= 1 << coming;
  }
  return hourSetPoints(hours);
}

/** How many more people would sit away from home, as far as their moves count. */
export function moreMoved(arrays: SeatingArrays, person: number, to: number, other: number): number {
  const from = arrays.pod[person]!;
  const more = arrays.away(person, to) - arrays.away(person, from);
  return other === NONE ? more : more + arrays.away(other, from) - arrays.away(other, to);
}

/** Whether a person of a pod (or of none, NONE) can move to another one without a swap. */
export function hasRoom({ size }: SeatingArrays, from: number, to: number): boolean {
  return size[to]! < POD.max && (from === NONE || size[from]! > POD.min);
}

/** A swap with another person, and its points. */
export interface Swap {
  readonly other: number;
  readonly cost: number;
}

/**
 * The swap with a person of a pod that costs least, out of those who may leave it; NONE and `limit` when none costs less.
 *
 * @param suits says who else is left out
 */
export function cheapestSwap(
  arrays: SeatingArrays,
  person: number,
  pod: number,
  limit: number,
  suits: (other: number) => boolean,
): Swap {
  let best = NONE;
  let least = limit;
  for (let chair = 0; chair < arrays.size[pod]!; chair++) {
    const other = arrays.at(pod, chair);
    if (!arrays.free(other) || !suits(other)) continue;
    const cost = swapCost(arrays, person, other, least);
    if (cost >= least) continue;
    best = other;
    least = cost;
  }
  return { other: best, cost: least };
}

/** Swaps two people of different pods; one of them may wait. */
export function swap(state: SearchState, one: number, other: number): void {
  const a = state.arrays.pod[one]!;
  const b = state.arrays.pod[other]!;
  state.put(one, NONE);
  state.put(other, a);
  state.put(one, b);
}
