/** What happens by chance in the month: the same for the same seed. */
import { Random } from "#shared/core/search/random.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export class Chance {
  readonly #random: Random;
  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  below(n: number): number {
    return this.#random.below(n);
  }

  percent(share: number): boolean {
    return this.below(100) < share;
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }

  some<T>(all: readonly T[], count: number): T[] {
    const left = [...all];
    return Array.from({ length: Math.min(count, all.length) }, () => left.splice(this.below(left.length), 1)[0] as T);
  }

  /** The key of one of them, as often as its weight says. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K {
    const all = Object.entries<number>(weights) as [K, number][];
    let left = this.below(all.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [key, weight] of all) {
      if (left < weight) return key;
      left -= weight;
    }
    throw new Error("Nothing has a weight.");
  }

  /** Between so many minutes, ms; GitHub tells whole seconds. */
  minutes(from: number, to: number): number {
    return from * MINUTE_MS + this.below((to - from) * 60) * 1_000;
  }

  hours(from: number, to: number): number {
    return from * HOUR_MS + this.below((to - from) * 3_600) * 1_000;
  }
}
