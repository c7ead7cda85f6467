/**
 * Seats people who have no pod. First it forms new pods by first choices, in blocks of neighbouring time zones, dealing
 * abilities out like cards; then everybody else gets the best free seat where they agree to sit; then those who still wait
 * form pods where five of them named the same area.
 */

import { POD } from "../scoring/points.ts";
import { moveCost } from "./costs.ts";
import type { Indexed } from "./index-community.ts";
import { NONE, type SearchState, UNNAMED } from "./search-state.ts";
import { UnseatedPool } from "./unseated-pool.ts";

/** Pods that are filled together. */
const BLOCK = 6;

export function constructSeating(state: SearchState, indexed: Indexed): void {
  const pool = new UnseatedPool(state, indexed.areas.length);
  const forming = indexed.formable.length > 0 ? podsToForm(state) : 0;
  if (forming > 0) formPods(state, indexed, pool, forming);
  seatRest(state, pool);
  seatWaiting(state, indexed);
}

/** Leaves nobody waiting who could have a seat: five people who agree to one area form a pod. */
export function seatWaiting(state: SearchState, indexed: Indexed): void {
  formByWishes(state, indexed);
  seatOpenPeople(state, indexed);
}

/** As many new pods as bring pods nearest to seven people, and at least as many as everybody needs to have a seat. */
function podsToForm({ arrays, living, waiting }: SearchState): number {
  const seated = living.items.reduce((sum, pod) => sum + arrays.size[pod]!, 0);
  const room = living.size * POD.max - seated;
  const wanted = Math.round((seated + waiting.size) / POD.target) - living.size;
  const needed = Math.ceil((waiting.size - room) / POD.max);
  return Math.max(0, Math.min(Math.floor(waiting.size / POD.min), Math.max(wanted, needed)));
}

function formPods(state: SearchState, indexed: Indexed, pool: UnseatedPool, forming: number): void {
  const people = pool.left();
  const size = Math.min(POD.target, Math.floor(people.length / forming));
  const quota = podsByArea(state, indexed, people, forming);
  for (const area of indexed.formable) {
    for (let formed = 0; formed < quota[area]!; formed += BLOCK) {
      const block = Math.min(BLOCK, quota[area]! - formed);
      const hand: number[] = [];
      while (hand.length < size * block) {
        const person = pool.take(area);
        if (person === undefined) break;
        pool.taken.add(person);
        hand.push(person);
      }
      const pods = openSlots(state, area, Math.min(block, Math.floor(hand.length / POD.min)));
      if (pods.length === 0) break;
      hand.sort((a, b) => state.arrays.tally[b]! - state.arrays.tally[a]! || a - b);
      for (const [n, person] of hand.entries()) {
        state.put(person, pods[n % pods.length]!);
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
  const slots = count === 0 ? [] : state.spare.items.slice(-count);
  for (const slot of slots) state.retheme(slot, area);
  return slots;
}

/** Seats everybody else in the best of a few pods with room in the areas they named, or in any if they agreed to that. */
function seatRest(state: SearchState, pool: UnseatedPool): void {
  const finder = new SeatFinder(state);
  for (const person of pool.left()) {
    const pod = finder.find(person);
    if (pod !== NONE) state.put(person, pod);
  }
}

/**
 * While five people who wait agree to the same area, and one of them named it, forms a pod there, first where most named it.
 * Where fewer than five did, people whom any area suits complete the pod.
 */
function formByWishes(state: SearchState, { formable }: Indexed): void {
  const { pod, wish1, wish2, wish3 } = state.arrays;
  const naming = new Map(formable.map((area) => [area, [] as number[]]));
  for (const rank of [0, 1, 2]) {
    for (const person of state.waiting.items.toSorted((a, b) => a - b)) {
      naming.get([wish1, wish2, wish3][rank]![person]!)?.push(person);
    }
  }
  let open = openPeople(state);
  for (;;) {
    let best: [area: number, people: readonly number[]] | undefined;
    open = open.filter((person) => pod[person] === NONE);
    for (const [area, people] of naming) {
      const waiting = people.filter((person) => pod[person] === NONE);
      naming.set(area, waiting);
      if (waiting.length <= (best?.[1].length ?? 0) || waiting.length + open.length < POD.min) continue;
      if (completed(waiting, open).length >= POD.min) best = [area, waiting];
    }
    if (best === undefined) return;
    const [area, people] = best;
    form(state, area, completed(people, open));
  }
}

/** People who wait and agreed to sit in any area. */
const openPeople = ({ arrays, waiting }: SearchState): number[] =>
  waiting.items.filter((person) => arrays.otherwise[person] === UNNAMED).sort((a, b) => a - b);

/** The people who named an area, and as many others as a pod needs to have five. */
function completed(people: readonly number[], open: readonly number[]): readonly number[] {
  const others: number[] = [];
  for (let at = 0; at < open.length && people.length + others.length < POD.min; at++) {
    if (!people.includes(open[at]!)) others.push(open[at]!);
  }
  return [...people, ...others];
}

function form(state: SearchState, area: number, people: readonly number[]): void {
  const [slot] = openSlots(state, area, 1);
  for (const person of people.slice(0, POD.target)) state.put(person, slot!);
}

/**
 * People who agreed to sit in any area wait only while fewer than five of them do and no pod has room: seats them where
 * they cost least, and forms pods of those who are left.
 */
function seatOpenPeople(state: SearchState, { formable }: Indexed): void {
  const finder = new SeatFinder(state);
  const left = openPeople(state).filter((person) => {
    const pod = finder.find(person);
    if (pod !== NONE) state.put(person, pod);
    return pod === NONE;
  });
  for (let people = left; people.length >= POD.min && formable.length > 0; people = people.slice(POD.target)) {
    const fans = (area: number) => people.filter((person) => state.arrays.wish1[person] === area).length;
    form(state, formable.toSorted((a, b) => fans(b) - fans(a) || a - b)[0]!, people);
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
    const { size, area, lost } = state.arrays;
    this.#any = state.living.items
      .filter((pod) => size[pod]! < POD.max && lost[area[pod]!] === 0)
      .sort((a, b) => a - b);
  }

  find(person: number): number {
    const { wish1, wish2, wish3, otherwise } = this.#state.arrays;
    let best = NONE;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const area of [wish1[person]!, wish2[person]!, wish3[person]!, NONE]) {
      if (area === NONE && (best !== NONE || otherwise[person] !== UNNAMED)) continue;
      for (const pod of this.#some(area === NONE ? this.#any : this.#lists[area]!)) {
        const cost = moveCost(this.#state.arrays, person, pod);
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
