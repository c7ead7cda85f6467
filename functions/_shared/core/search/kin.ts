/**
 * The kin of a pod: the other pods where somebody of this one has their home or their company, and those whose people have it
 * here. Between kin, prices depend on the very pods; between all others they depend on the areas alone.
 */
import type { PodView } from "./pod-view.ts";
import { NONE } from "./search-state.ts";
import type { SeatingArrays } from "./seating-arrays.ts";

export class Kin {
  readonly #arrays: SeatingArrays;
  /** The people whose home each existing pod is. */
  readonly #residents: number[][];
  /** Kin hold the number of the last call of `meet`. */
  readonly #met: Int32Array;
  #calls = 0;

  constructor(arrays: SeatingArrays) {
    this.#arrays = arrays;
    this.#met = new Int32Array(arrays.pods);
    this.#residents = Array.from({ length: arrays.existing }, () => []);
    for (const [person, home] of arrays.home.entries()) if (home !== NONE) this.#residents[home]!.push(person);
  }

  /** Whether a pod is kin of the one that was met last. */
  has(pod: number): boolean {
    return this.#met[pod] === this.#calls;
  }

  meet({ pod, size, person }: PodView): void {
    const { home, bonds, pod: podOf, existing } = this.#arrays;
    this.#calls++;
    for (let chair = 0; chair < size; chair++) {
      const one = person[chair]!;
      this.#note(home[one]!);
      for (let at = bonds.first[one]!, end = bonds.first[one + 1]!; at < end; at++)
        this.#note(podOf[bonds.other[at]!]!);
    }
    if (pod >= existing) return;
    for (const one of this.#residents[pod]!) this.#note(podOf[one]!);
  }

  #note(pod: number): void {
    if (pod !== NONE) this.#met[pod] = this.#calls;
  }
}
