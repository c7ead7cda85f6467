/**
 * The start: a valid seating near the one there is. Pods that must close do, those that are too full let go, those that
 * are short are filled, and who has no pod gets one; everybody else stays where they are.
 */

import { POD } from "../scoring/points.ts";
import { seatPool } from "./construct-seating.ts";
import type { Indexed } from "./index-community.ts";
import { type PodHeads, planSizes } from "./plan-sizes.ts";
import { ADVOCATE, type Board, NONE, PINNED } from "./search-state.ts";
import { zoneOf } from "./unseated-pool.ts";

/** Seats everybody. Answers false, with nobody seated, when there are too few people or no area for a pod. */
export function start(board: Board, indexed: Indexed): boolean {
  if (board.people < POD.min) return false;
  const homes = peopleByHome(board);
  markStaying(board, indexed);
  seal(board, indexed, homes);

  const open = homes.flatMap((people, pod) => (people.length > 0 && board.sealed[pod] === 0 ? [pod] : []));
  const heads = open.map((pod) => headsOf(board, homes[pod]!));
  const loose = board.people - homes.reduce((seated, people) => seated + people.length, 0);
  const plan = planSizes(heads, loose, indexed.formable.length > 0);
  if (plan === null && open.length + loose > 0) return false;

  const closing = new Set(plan?.closing.map((at) => open[at]!));
  for (const [pod, people] of homes.entries()) {
    if (closing.has(pod)) continue;
    for (const person of mostAtHome(board, pod, people)) board.put(person, pod);
  }
  seatPool(board, indexed, plan?.forming ?? 0);
  fillShort(board);
  arrangeByHours(board);
  return true;
}

/** Puts the pods of each area in the order of their hours, so that likely partners are neighbours. */
function arrangeByHours(board: Board): void {
  const middle = new Float64Array(board.pods);
  for (const pod of board.living.items) {
    const zones = Array.from({ length: board.size[pod]! }, (_, chair) => zoneOf(board.hour[board.at(pod, chair)]!));
    middle[pod] = zones.sort((a, b) => a - b)[zones.length >> 1]!;
  }
  for (const pods of board.inArea) pods.arrange((a, b) => middle[a]! - middle[b]! || a - b);
}

function peopleByHome(board: Board): number[][] {
  const homes: number[][] = Array.from({ length: board.existing }, () => []);
  for (let person = 0; person < board.people; person++) {
    const home = board.home[person]!;
    if (home !== NONE) homes[home]!.push(person);
  }
  return homes;
}

function markStaying(board: Board, { members, pods, memberNumber }: Indexed): void {
  for (const [pod, { advocate }] of pods.entries()) {
    const person = advocate === null ? undefined : memberNumber.get(advocate);
    if (person !== undefined && board.home[person] === pod && members[person]!.volunteer)
      board.stays[person] = ADVOCATE;
  }
  for (const [person, member] of members.entries()) {
    if (member.pinned && board.home[person] !== NONE) board.stays[person] = PINNED;
  }
}

/**
 * Seals the locked pods of a valid size. When those outside are too few for a pod of their own, nobody is sealed off:
 * people of locked pods then stay as if each were pinned, but others may come in.
 */
function seal(board: Board, { pods }: Indexed, homes: readonly number[][]): void {
  const locked = homes.flatMap((people, pod) =>
    pods[pod]!.locked && people.length >= POD.min && people.length <= POD.max ? [pod] : [],
  );
  const outside = board.people - locked.reduce((sum, pod) => sum + homes[pod]!.length, 0);
  for (const pod of locked) {
    if (outside === 0 || outside >= POD.min) board.sealed[pod] = 1;
    else for (const person of homes[pod]!) board.stays[person] = PINNED;
  }
}

function headsOf(board: Board, people: readonly number[]): PodHeads {
  let pinned = 0;
  let staying = 0;
  for (const person of people) {
    if (board.stays[person]! === PINNED) pinned++;
    if (board.stays[person]! > 0) staying++;
  }
  return { size: people.length, pinned, staying };
}

/** Of a pod's people the nine that stay: pinned, then the advocate, then those who want the area most. */
function mostAtHome(board: Board, pod: number, people: readonly number[]): readonly number[] {
  if (people.length <= POD.max) return people;
  return people
    .toSorted(
      (a, b) => board.stays[b]! - board.stays[a]! || board.placePoints(a, pod) - board.placePoints(b, pod) || a - b,
    )
    .slice(0, POD.max);
}

/** Gives every pod that is still short the people it lacks, out of pods with more than five. */
function fillShort(board: Board): void {
  const short = board.living.items.filter((pod) => board.size[pod]! < POD.min).sort((a, b) => a - b);
  if (short.length === 0) return;
  const givers = board.living.items
    .filter((pod) => board.size[pod]! > POD.min)
    .flatMap((pod) => Array.from({ length: board.size[pod]! }, (_, chair) => board.at(pod, chair)))
    .sort((a, b) => board.stays[a]! - board.stays[b]! || loss(board, b) - loss(board, a) || a - b);
  let next = 0;
  for (const pod of short) {
    while (board.size[pod]! < POD.min) {
      const person = givers[next++];
      if (person === undefined) return;
      if (board.size[board.pod[person]!]! > POD.min) board.put(person, pod);
    }
  }
}

/** What a person costs where they sit: those who cost most are the first to be asked to go. */
function loss(board: Board, person: number): number {
  return board.placePoints(person, board.pod[person]!);
}
