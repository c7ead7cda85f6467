/**
 * The start: a valid seating close to the present one. People stay in pods of a valid size; pods that are too full keep
 * nine, short pods are mended, and then everybody who has no pod gets a seat where they agree to sit, or waits.
 */

import { POD } from "../scoring/points.ts";
import { isSettling } from "../settled.ts";
import { constructSeating } from "./construct-seating.ts";
import type { Indexed } from "./index-community.ts";
import { mendShortPods } from "./mend-short-pods.ts";
import { ADVOCATE, NONE, PINNED, type SearchState } from "./search-state.ts";
import { zoneOf } from "./unseated-pool.ts";

/** @param only `"seat"`: nobody is moved out of a pod of a valid size */
export function start(state: SearchState, indexed: Indexed, only?: "seat"): void {
  const homes = peopleByHome(state);
  holdSeats(state, indexed, only);
  for (const [pod, people] of homes.entries()) {
    for (const person of mostAtHome(state, pod, people)) state.put(person, pod);
  }
  mendShortPods(state, indexed.areas.length);
  constructSeating(state, indexed);
  arrangeByHours(state);
}

/** Marks the seats and pods that the search leaves alone. */
export function holdSeats(state: SearchState, indexed: Indexed, only: "seat" | undefined): void {
  markStaying(state, indexed, only);
  seal(state, indexed);
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

/**
 * Advocates and the pinned stay at home. So do people of sound pods, when nobody of these is to be moved, or while they
 * are not settled and still want the area; but not those whose seat is no more than a proposal of a founding.
 */
function markStaying({ arrays }: SearchState, { members, pods, memberNumber }: Indexed, only?: "seat"): void {
  for (const [pod, { advocate }] of pods.entries()) {
    const person = advocate === null ? undefined : memberNumber.get(advocate);
    if (person !== undefined && arrays.home[person] === pod && members[person]!.volunteer)
      arrays.stays[person] = ADVOCATE;
  }
  for (const [person, member] of members.entries()) {
    const home = arrays.home[person]!;
    if (home === NONE) continue;
    const keepsSound = !member.founding && (only === "seat" || isSettling(member, pods[home]!.area));
    if (member.pinned || (keepsSound && arrays.wasSound(home))) arrays.stays[person] = PINNED;
  }
}

/** Seals the locked pods of a valid size. */
function seal({ arrays }: SearchState, { pods }: Indexed): void {
  for (const [pod, { locked }] of pods.entries()) if (locked && arrays.wasSound(pod)) arrays.sealed[pod] = 1;
}

/** The nine people of a pod who stay: pinned people, then the advocate, then those who want the area most. */
function mostAtHome({ arrays }: SearchState, pod: number, people: readonly number[]): readonly number[] {
  if (people.length <= POD.max) return people;
  return people
    .toSorted(
      (a, b) => arrays.stays[b]! - arrays.stays[a]! || arrays.placePoints(a, pod) - arrays.placePoints(b, pod) || a - b,
    )
    .slice(0, POD.max);
}
