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
    for (let a = POD.min; a <= POD.max; a++) {
      for (let b = POD.min; b <= POD.max; b++) {
        for (let sum = 0; sum <= a + b; sum++) {
          for (const [table, counter] of HEAD_COUNTERS.entries()) {
            let least = 255;
            for (let inA = Math.max(0, sum - b); inA <= Math.min(a, sum); inA++) {
              const cost = points.ofCount(counter, inA, a, mix) + points.ofCount(counter, sum - inA, b, mix);
              least = Math.min(least, cost);
            }
            // The points for both sizes do not depend on the split, so the first table includes them.
            if (table === 0) least += points.ofSize(a) + points.ofSize(b);
            this.#least[table * TABLE + (a * SIZES + b) * SUMS + sum] = least;
          }
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
