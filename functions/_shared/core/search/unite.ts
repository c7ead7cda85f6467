/** A perturbation for people who are bound to each other: small changes seldom bring two of them together. */

import { cheapestSwap, hasRoom, moveCost, swap } from "./costs.ts";
import { FORBIDDEN } from "./lookup.ts";
import { type Perturbation, podOf, wishOf } from "./perturbations.ts";
import type { Random } from "./random.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** How many people are looked at to find one who sits apart. */
const LOOKS = 8;

/** Brings two people who are bound to each other together: mostly in the pod of one of them, else in a third one. */
export const unite: Perturbation = (state, random, { bound }) => {
  const { pod } = state.arrays;
  for (let n = 0; bound.length > 0 && n < LOOKS; n++) {
    const person = bound[random.below(bound.length)]!;
    const companion = companionOf(state, random, person);
    if (pod[person] === pod[companion]) continue;
    const isThird = (random.bits() & 3) === 0;
    const to = isThird ? podOf(state, random, wishOf(state, random, person)) : pod[companion]!;
    if (!bring(state, person, to, companion)) continue;
    // Where the second one cannot come, the first one came for nothing, and the repair takes them elsewhere.
    if (isThird) bring(state, companion, to, person);
    return true;
  }
  return false;
};

function companionOf({ arrays }: SearchState, random: Random, person: number): number {
  const { first, other } = arrays.bonds;
  const from = first[person]!;
  return other[from + random.below(first[person + 1]! - from)]!;
}

/** Seats a person in a pod, on a free chair or on that of whoever swaps at least cost, but for `except`. */
function bring(state: SearchState, person: number, to: number, except: number): boolean {
  const { arrays } = state;
  const from = arrays.pod[person]!;
  if (to === from) return true;
  // A locked pod is not among the living ones: nobody enters or leaves it.
  if (to === NONE || !state.living.has(to) || (from !== NONE && !state.living.has(from))) return false;
  if (!arrays.free(person)) return false;
  const move = hasRoom(arrays, from, to) ? Math.min(moveCost(arrays, person, to), FORBIDDEN) : FORBIDDEN;
  const other = cheapestSwap(arrays, person, to, move, (one) => one !== except);
  if (other === NONE && move === FORBIDDEN) return false;
  if (other === NONE) state.put(person, to);
  else swap(state, person, other);
  return true;
}
