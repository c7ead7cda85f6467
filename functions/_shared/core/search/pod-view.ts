/** A pod loaded for comparison with others: its people chair by chair, and the points for moving each elsewhere. */

import { POD } from "../scoring/points.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** More points than any change could save, even one that fills a pod that is short. */
export const NEVER = 1 << 20;

export class PodView {
  readonly pod: number;
  size = 0;
  readonly person = new Int32Array(POD.max);
  readonly tally = new Int32Array(POD.max);
  /** The person's hour as a bit, and the pod's hours without the person. */
  readonly hour = new Int32Array(POD.max);
  readonly without = new Int32Array(POD.max);
  /** Points for choice, move and company where the person sits; hugely negative for a person who must stay. */
  readonly #here = new Int32Array(POD.max);
  /** Points for choice, move and company that each person's move to the other pod adds, and the least of them. */
  readonly extra = new Int32Array(POD.max);
  least = NEVER;
  /** Whether anybody is bound to somebody, and points that the people of the other pod save as company of those here. */
  bound = false;
  company = 0;
  readonly #state: SearchState;

  /** The version of the pod that is loaded. */
  #version = -1;

  constructor(state: SearchState, pod: number) {
    this.#state = state;
    this.pod = pod;
  }

  /** Reads the pod again if it has changed. */
  load(): void {
    const { pod } = this;
    const { size, hour, hours, hourCount, tally, bonds, version } = this.#state.arrays;
    if (this.#version === version[pod]) return;
    this.#version = version[pod]!;
    this.size = size[pod]!;
    this.bound = false;
    for (let chair = 0; chair < this.size; chair++) {
      const person = this.#state.arrays.at(pod, chair);
      const at = hour[person]!;
      const bit = at === NONE ? 0 : 1 << at;
      this.person[chair] = person;
      this.#here[chair] = this.#state.arrays.free(person) ? this.#state.arrays.placePoints(person, pod) : -NEVER;
      if (bonds.has(person)) {
        this.bound = true;
        this.#here[chair]! -= this.#state.arrays.company(person, pod);
      }
      this.tally[chair] = tally[person]!;
      this.hour[chair] = bit;
      this.without[chair] = bit !== 0 && hourCount[pod * 24 + at] === 1 ? hours[pod]! & ~bit : hours[pod]!;
    }
  }

  /** Computes each person's points for moving to another pod. */
  price(to: number): void {
    const { arrays } = this.#state;
    this.least = NEVER;
    this.company = 0;
    for (let chair = 0; chair < this.size; chair++) {
      let extra = arrays.placePoints(this.person[chair]!, to) - this.#here[chair]!;
      if (this.bound) {
        const company = arrays.company(this.person[chair]!, to);
        this.company += company;
        extra -= company;
      }
      this.extra[chair] = extra;
      if (extra < this.least) this.least = extra;
    }
  }
}
