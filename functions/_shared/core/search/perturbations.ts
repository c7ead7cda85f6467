/** Shakes: larger changes that cost points at first, because small ones never close, open or re-theme a pod. */

import { POD } from "../scoring/points.ts";
import { enterCost, moveCost } from "./costs.ts";
import type { Random } from "./random.ts";
import { type Board, NONE, PINNED, UNNAMED } from "./search-state.ts";

/** Pods, and people, looked at when there are more than can all be. */
const SAMPLE = 48;
const LOOKS = 1000;

/** Does one shake and says whether anything changed. */
export type Shake = (board: Board, random: Random, movers: Int32Array) => boolean;

/** Closes a pod; its people go to the pods that want them most. */
export const close: Shake = (board, random) => {
  const pod = randomPod(board, random);
  if (board.living.size < 2 || !mayClose(board, pod)) return false;
  return seatAll(board, random, takeOut(board, pod, board.size[pod]!));
};

function mayClose(board: Board, pod: number): boolean {
  for (let chair = 0; chair < board.size[pod]!; chair++) {
    const person = board.at(pod, chair);
    if (board.stays[person] === PINNED && board.home[person] === pod) return false;
  }
  return true;
}

/** Opens a pod in an area somebody misses, or a closed one again, with those who gain the most by it. */
export const open: Shake = (board, random, movers) => {
  const slot = closedPod(board, random, movers);
  if (slot === NONE) return false;
  for (let person = 0; slot < board.existing && person < movers.length; person++) {
    const one = movers[person]!;
    if (board.home[one] === slot && board.stays[one] !== 0) board.put(one, slot);
  }
  const heads = POD.min + random.below(POD.target - POD.min + 1);
  const asked = keenOn(board, random, movers, board.area[slot]!);
  while (board.size[slot]! < heads) {
    const person = keenest(board, asked, slot);
    if (person === NONE) return board.size[slot]! > 0;
    board.put(person, slot);
  }
  return true;
};

function closedPod(board: Board, random: Random, movers: Int32Array): number {
  if (board.existing > 0 && (random.bits() & 1) === 0) {
    const pod = random.below(board.existing);
    if (board.size[pod] === 0 && board.sealed[pod] === 0) return pod;
  }
  const slot = board.spare.items.at(-1);
  const area = wishOf(board, random, movers[random.below(movers.length)]!);
  if (slot === undefined || !board.mayForm(area)) return NONE;
  board.retheme(slot, area);
  return slot;
}

/** Those who named an area, of everybody or of a sample; when they are few, all who were looked at. */
function keenOn(board: Board, random: Random, movers: Int32Array, area: number): readonly number[] {
  const looked =
    movers.length <= LOOKS ? [...movers] : Array.from({ length: LOOKS }, () => movers[random.below(movers.length)]!);
  const keen = looked.filter((person) => board.rank(person, area) < UNNAMED);
  return keen.length >= POD.max ? keen : looked;
}

/** The one whose going to a pod costs least. */
function keenest(board: Board, asked: readonly number[], pod: number): number {
  let best = NONE;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const person of asked) {
    const from = board.pod[person]!;
    if (from === pod || board.size[from]! <= 1 || !board.free(person)) continue;
    const cost = moveCost(board, person, pod);
    if (cost < bestCost) {
      best = person;
      bestCost = cost;
    }
  }
  return best;
}

/** Closes a pod and opens another one. */
export const replace: Shake = (board, random, movers) => open(board, random, movers) && close(board, random, movers);

/** Takes about half of the people out of two or three pods and seats them anew. */
export const ruin: Shake = (board, random) => {
  const out: number[] = [];
  let pod = randomPod(board, random);
  for (let n = 2 + random.below(2); n > 0; n--) {
    const size = board.size[pod]!;
    const next = podOf(board, random, wishOf(board, random, anyoneIn(board, random, pod)));
    out.push(...takeOut(board, pod, Math.min(size - 1, 2 + random.below(size))));
    pod = next;
  }
  return seatAll(board, random, out);
};

function randomPod(board: Board, random: Random): number {
  const pods = board.troubled.size > 0 && (random.bits() & 3) !== 0 ? board.troubled.items : board.living.items;
  return pods[random.below(pods.length)]!;
}

function podOf(board: Board, random: Random, area: number): number {
  const pods = area === NONE ? board.living : board.inArea[area]!;
  return pods.size > 0 ? pods.items[random.below(pods.size)]! : board.living.items[random.below(board.living.size)]!;
}

function anyoneIn(board: Board, random: Random, pod: number): number {
  return board.at(pod, random.below(board.size[pod]!));
}

function wishOf(board: Board, random: Random, person: number): number {
  const choice = random.below(6);
  return choice < 3 ? board.wish1[person]! : choice < 5 ? board.wish2[person]! : board.wish3[person]!;
}

/** Takes up to `count` people out of a pod; those who stay are left, unless all have to go. */
function takeOut(board: Board, pod: number, count: number): number[] {
  const out: number[] = [];
  const all = count === board.size[pod]!;
  for (let chair = board.size[pod]! - 1; chair >= 0 && out.length < count; chair--) {
    const person = board.at(pod, chair);
    if (all || board.free(person)) out.push(person);
  }
  for (const person of out) board.put(person, NONE);
  return out;
}

/** Seats people one by one, in random order, where each costs least; false when there is no room for somebody. */
function seatAll(board: Board, random: Random, people: number[]): boolean {
  for (let left = people.length; left > 0; left--) {
    const at = random.below(left);
    const person = people[at]!;
    people[at] = people[left - 1]!;
    const pod = cheapestPod(board, random, person);
    if (pod === NONE) return false;
    board.put(person, pod);
  }
  return people.length > 0;
}

function cheapestPod(board: Board, random: Random, person: number): number {
  const all = board.living.size <= SAMPLE;
  let best = NONE;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let n = 0; n < (all ? board.living.size : SAMPLE); n++) {
    const pod = all ? board.living.items[n]! : podOf(board, random, n % 4 === 3 ? NONE : wishOf(board, random, person));
    if (board.size[pod]! >= POD.max) continue;
    const cost = enterCost(board, person, pod);
    if (cost < bestCost) {
      best = pod;
      bestCost = cost;
    }
  }
  return best;
}
