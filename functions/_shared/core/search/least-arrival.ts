/** The least that a pod can cost once one more person sits there, of the kind that suits it best; apart from hours, choices and moves. */
import { PERSON_TALLIES } from "./lookup.ts";

export class LeastArrival {
  readonly #lookup: Uint16Array;
  /** By the pod's tally, one more than the points; 0 until they are needed. */
  readonly #known: Uint16Array;

  constructor(lookup: Uint16Array) {
    this.#lookup = lookup;
    this.#known = new Uint16Array(lookup.length);
  }

  /** @param tally of the people who sit there already, `POD.max` - 1 at most */
  at(tally: number): number {
    const known = this.#known[tally]!;
    return known > 0 ? known - 1 : this.#find(tally);
  }

  #find(tally: number): number {
    const least = Math.min(...PERSON_TALLIES.map((person) => this.#lookup[tally + person]!));
    this.#known[tally] = least + 1;
    return least;
  }
}
