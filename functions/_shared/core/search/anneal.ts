/**
 * Simulated annealing: tries a great many small changes and takes those that save points: a person moves, two people swap,
 * a person who waits sits down, on a free chair or on that of somebody who waits instead. Now and then it takes one that
 * costs points; ever more rarely as it cools down.
 */

import { POD } from "../scoring/points.ts";
import { hasRoom, moreMoved, moveCost, swap, swapCost } from "./costs.ts";
import { REFUSED } from "./lookup.ts";
import type { Random } from "./random.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** The chance, 0 to 1, of taking a change that costs one point; for two points it is squared. */
export interface Cooling {
  readonly from: number;
  readonly to: number;
}

/** Changes tried at one temperature and in one window, and the parts this is split into: about a millisecond each. */
const SLICE = 16_384;
const PARTS = 4;

/** With more than `WIDE` people, each slice keeps to a window of `WINDOW` neighbouring pods. */
const WIDE = 30_000;
const WINDOW = 512;

/** Pods to either side that count as neighbours. */
const NEAR = 8;

/** At most how many pods are looked at to find a small one. A mask of random bits: 0 to 15 pods. */
const LOOKS = 15;

/** Changes that cost more points than this are never taken. */
const WORST = 64;

/** The people who may move, and how many of them. */
export interface Rules {
  /** People who may move, in any order. */
  readonly movers: Int32Array;
  /** The most people who may sit away from home, as far as their moves count. */
  readonly movesLimit: number;
}

/**
 * @param tries how many changes to try
 * @param report called now and then with the share that is done
 */
export function anneal(
  state: SearchState,
  random: Random,
  rules: Rules,
  tries: number,
  cooling: Cooling,
  report: (done: number) => void,
): void {
  if (rules.movers.length === 0 || !hasChoice(state)) return;
  const windows = windowsOf(state);
  const slices = Math.max(8, Math.ceil(tries / SLICE));
  const each = Math.ceil(tries / slices);
  for (let slice = 0; slice < slices; slice++) {
    const left = 1 - slice / slices;
    const chances = chancesAt(cooling.to + (cooling.from - cooling.to) * left * left);
    for (let part = 0; part < PARTS; part++) {
      tryChanges(state, random, rules, each / PARTS, chances, windows[slice % windows.length]!);
    }
    report((slice + 1) / slices);
  }
}

/** Whether there are two places to choose from: two pods, or a pod and the queue. */
function hasChoice({ living, waiting }: SearchState): boolean {
  return living.size > 1 || (living.size > 0 && waiting.size > 0);
}

/** The pods that each slice looks at: all of a small community; else a part of an area, to stay in the cache. */
function windowsOf(state: SearchState): number[][] {
  if (state.arrays.people <= WIDE) return [[]];
  const windows: number[][] = [];
  for (const { items } of state.inArea) {
    for (let from = 0; from < items.length; from += WINDOW) windows.push(items.slice(from, from + WINDOW));
  }
  return windows;
}

/** The chance of taking a change by the points it costs, in units of 2^-32. */
export function chancesAt(onePoint: number): Float64Array {
  const chances = new Float64Array(WORST);
  let chance = 2 ** 32;
  for (let points = 0; points < WORST; points++) {
    chances[points] = chance;
    chance *= onePoint;
  }
  return chances;
}

/** @param around pods to look at more than at others; empty to look at all alike */
export function tryChanges(
  state: SearchState,
  random: Random,
  rules: Rules,
  tries: number,
  chances: Float64Array,
  around: readonly number[],
): void {
  const { pod, size } = state.arrays;
  const { movesLimit } = rules;
  for (let n = 0; n < tries; n++) {
    const person = somebody(state, random, rules.movers, around);
    if (!state.arrays.free(person)) continue;
    const from = pod[person]!;
    const to = somewhere(state, random, person);
    if (to === from || to === NONE) continue;
    const room = hasRoom(state.arrays, from, to) ? 2 : 0;
    const chair = random.below(size[to]! + room);
    const other = chair < size[to]! ? state.arrays.at(to, chair) : NONE;
    if (other !== NONE && !state.arrays.free(other)) continue;

    const cost = other === NONE ? moveCost(state.arrays, person, to) : swapCost(state.arrays, person, other, WORST);
    if (cost > 0 && (cost >= WORST || random.bits() >>> 0 >= chances[cost]!)) continue;
    if (state.arrays.moved + 2 > movesLimit && !withinLimit(state, person, to, other, movesLimit)) continue;
    if (other === NONE) state.put(person, to);
    else swap(state, person, other);
  }
}

