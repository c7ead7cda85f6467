/** The people who may move, and those of them whom a perturbation looks for. */

import { POD } from "../scoring/points.ts";
import type { Random } from "./random.ts";
import { type SearchState, UNNAMED } from "./search-state.ts";

/** How many people are looked at when there are more. */
const LOOKS = 1000;

export class Movers {
  readonly people: Int32Array;
  /** Those who are bound to somebody. */
  readonly bound: Int32Array;
  readonly #state: SearchState;
  readonly #keen = new Map<number, Int32Array>();

  constructor(state: SearchState, people: Int32Array) {
    this.#state = state;
    this.people = people;
    this.bound = people.filter((person) => state.arrays.bonds.has(person));
  }

  /** Those who named an area, out of everybody or of a sample; when they are few, everybody in the sample. */
  keenOn(area: number, random: Random): Int32Array {
    if (this.people.length > LOOKS) return this.#among(this.#sample(random), area);
    let keen = this.#keen.get(area);
    if (keen === undefined) {
      keen = this.#among(this.people, area);
      this.#keen.set(area, keen);
    }
    return keen;
  }

  #sample(random: Random): Int32Array {
    return Int32Array.from({ length: LOOKS }, () => this.people[random.below(this.people.length)]!);
  }

  #among(people: Int32Array, area: number): Int32Array {
    const keen = people.filter((person) => this.#state.arrays.rank(person, area) < UNNAMED);
    return keen.length >= POD.max ? keen : people;
  }
}
