/** Perturbations: larger changes that cost points at first, because small ones never close, open or re-theme a pod. */

import { POD } from "../scoring/points.ts";
import { podOfCompany } from "./anneal.ts";
import { Candidates } from "./candidates.ts";
import { arrivalCost, hoursAfter } from "./costs.ts";
import { FORBIDDEN } from "./lookup.ts";
import type { Movers } from "./movers.ts";
import type { Random } from "./random.ts";
import { NONE, PINNED, type SearchState } from "./search-state.ts";

/** With more than `ALL` pods, `SAMPLE` of them are looked at: fewer, since many quick repairs find more there than careful ones. */
const ALL = 48;
const SAMPLE = 24;

/** How many pods are looked at to seat a person. */
export const looksAt = (pods: number): number => (pods <= ALL ? pods : SAMPLE);

/** How many people who waited are seated together with others. */
const WAITED = 3;

/**
 * One pod in 32 is passed by where all pods are looked at. Otherwise the same people would sit down in the same pods again
 * and again. A mask of random bits.
 */
const PASSED_BY = 31;

/** Returns whether anything changed. */
export type Perturbation = (state: SearchState, random: Random, movers: Movers) => boolean;

/** Closes a pod; its people go to the pods that they like most, or wait. */
export const close: Perturbation = (state, random) => seatAll(state, random, closeAny(state, random));

/** Closes a pod. Returns its people, who wait; nobody where it may not close. */
function closeAny(state: SearchState, random: Random): number[] {
  const pod = randomPod(state, random);
  const may = state.living.size >= 2 && mayClose(state, pod);
  return may ? takeOut(state, random, pod, state.arrays.size[pod]!) : [];
}

function mayClose(state: SearchState, pod: number): boolean {
  for (let chair = 0; chair < state.arrays.size[pod]!; chair++) {
    const person = state.arrays.at(pod, chair);
    if (state.arrays.stays[person] === PINNED && state.arrays.home[person] === pod) return false;
  }
  return true;
}

/** Opens a pod in an area that a person wants, or opens a closed pod again, with the people who gain most. */
export const open: Perturbation = (state, random, movers) => {
  const slot = closedPod(state, random, movers);
  if (slot === NONE) return false;
  for (let person = 0; slot < state.arrays.existing && person < movers.people.length; person++) {
    const mover = movers.people[person]!;
    if (state.arrays.home[mover] === slot && state.arrays.stays[mover] !== 0) state.put(mover, slot);
  }
  const size = POD.min + random.below(POD.target - POD.min + 1);
  const candidates = new Candidates(state.arrays, movers.keenOn(state.arrays.area[slot]!, random), slot);
  while (state.arrays.size[slot]! < size) {
    const person = candidates.keenest();
    if (person === NONE) return state.arrays.size[slot]! > 0;
    const from = state.arrays.pod[person]!;
    state.put(person, slot);
    candidates.came(person, from);
  }
  return true;
};

function closedPod(state: SearchState, random: Random, movers: Movers): number {
  if (state.arrays.existing > 0 && (random.bits() & 1) === 0) {
    const pod = random.below(state.arrays.existing);
    if (state.arrays.size[pod] === 0 && state.arrays.sealed[pod] === 0) return pod;
  }
  const slot = state.spare.items.at(-1);
  const area = wishOf(state, random, somebody(state, random, movers));
  if (slot === undefined || !state.mayForm(area)) return NONE;
  state.retheme(slot, area);
  return slot;
}

/** Often a person who waits. */
function somebody({ waiting }: SearchState, random: Random, movers: Movers): number {
  const waits = waiting.size > 0 && (random.bits() & 1) === 0;
  return waits ? waiting.items[random.below(waiting.size)]! : movers.people[random.below(movers.people.length)]!;
}

/** Opens a pod and closes another one. */
export const replace: Perturbation = (state, random, movers) =>
  open(state, random, movers) && close(state, random, movers);

/**
 * Closes a pod and opens another one, for which its people are free. Where many areas have few fans each, people who are
 * open to any area complete a pod; this takes those of one pod to another.
 */
export const convert: Perturbation = (state, random, movers) => {
  const out = closeAny(state, random);
  if (out.length === 0 || !open(state, random, movers)) return false;
  const left = out.filter((person) => state.arrays.pod[person] === NONE);
  return left.length === 0 || seatAll(state, random, left);
};

/** Takes about half of the people out of one to three pods and seats them anew, with a few people who waited. */
export const ruin: Perturbation = (state, random) => {
  const out: number[] = [];
  let pod = randomPod(state, random);
  for (let n = 1 + random.below(3); n > 0; n--) {
    const size = state.arrays.size[pod]!;
    const next = podLike(state, random, anyoneIn(state, random, pod));
    out.push(...takeOut(state, random, pod, Math.min(size - 1, 2 + random.below(size))));
    pod = next;
  }
  const { items } = state.waiting;
  const waited = items.length - out.length;
  for (let n = Math.min(WAITED, waited); n > 0; n--) {
    const person = items[random.below(waited)]!;
    if (!out.includes(person)) out.push(person);
  }
  return seatAll(state, random, out);
};

