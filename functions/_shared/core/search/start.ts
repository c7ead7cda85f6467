/**
 * The start: a valid seating close to the present one. It closes the pods that must close, takes people out of pods that
 * are too full, fills pods that are short, and seats people without a pod. Everybody else stays where they are.
 */

import { POD } from "../scoring/points.ts";
import { constructSeating } from "./construct-seating.ts";
import type { Indexed } from "./index-community.ts";
import { type PodHeadcount, planSizes } from "./plan-sizes.ts";
import { ADVOCATE, NONE, PINNED, type SearchState } from "./search-state.ts";
import { zoneOf } from "./unseated-pool.ts";

/** Seats everybody. Returns false, with nobody seated, when there are too few people or no area for a pod. */
export function start(state: SearchState, indexed: Indexed): boolean {
  if (state.arrays.people < POD.min) return false;
  const homes = peopleByHome(state);
  markStaying(state, indexed);
  seal(state, indexed, homes);

  const open = homes.flatMap((people, pod) => (people.length > 0 && state.arrays.sealed[pod] === 0 ? [pod] : []));
  const headcounts = open.map((pod) => headcountOf(state, homes[pod]!));
  const loose = state.arrays.people - homes.reduce((seated, people) => seated + people.length, 0);
  const plan = planSizes(headcounts, loose, indexed.formable.length > 0);
  if (plan === null && open.length + loose > 0) return false;

  const closing = new Set(plan?.closing.map((at) => open[at]!));
  for (const [pod, people] of homes.entries()) {
    if (closing.has(pod)) continue;
    for (const person of mostAtHome(state, pod, people)) state.put(person, pod);
  }
  constructSeating(state, indexed, plan?.forming ?? 0);
  fillShort(state);
  arrangeByHours(state);
  return true;
}

/** Puts the pods of each area in the order of their hours, so that likely partners are neighbours. */
function arrangeByHours(state: SearchState): void {
  const middle = new Float64Array(state.arrays.pods);
  for (const pod of state.living.items) {
    const zones = Array.from({ length: state.arrays.size[pod]! }, (_, chair) =>
      zoneOf(state.arrays.hour[state.arrays.at(pod, chair)]!),
    );
    middle[pod] = zones.sort((a, b) => a - b)[zones.length >> 1]!;
  }
  for (const pods of state.inArea) pods.arrange((a, b) => middle[a]! - middle[b]! || a - b);
}

function peopleByHome(state: SearchState): number[][] {
  const homes: number[][] = Array.from({ length: state.arrays.existing }, () => []);
  for (let person = 0; person < state.arrays.people; person++) {
    const home = state.arrays.home[person]!;
    if (home !== NONE) homes[home]!.push(person);
  }
  return homes;
}

function markStaying(state: SearchState, { members, pods, memberNumber }: Indexed): void {
  for (const [pod, { advocate }] of pods.entries()) {
    const person = advocate === null ? undefined : memberNumber.get(advocate);
    if (person !== undefined && state.arrays.home[person] === pod && members[person]!.volunteer)
      state.arrays.stays[person] = ADVOCATE;
  }
  for (const [person, member] of members.entries()) {
    if (member.pinned && state.arrays.home[person] !== NONE) state.arrays.stays[person] = PINNED;
  }
}

/**
 * Seals the locked pods of a valid size. When the people outside are too few for a pod of their own, it seals none: the
 * people of locked pods then stay as if each were pinned, but others may come in.
 */
function seal(state: SearchState, { pods }: Indexed, homes: readonly number[][]): void {
  const locked = homes.flatMap((people, pod) =>
    pods[pod]!.locked && people.length >= POD.min && people.length <= POD.max ? [pod] : [],
  );
  const outside = state.arrays.people - locked.reduce((sum, pod) => sum + homes[pod]!.length, 0);
  for (const pod of locked) {
    if (outside === 0 || outside >= POD.min) state.arrays.sealed[pod] = 1;
    else for (const person of homes[pod]!) state.arrays.stays[person] = PINNED;
  }
}

function headcountOf(state: SearchState, people: readonly number[]): PodHeadcount {
  let pinned = 0;
  let staying = 0;
  for (const person of people) {
    if (state.arrays.stays[person]! === PINNED) pinned++;
    if (state.arrays.stays[person]! > 0) staying++;
  }
  return { size: people.length, pinned, staying };
}

/** The nine people of a pod who stay: pinned people, then the advocate, then those who want the area most. */
function mostAtHome(state: SearchState, pod: number, people: readonly number[]): readonly number[] {
  if (people.length <= POD.max) return people;
  return people
    .toSorted(
      (a, b) =>
        state.arrays.stays[b]! - state.arrays.stays[a]! ||
        state.arrays.placePoints(a, pod) - state.arrays.placePoints(b, pod) ||
        a - b,
    )
    .slice(0, POD.max);
}

/** Fills every pod that is still short with people from pods with more than five. */
function fillShort(state: SearchState): void {
  const short = state.living.items.filter((pod) => state.arrays.size[pod]! < POD.min).sort((a, b) => a - b);
  if (short.length === 0) return;
  const givers = state.living.items
    .filter((pod) => state.arrays.size[pod]! > POD.min)
    .flatMap((pod) => Array.from({ length: state.arrays.size[pod]! }, (_, chair) => state.arrays.at(pod, chair)))
    .sort((a, b) => state.arrays.stays[a]! - state.arrays.stays[b]! || loss(state, b) - loss(state, a) || a - b);
  let next = 0;
  for (const pod of short) {
    while (state.arrays.size[pod]! < POD.min) {
      const person = givers[next++];
      if (person === undefined) return;
      if (state.arrays.size[state.arrays.pod[person]!]! > POD.min) state.put(person, pod);
    }
  }
}

/** The points that a person costs where they sit: the people who cost most are moved first. */
function loss(state: SearchState, person: number): number {
  return state.arrays.placePoints(person, state.arrays.pod[person]!);
}
