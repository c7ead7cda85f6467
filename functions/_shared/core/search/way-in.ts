/** The cheapest way of one person into a pod. */
import { cheapestSwap, hasRoom, moveCost, type Swap, swap } from "./costs.ts";
import { FORBIDDEN } from "./lookup.ts";
import { NONE, type SearchState } from "./search-state.ts";

const NO_WAY: Swap = { cost: FORBIDDEN, other: NONE };

/** The cheapest way into a pod but for a swap with `except`; on a free chair the other is NONE. */
export function wayTo({ arrays, living }: SearchState, person: number, to: number, except = NONE): Swap {
  const from = arrays.pod[person]!;
  // A locked pod is not among the living ones: nobody enters or leaves it.
  if (!living.has(to) || (from !== NONE && !living.has(from)) || !arrays.free(person)) return NO_WAY;
  const move = hasRoom(arrays, from, to) ? Math.min(moveCost(arrays, person, to), FORBIDDEN) : FORBIDDEN;
  return cheapestSwap(arrays, person, to, move, (one) => one !== except);
}

/** Seats a person in a pod in the cheapest way but for a swap with `except`. Returns whether they sit there. */
export function bring(state: SearchState, person: number, to: number, except = NONE): boolean {
  if (to === NONE) return false;
  if (to === state.arrays.pod[person]) return true;
  const { cost, other } = wayTo(state, person, to, except);
  if (cost >= FORBIDDEN) return false;
  if (other === NONE) state.put(person, to);
  else swap(state, person, other);
  return true;
}
