/** Turns the state back into ids: orders the pods, names new ones, gives every pod with a volunteer an advocate. */

import type { SeatedPod, Seating } from "../scoring/community.ts";
import type { Indexed } from "./index-community.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** Nobody has a seat: fewer than five people, or no area to form a pod in. */
export function everybodyWaits({ members }: Indexed): Seating {
  return { pods: [], waiting: members.map((member) => member.id) };
}

export function toSeating(state: SearchState, indexed: Indexed): Seating {
  const seated: SeatedPod[] = [];
  let formed = 0;
  for (const pod of podsInOrder(state)) {
    const old = indexed.pods[pod];
    let id = old?.id;
    while (id === undefined) {
      const name = `new-${++formed}`;
      if (!indexed.podNumber.has(name)) id = name;
    }
    const people = peopleIn(state, pod);
    seated.push({
      id,
      area: indexed.areas[state.arrays.area[pod]!]!,
      advocate: advocateOf(state, indexed, people, old?.advocate ?? null),
      members: people.map((person) => indexed.members[person]!.id),
    });
  }
  const waiting = indexed.members.flatMap(({ id }, person) => (state.arrays.pod[person] === NONE ? [id] : []));
  return { pods: seated, waiting };
}

/** Existing pods by number, then new ones by area and their first person. */
function podsInOrder(state: SearchState): number[] {
  const seen = new Uint8Array(state.arrays.pods);
  const existing: number[] = [];
  const formed: number[] = [];
  for (let pod = 0; pod < state.arrays.existing; pod++) if (state.arrays.size[pod]! > 0) existing.push(pod);
  // Walking the people in order meets the new pods in the order of their first person.
  for (let person = 0; person < state.arrays.people; person++) {
    const pod = state.arrays.pod[person]!;
    if (pod !== NONE && pod >= state.arrays.existing && seen[pod] === 0) {
      seen[pod] = 1;
      formed.push(pod);
    }
  }
  return [...existing, ...formed.sort((a, b) => state.arrays.area[a]! - state.arrays.area[b]!)];
}

function peopleIn(state: SearchState, pod: number): number[] {
  return Array.from({ length: state.arrays.size[pod]! }, (_, chair) => state.arrays.at(pod, chair)).sort(
    (a, b) => a - b,
  );
}

/**
 * The present advocate; else a volunteer: one who was here before, then one whose first choice the area is, since plans leave
 * advocates where they are; then the most able, then the first by id.
 */
function advocateOf(
  state: SearchState,
  indexed: Indexed,
  people: readonly number[],
  sitting: string | null,
): string | null {
  let best: number | null = null;
  for (const person of people) {
    const member = indexed.members[person]!;
    if (!member.volunteer) continue;
    if (member.id === sitting) return sitting;
    if (best === null || fitness(state, indexed, person) > fitness(state, indexed, best)) best = person;
  }
  return best === null ? null : indexed.members[best]!.id;
}

function fitness({ arrays }: SearchState, { members }: Indexed, person: number): number {
  const pod = arrays.pod[person]!;
  const isHome = arrays.home[person] === pod;
  const isFirst = arrays.wish1[person] === arrays.area[pod];
  return (isHome ? 20 : 0) + (isFirst ? 10 : 0) + members[person]!.level;
}
