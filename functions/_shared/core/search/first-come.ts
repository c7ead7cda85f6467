/** Where a seat costs the same whoever takes it, those who have waited longest get it: people are told their place in the row. */
import { replaceCost } from "./costs.ts";
import type { Indexed } from "./index-community.ts";
import type { SearchState } from "./search-state.ts";
import { NONE } from "./seating-arrays.ts";

export function seatFirstCome(state: SearchState, { members }: Indexed): void {
  const since = Float64Array.from(members, ({ waitingSince = Number.POSITIVE_INFINITY }) => waitingSince);
  const byTurn = (a: number, b: number) => since[a]! - since[b]! || a - b;
  const waiting = [...state.waiting.items].sort(byTurn);
  for (const person of waiting) {
    const later = latestInPlaceOf(state, person, since);
    if (later === NONE) continue;
    const pod = state.arrays.pod[later]!;
    state.put(later, NONE);
    state.put(person, pod);
    // They may have come before others, too.
    waiting.push(later);
  }
}

/** Of those who waited as well, began later, and got a seat that costs no more with this person: the one who began last. */
function latestInPlaceOf(state: SearchState, person: number, since: Float64Array): number {
  const { arrays } = state;
  let latest = NONE;
  if (since[person] === Number.POSITIVE_INFINITY) return latest;
  for (const pod of state.living.items) {
    if (!arrays.mayPlace(person, arrays.area[pod]!)) continue;
    for (let chair = 0; chair < arrays.size[pod]!; chair++) {
      const other = arrays.at(pod, chair);
      if (arrays.home[other] !== NONE || since[other]! <= since[person]!) continue;
      const isLater = latest === NONE || since[other]! > since[latest]!;
      if (isLater && replaceCost(arrays, other, person) <= 0) latest = other;
    }
  }
  return latest;
}
