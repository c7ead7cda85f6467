/** The least that two pods can cost by their tallies, however the people of both are dealt to them. */
import { type Mix, POD, POINTS, sharePoints, sizePoints } from "../scoring/points.ts";

const SIZES = POD.max + 1;
const SUMS = 2 * POD.max + 1;
const TABLE = SIZES * SIZES * SUMS;

export class Splits {
  /** For level 2, 3, 4 and volunteers: by both sizes and how many of those there are in both pods. */
  readonly #least = new Uint8Array(4 * TABLE);

  constructor(mix: Mix) {
    const points = [
      (size: number, count: number) => sharePoints(size, count, 2, mix) + sizePoints(size),
      (size: number, count: number) => sharePoints(size, count, 3, mix) + (count > 0 ? 0 : POINTS.noExperienced * size),
      (size: number, count: number) => sharePoints(size, count, 4, mix),
      (size: number, count: number) => (count > 0 ? 0 : POINTS.noVolunteer * size),
    ];
    for (let a = POD.min; a <= POD.max; a++) {
      for (let b = POD.min; b <= POD.max; b++) {
        for (let sum = 0; sum <= a + b; sum++) {
          for (const [kind, of] of points.entries()) {
            let least = 255;
            for (let inA = Math.max(0, sum - b); inA <= Math.min(a, sum); inA++) {
              least = Math.min(least, of(a, inA) + of(b, sum - inA));
            }
            this.#least[kind * TABLE + (a * SIZES + b) * SUMS + sum] = least;
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
