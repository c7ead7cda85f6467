/**
 * The last step of a plan: people whose move is not worth it to them go home. The search itself counts moves by the points,
 * since it would form no new pods otherwise; once they are formed, this keeps to the moves that they need.
 */
import { POD } from "../scoring/points.ts";
import { moreMoved, moveCost, swap, swapCost } from "./costs.ts";
import type { SearchState } from "./search-state.ts";
import { NEVER_COUNTS, NONE } from "./seating-arrays.ts";

export function sendHome(state: SearchState): void {
  state.reprice((arrays) => arrays.priceToSendHome());
  for (let more = true; more; ) {
    more = false;
    for (let person = 0; person < state.arrays.people; person++) if (goesHome(state, person)) more = true;
  }
}

/** Takes a person home if that saves points by the new prices: to a free chair, or in exchange for somebody who sits there. */
function goesHome(state: SearchState, person: number): boolean {
  const { arrays } = state;
  const home = arrays.home[person]!;
  const from = arrays.pod[person]!;
  if (from === NONE || from === home || arrays.counts[person] === NEVER_COUNTS || !state.living.has(home)) return false;
  if (arrays.size[home]! < POD.max && arrays.size[from]! > POD.min && moveCost(arrays, person, home) < 0) {
    state.put(person, home);
    return true;
  }
  const other = cheapestToSwap(state, person, home);
  if (other !== NONE) swap(state, person, other);
  return other !== NONE;
}

/** The person in `home` with whom a swap saves most, and moves no more people than before; NONE when no swap saves any. */
function cheapestToSwap({ arrays }: SearchState, person: number, home: number): number {
  let best = NONE;
  let bestCost = 0;
  for (let chair = 0; chair < arrays.size[home]!; chair++) {
    const other = arrays.at(home, chair);
    if (!arrays.free(other) || moreMoved(arrays, person, home, other) > 0) continue;
    const cost = swapCost(arrays, person, other);
    if (cost < bestCost) {
      best = other;
      bestCost = cost;
    }
  }
  return best;
}
