/**
 * A new pod with people of a closed one of its area becomes that one again: it keeps its name, its address and its meetings,
 * which the points do not count. A search closes a pod and forms it again if only to let its advocate go.
 */
import type { SearchState } from "./search-state.ts";
import { NONE, type SeatingArrays } from "./seating-arrays.ts";
import { bring } from "./way-in.ts";

/** Points that it may cost to keep a pod as people know it. */
const IDENTITY = 5;

interface Heir {
  /** The closed pod. */
  readonly pod: number;
  /** A new one of its area. */
  readonly formed: number;
  /** How many people of the new one sat in the closed one. */
  readonly common: number;
}

export function reopenClosed(state: SearchState): void {
  const { size } = state.arrays;
  const bound = boundTo(state.arrays);
  for (const { pod, formed } of heirsOf(state)) {
    if (size[pod] === 0 && size[formed]! > 0) reopen(state, pod, formed, bound.get(pod) ?? []);
  }
}

/** Those with the most people in common first. */
function heirsOf({ arrays, living }: SearchState): Heir[] {
  const { existing, area, size, home } = arrays;
  return living.items
    .filter((formed) => formed >= existing)
    .flatMap((formed) => {
      const common = new Map<number, number>();
      for (const person of peopleIn(arrays, formed)) {
        const pod = home[person]!;
        if (pod !== NONE && size[pod] === 0 && area[pod] === area[formed]) common.set(pod, (common.get(pod) ?? 0) + 1);
      }
      return [...common].map(([pod, people]): Heir => ({ pod, formed, common: people }));
    })
    .sort((a, b) => b.common - a.common || a.pod - b.pod || a.formed - b.formed);
}

const peopleIn = (arrays: SeatingArrays, pod: number): number[] =>
  Array.from({ length: arrays.size[pod]! }, (_, chair) => arrays.at(pod, chair));

/** By pod, the people who do not leave it while it lives. */
function boundTo({ people, home, stays }: SeatingArrays): ReadonlyMap<number, readonly number[]> {
  const bound = new Map<number, number[]>();
  for (let person = 0; person < people; person++) {
    if (stays[person] !== 0) bound.set(home[person]!, [...(bound.get(home[person]!) ?? []), person]);
  }
  return bound;
}

/** Takes the people into the closed pod, and those who are bound to it, if that is worth it and moves no more people. */
function reopen(state: SearchState, pod: number, formed: number, bound: readonly number[]): void {
  const { arrays, total } = state;
  const { moved } = arrays;
  state.record();
  for (const person of peopleIn(arrays, formed)) state.put(person, pod);
  const isWhole = bound.every((person) => bring(state, person, pod));
  if (isWhole && state.total <= total + IDENTITY && arrays.moved <= moved) state.keep();
  else state.undo();
}