/** A pod that a person of another one might like: that of company they wished for, or one of an area. */
function podLike(state: SearchState, random: Random, person: number): number {
  const company = state.arrays.bonds.has(person) ? podOfCompany(state, random, person) : NONE;
  return company !== NONE ? company : podOf(state, random, wishOf(state, random, person));
}

function randomPod(state: SearchState, random: Random): number {
  const pods = state.troubled.size > 0 && (random.bits() & 3) !== 0 ? state.troubled.items : state.living.items;
  return pods[random.below(pods.length)]!;
}

export function podOf(state: SearchState, random: Random, area: number): number {
  const pods = area === NONE ? state.living : state.inArea[area]!;
  return pods.size > 0 ? pods.items[random.below(pods.size)]! : state.living.items[random.below(state.living.size)]!;
}

function anyoneIn(state: SearchState, random: Random, pod: number): number {
  return state.arrays.at(pod, random.below(state.arrays.size[pod]!));
}

export function wishOf(state: SearchState, random: Random, person: number): number {
  const choice = random.below(6);
  return choice < 3
    ? state.arrays.wish1[person]!
    : choice < 5
      ? state.arrays.wish2[person]!
      : state.arrays.wish3[person]!;
}

/**
 * Takes up to `count` people out of a pod, whichever chairs they sit on. Pinned people and advocates are left, unless
 * everybody has to go.
 */
function takeOut(state: SearchState, random: Random, pod: number, count: number): number[] {
  const size = state.arrays.size[pod]!;
  const crew: number[] = [];
  for (let chair = 0; chair < size; chair++) crew.push(state.arrays.at(pod, chair));
  const all = count === size;
  const out: number[] = [];
  for (let left = size; left > 0 && out.length < count; left--) {
    const at = random.below(left);
    const person = crew[at]!;
    crew[at] = crew[left - 1]!;
    if (all || state.arrays.free(person)) out.push(person);
  }
  for (const person of out) state.put(person, NONE);
  return out;
}

/**
 * Seats people one by one, in random order, where each costs least; those who cost less when they wait go on waiting.
 * Returns false when a person who may not wait finds no seat.
 */
function seatAll(state: SearchState, random: Random, people: number[]): boolean {
  for (let left = people.length; left > 0; left--) {
    const at = random.below(left);
    const person = people[at]!;
    people[at] = people[left - 1]!;
    const pod = cheapestPod(state, random, person);
    if (pod !== NONE) state.put(person, pod);
    else if (state.arrays.waitPoints[person]! >= FORBIDDEN) return false;
  }
  return people.length > 0;
}

/** The pod that costs least; NONE when it costs less to wait. */
function cheapestPod(state: SearchState, random: Random, person: number): number {
  const pods = state.living.size;
  // Between equals the first one wins, so each pod is first now and then.
  const first = random.below(pods);
  const all = looksAt(pods) === pods;
  return all ? cheapestOfAll(state, random, person, first) : cheapestOfSome(state, random, person);
}

/** Most of the time of a small community is spent here: it reads what it needs of the person once. */
function cheapestOfAll({ arrays, living }: SearchState, random: Random, person: number, first: number): number {
  const { items } = living;
  const { size, area, podTally, own, lookup, bonds } = arrays;
  const home = arrays.home[person]!;
  const tally = arrays.tally[person]!;
  const hour = arrays.hour[person]!;
  const apart = bonds.apart[person]!;
  const most = bonds.most[person]!;
  const pods = items.length;
  let at = first;
  let best = NONE;
  let bestCost = arrays.waitPoints[person]!;
  for (let n = 0; n < pods; n++) {
    const pod = items[at]!;
    at = at + 1 < pods ? at + 1 : 0;
    if (size[pod]! >= POD.max || (random.bits() & PASSED_BY) === 0) continue;
    const place = pod === home ? arrays.placePoints(person, pod) : arrays.placePointsAway(person, area[pod]!);
    // Most pods are out of the question by their area alone.
    let cost = place + apart - own[pod]!;
    if (cost - most >= bestCost) continue;
    cost += lookup[podTally[pod]! + tally]!;
    if (most !== 0) cost -= arrays.company(person, pod);
    if (cost >= bestCost) continue;
    cost += hoursAfter(arrays, pod, NONE, hour);
    if (cost >= bestCost) continue;
    best = pod;
    bestCost = cost;
  }
  return best;
}

function cheapestOfSome(state: SearchState, random: Random, person: number): number {
  const { arrays } = state;
  let best = NONE;
  let bestCost = arrays.waitPoints[person]!;
  for (let n = 0; n < SAMPLE; n++) {
    const pod = podOf(state, random, n % 4 === 3 ? NONE : wishOf(state, random, person));
    if (arrays.size[pod]! >= POD.max) continue;
    const cost = arrivalCost(arrays, person, pod, bestCost);
    if (cost < bestCost) {
      best = pod;
      bestCost = cost;
    }
  }
  return best;
}
