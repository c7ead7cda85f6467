/** A perturbation for people who are bound to each other: small changes seldom bring two of them together. */

import { type Perturbation, podOf, wishOf } from "./perturbations.ts";
import type { Random } from "./random.ts";
import { NONE, type SearchState } from "./search-state.ts";
import { bring, wayTo } from "./way-in.ts";

/** How many people are looked at to find one to bring. */
const LOOKS = 8;

/** Of the pairs found that sit together, one in four is taken elsewhere, since small changes seldom do. A mask of random bits. */
const TOGETHER = 3;

/** One in so many pods is looked at to find a third one for two people. */
const PODS_A_LOOK = 12;

/** Brings two people who are bound to each other together: in the pod of one of them, or in a third one. */
export const unite: Perturbation = (state, random, { bound }) => {
  const { pod, bonds } = state.arrays;
  for (let n = 0; bound.length > 0 && n < LOOKS; n++) {
    const person = bound[random.below(bound.length)]!;
    const companion = bonds.companionOf(person, random);
    const together = pod[person] === pod[companion];
    if (together && (random.bits() & TOGETHER) !== 0) continue;
    const isThird = together || (random.bits() & 1) === 0;
    const to = isThird ? thirdPod(state, random, person, companion) : pod[companion]!;
    if (!bring(state, person, to, companion)) continue;
    // Where the second one cannot come, the first one came for nothing, and the repair takes them elsewhere.
    if (isThird) bring(state, companion, to, person);
    return true;
  }
  return false;
};

/** Of some pods that one of the two might like, the one to which the ways of both cost least; NONE if there is none. */
function thirdPod(state: SearchState, random: Random, person: number, companion: number): number {
  const { pod } = state.arrays;
  let best = NONE;
  let least = Number.POSITIVE_INFINITY;
  for (let n = Math.ceil(state.living.size / PODS_A_LOOK); n > 0; n--) {
    const to = podOf(state, random, wishOf(state, random, (random.bits() & 1) === 0 ? person : companion));
    if (to === pod[person] || to === pod[companion]) continue;
    const cost = wayTo(state, person, to, companion).cost + wayTo(state, companion, to, person).cost;
    if (cost >= least) continue;
    best = to;
    least = cost;
  }
  return best;
}
