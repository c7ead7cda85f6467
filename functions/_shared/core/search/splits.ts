/** The fewest points that two pods can cost by their tallies, however their people are split between them. */
import type { Mix } from "../scoring/mix.ts";
import { POD, points } from "../scoring/points.ts";
import { HEAD_COUNTERS } from "../scoring/term-kinds.ts";

const SIZES = POD.max + 1;
const SUMS = 2 * POD.max + 1;
const TABLE = SIZES * SIZES * SUMS;

export class Splits {
  /** A table for each of `HEAD_COUNTERS`, by both sizes and by the number of those people in both pods together. */
  readonly #least = new Uint8Array(HEAD_COUNTERS.length * TABLE);

  constructor(mix: Mix) {
    for (const [table, counter] of HEAD_COUNTERS.entries()) {
      // Each number is used many times.
      const cost = Array.from({ length: SIZES }, (_, size) =>
        Uint8Array.from({ length: size + 1 }, (_, people) => points.ofCount(counter, people, size, mix)),
      );
      for (let a = POD.min; a <= POD.max; a++) {
        for (let b = POD.min; b <= POD.max; b++) {
          // The points for both sizes do not depend on the split, so the first table includes them.
          const sizes = table === 0 ? points.ofSize(a) + points.ofSize(b) : 0;
          for (let sum = 0; sum <= a + b; sum++)
            this.#least[table * TABLE + (a * SIZES + b) * SUMS + sum] = sizes + leastOf(cost[a]!, cost[b]!, sum);
        }
      }
    }
  }

  /** For pods of sizes `a` and `b` that share the people of two tallies. */
  least(a: number, b: number, one: number, other: number): number {
    const table = this.#least;
    const at = (a * SIZES + b) * SUMS;
    return (
      table[at + ((one >> 4) & 15) + ((other >> 4) & 15)]! +
      table[TABLE + at + ((one >> 8) & 15) + ((other >> 8) & 15)]! +
      table[2 * TABLE + at + ((one >> 12) & 15) + ((other >> 12) & 15)]! +
      table[3 * TABLE + at + ((one >> 16) & 15) + ((other >> 16) & 15)]!
    );
  }
}

/** The least that `sum` people cost, some of them in one pod and the rest in another, by what any number of them costs in each. */
function leastOf(costA: Uint8Array, costB: Uint8Array, sum: number): number {
  let least = 255;
  for (let inA = Math.max(0, sum - costB.length + 1); inA < Math.min(costA.length, sum + 1); inA++)
    least = Math.min(least, costA[inA]! + costB[sum - inA]!);
  return least;
}