function withinLimit(state: SearchState, person: number, to: number, other: number, movesLimit: number): boolean {
  const more = moreMoved(state.arrays, person, to, other);
  return more <= 0 || state.arrays.moved + more <= movesLimit;
}

/** A person who waits, of the pods in `around`, of a pod that costs points, or anybody who may move. */
function somebody(state: SearchState, random: Random, movers: Int32Array, around: readonly number[]): number {
  if (state.waiting.size > 0 && (random.bits() & 7) === 0)
    return state.waiting.items[random.below(state.waiting.size)]!;
  const choice = random.bits() & 3;
  const { troubled } = state;
  if (around.length === WINDOW || (around.length > 0 && choice >= 2)) {
    let pod = around[random.below(around.length)]!;
    // In a large community most pods cost nothing: one more look.
    if (around.length === WINDOW && state.arrays.sum[pod] === 0) pod = around[random.below(around.length)]!;
    if (state.arrays.size[pod]! > 0) return anyoneIn(state, random, pod);
  }
  if (choice !== 0 && troubled.size > 0 && movers.length * 2 > state.arrays.people) {
    return anyoneIn(state, random, troubled.items[random.below(troubled.size)]!);
  }
  return movers[random.below(movers.length)]!;
}

function anyoneIn(state: SearchState, random: Random, pod: number): number {
  return state.arrays.at(pod, random.below(state.arrays.size[pod]!));
}

/** A pod the person might like: in an area they named, that of company they wished for, home, or anywhere. */
function somewhere(state: SearchState, random: Random, person: number): number {
  if (state.arrays.bonds.has(person) && (random.bits() & 3) === 0) return podOfCompany(state, random, person);
  const choice = random.bits() & 7;
  if (choice < 6) {
    const area =
      choice < 4
        ? state.arrays.wish1[person]!
        : choice === 4
          ? state.arrays.wish2[person]!
          : state.arrays.wish3[person]!;
    if (area !== NONE && state.inArea[area]!.size > 0) return podIn(state, random, area, state.arrays.pod[person]!);
  } else if (choice === 6) {
    const home = state.arrays.home[person]!;
    if (home !== NONE && state.living.has(home)) return home;
  }
  if (state.arrays.otherwise[person] === REFUSED) return NONE;
  return state.living.items[random.below(state.living.size)]!;
}

/** The pod of somebody who is bound to the person; NONE when that one waits, or sits where nobody may come in. */
export function podOfCompany(state: SearchState, random: Random, person: number): number {
  const pod = state.arrays.pod[state.arrays.bonds.companionOf(person, random)]!;
  return pod !== NONE && state.living.has(pod) ? pod : NONE;
}

/** A pod of an area: a small one if the person's pod is too big, else often one of similar hours. */
function podIn(state: SearchState, random: Random, area: number, from: number): number {
  const pods = state.inArea[area]!;
  const chance = random.bits();
  if (state.arrays.size[from]! > POD.target) {
    for (let n = chance & LOOKS; n > 0; n--) {
      const near = state.arrays.people > WIDE && area === state.arrays.area[from];
      const pod = near ? pods.near(from, random.below(WINDOW) - WINDOW / 2) : pods.items[random.below(pods.size)]!;
      if (state.arrays.size[pod]! < POD.target) return pod;
    }
  } else if (
    area === state.arrays.area[from] &&
    (state.arrays.people > WIDE ? (chance & 7) !== 0 : (chance & 1) === 0)
  ) {
    return pods.near(from, random.below(2 * NEAR + 1) - NEAR);
  }
  return pods.items[random.below(pods.size)]!;
}
