/**
 * Mends pods with fewer than five people: refills them with people who have no pod and agree to sit there, or closes them,
 * so that their people may refill others. A pod where somebody is pinned also gets people of larger pods.
 */

import { POD } from "../scoring/points.ts";
import { NONE, PINNED, type SearchState } from "./search-state.ts";
import { UnseatedPool } from "./unseated-pool.ts";

export function mendShortPods(state: SearchState, areas: number): void {
  for (;;) {
    const short = shortPods(state);
    if (short.length === 0) return;
    const pool = new UnseatedPool(state, areas);
    const unfilled = short.filter((pod) => !fill(state, pod, () => pool.take(state.arrays.area[pod]!)));
    // Half of them, from the smallest on: their people may refill the others.
    for (const pod of unfilled.slice(unfilled.length >> 1)) {
      if (pinnedIn(state, pod) > 0 && fill(state, pod, spareable(state, pod))) continue;
      for (let chair = state.arrays.size[pod]! - 1; chair >= 0; chair--) state.put(state.arrays.at(pod, chair), NONE);
    }
  }
}

/** Those where people are pinned come first, then the largest. */
function shortPods(state: SearchState): number[] {
  return state.living.items
    .filter((pod) => state.arrays.size[pod]! < POD.min)
    .sort((a, b) => pinnedIn(state, b) - pinnedIn(state, a) || state.arrays.size[b]! - state.arrays.size[a]! || a - b);
}

function pinnedIn({ arrays }: SearchState, pod: number): number {
  let pinned = 0;
  for (let chair = 0; chair < arrays.size[pod]!; chair++) if (arrays.stays[arrays.at(pod, chair)] === PINNED) pinned++;
  return pinned;
}

/** Brings a pod to five people. When there are not enough, it leaves everybody where they were. */
function fill(state: SearchState, pod: number, next: () => number | undefined): boolean {
  const taken: [person: number, from: number][] = [];
  while (state.arrays.size[pod]! < POD.min) {
    const person = next();
    if (person === undefined) {
      for (const [one, from] of taken) state.put(one, from);
      return false;
    }
    taken.push([person, state.arrays.pod[person]!]);
    state.put(person, pod);
  }
  return true;
}

/** One by one, the people whom pods with more than five can spare and who agree: first those who cost most there. */
function spareable(state: SearchState, pod: number): () => number | undefined {
  const { arrays } = state;
  const people = state.living.items
    .filter((giver) => giver !== pod && arrays.size[giver]! > POD.min)
    .flatMap((giver) => Array.from({ length: arrays.size[giver]! }, (_, chair) => arrays.at(giver, chair)))
    .filter((person) => arrays.free(person) && arrays.mayPlace(person, arrays.area[pod]!))
    .sort((a, b) => loss(state, b) - loss(state, a) || a - b);
  let at = 0;
  return () => {
    while (at < people.length) {
      const person = people[at++]!;
      if (arrays.size[arrays.pod[person]!]! > POD.min) return person;
    }
    return undefined;
  };
}

/** The points that a person costs where they sit. */
function loss({ arrays }: SearchState, person: number): number {
  return arrays.placePoints(person, arrays.pod[person]!);
}
