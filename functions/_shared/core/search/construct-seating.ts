/**
 * Seats people who have no pod. First it fills pods that are short; then it forms new pods by first choices, in blocks of
 * neighbouring time zones, dealing abilities out like cards; then everybody else gets the best free seat.
 */

import { POD } from "../scoring/points.ts";
import { enterCost } from "./costs.ts";
import type { Indexed } from "./index-community.ts";
import { NONE, type SearchState } from "./search-state.ts";
import { UnseatedPool } from "./unseated-pool.ts";

/** Pods that are filled together. */
const BLOCK = 6;

/** @param forming how many new pods to form */
export function constructSeating(state: SearchState, indexed: Indexed, forming: number): void {
  const pool = new UnseatedPool(state, indexed.areas.length);
  fillUp(state, pool);
  if (forming > 0) formPods(state, indexed, pool, forming);
  seatRest(state, pool);
}

/** Brings the short pods to five, as far as there are people. */
function fillUp(state: SearchState, pool: UnseatedPool): void {
  const short = state.living.items.filter((pod) => state.arrays.size[pod]! < POD.min).sort((a, b) => a - b);
  for (const pod of short) {
    while (state.arrays.size[pod]! < POD.min) {
      const person = pool.take(state.arrays.area[pod]!);
      if (person === undefined) return;
      state.put(person, pod);
    }
  }
}

function formPods(state: SearchState, indexed: Indexed, pool: UnseatedPool, forming: number): void {
  const people = pool.left();
  const size = Math.min(POD.target, Math.floor(people.length / forming));
  const quota = podsByArea(state, indexed, people, forming);
  for (const area of indexed.formable) {
    for (let formed = 0; formed < quota[area]!; formed += BLOCK) {
      const pods = openSlots(state, area, Math.min(BLOCK, quota[area]! - formed));
      const hand: number[] = [];
      while (hand.length < size * pods.length) {
        const person = pool.take(area);
        if (person === undefined) break;
        pool.taken.add(person);
        hand.push(person);
      }
      hand.sort((a, b) => state.arrays.tally[b]! - state.arrays.tally[a]! || a - b);
      for (const [n, person] of hand.entries()) {
        state.put(person, pods[n % pods.length]!);
        pool.taken.delete(person);
      }
    }
  }
}

/** Forms the new pods one by one, each in the area where most people without a pod want one. */
function podsByArea(
  state: SearchState,
  { areas, formable }: Indexed,
  people: readonly number[],
  forming: number,
): Int32Array {
  const wanting = new Int32Array(areas.length);
  for (const person of people) if (state.arrays.wish1[person] !== NONE) wanting[state.arrays.wish1[person]!]!++;
  for (const [area, pods] of state.inArea.entries()) {
    for (const pod of pods.items) wanting[area]! -= Math.max(0, POD.target - state.arrays.size[pod]!);
  }
  const quota = new Int32Array(areas.length);
  for (let n = 0; n < forming; n++) {
    let best = formable[0]!;
    for (const area of formable) if (wanting[area]! > wanting[best]!) best = area;
    quota[best]!++;
    wanting[best]! -= POD.target;
  }
  return quota;
}

/** The last `count` unused slots, given an area. A slot stays spare until somebody sits in it. */
function openSlots(state: SearchState, area: number, count: number): number[] {
  const slots = state.spare.items.slice(-count);
  for (const slot of slots) state.retheme(slot, area);
  return slots;
}

/** Seats everybody else in the best of a few pods with room in the areas they named. */
function seatRest(state: SearchState, pool: UnseatedPool): void {
  const finder = new SeatFinder(state);
  for (const person of pool.left()) {
    const pod = finder.find(person);
    if (pod === NONE) return;
    state.put(person, pod);
  }
}

/** Goes through the pods with room in turns, so that it passes a long row of full ones only once. */
class SeatFinder {
  readonly #state: SearchState;
  readonly #lists: number[][];
  readonly #any: number[];

  constructor(state: SearchState) {
    this.#state = state;
    this.#lists = state.inArea.map((pods) =>
      pods.items.filter((pod) => state.arrays.size[pod]! < POD.max).sort((a, b) => a - b),
    );
    this.#any = state.living.items.filter((pod) => state.arrays.size[pod]! < POD.max).sort((a, b) => a - b);
  }

  find(person: number): number {
    const { wish1, wish2, wish3 } = this.#state.arrays;
    let best = NONE;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const area of [wish1[person]!, wish2[person]!, wish3[person]!, NONE]) {
      if (area === NONE && best !== NONE) continue;
      for (const pod of this.#some(area === NONE ? this.#any : this.#lists[area]!)) {
        const cost = enterCost(this.#state.arrays, person, pod);
        if (cost < bestCost) {
          best = pod;
          bestCost = cost;
        }
      }
    }
    return best;
  }

  /** Up to a dozen pods of a list that have room. Removes full ones from the list on the way. */
  #some(list: number[]): number[] {
    const some: number[] = [];
    for (let at = list.length - 1; at >= 0 && some.length < 12; at--) {
      if (this.#state.arrays.size[list[at]!]! < POD.max) some.push(list[at]!);
      else {
        list[at] = list.at(-1)!;
        list.pop();
      }
    }
    return some;
  }
}
