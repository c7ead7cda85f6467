/**
 * The last step of a plan: people whose move is not worth it to them go home. The search itself counts moves by the points,
 * since it would form no new pods otherwise; once they are formed, this keeps to the moves that they need.
 */
import { cheapestSwap, hasRoom, moreMoved, moveCost, swap } from "./costs.ts";
import { reopenClosed } from "./reopen-closed.ts";
import type { SearchState } from "./search-state.ts";
import { NEVER_COUNTS, NONE } from "./seating-arrays.ts";

export function sendHome(state: SearchState): void {
  state.reprice((arrays) => arrays.priceToSendHome());
  reopenClosed(state);
  takeHome(state);
}

/** Takes people home, as far as their moves count, while that saves points. */
export function takeHome(state: SearchState): void {
  for (let more = true; more; ) {
    more = false;
    for (let person = 0; person < state.arrays.people; person++) if (goesHome(state, person)) more = true;
  }
}

/**
 * Takes a person home if that saves points by the new prices: to a free chair, or in exchange for somebody who sits there, as
 * long as no more people move than before.
 */
function goesHome(state: SearchState, person: number): boolean {
  const { arrays } = state;
  const home = arrays.home[person]!;
  const from = arrays.pod[person]!;
  if (from === NONE || from === home || arrays.counts[person] === NEVER_COUNTS || !state.living.has(home)) return false;
  if (hasRoom(arrays, from, home) && moveCost(arrays, person, home) < 0) {
    state.put(person, home);
    return true;
  }
  const { other } = cheapestSwap(arrays, person, home, 0, (one) => moreMoved(arrays, person, home, one) <= 0);
  if (other !== NONE) swap(state, person, other);
  return other !== NONE;
}
