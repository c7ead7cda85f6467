/** The people who may come into a pod that opens, and which of them costs least. */
import { departureCost, hoursAfter } from "./costs.ts";
import { FORBIDDEN, PERSON_TALLIES } from "./lookup.ts";
import { NONE, type SeatingArrays } from "./seating-arrays.ts";

export class Candidates {
  readonly #arrays: SeatingArrays;
  readonly #people: Int32Array;
  readonly #pod: number;
  /** What each one's move costs, apart from the points of the pod itself. */
  readonly #costs: Int32Array;

  constructor(arrays: SeatingArrays, people: Int32Array, pod: number) {
    this.#arrays = arrays;
    this.#people = people;
    this.#pod = pod;
    this.#costs = new Int32Array(people.length);
    for (let at = 0; at < people.length; at++) this.#price(at);
  }

  /** Prices those anew for whom it matters that a person has come from another pod, or had waited (NONE). */
  came(person: number, from: number): void {
    const { pod, bonds } = this.#arrays;
    const people = this.#people;
    const isBound = bonds.has(person);
    for (let at = 0; at < people.length; at++) {
      const other = people[at]!;
      if ((from !== NONE && pod[other] === from) || (isBound && bonds.has(other))) this.#price(at);
    }
  }

  #price(at: number): void {
    const arrays = this.#arrays;
    const person = this.#people[at]!;
    this.#costs[at] =
      departureCost(arrays, person) +
      arrays.placePoints(person, this.#pod) +
      arrays.bonds.apart[person]! -
      arrays.company(person, this.#pod);
  }

  /** The one whose move to the pod costs least; NONE when nobody may. */
  keenest(): number {
    const arrays = this.#arrays;
    const { pod: podOf, size, tally, hour, lookup } = arrays;
    const pod = this.#pod;
    const people = this.#people;
    const costs = this.#costs;
    const podTally = arrays.podTally[pod]!;
    const own = arrays.own[pod]!;
    const least = this.#leastOwn();
    let best = NONE;
    let bestCost = FORBIDDEN;
    for (let at = 0; at < people.length; at++) {
      let cost = costs[at]!;
      if (cost + least >= bestCost) continue;
      const person = people[at]!;
      cost += lookup[podTally + tally[person]!]! - own;
      if (cost >= bestCost) continue;
      const from = podOf[person]!;
      if (from === pod || (from !== NONE && size[from]! <= 1) || !arrays.free(person)) continue;
      cost += hoursAfter(arrays, pod, NONE, hour[person]!);
      if (cost >= bestCost) continue;
      best = person;
      bestCost = cost;
    }
    return best;
  }

  /** The least that anybody can add to the pod's own points, apart from hours. */
  #leastOwn(): number {
    const { lookup, podTally, own } = this.#arrays;
    const pod = this.#pod;
    let least = FORBIDDEN;
    for (const tally of PERSON_TALLIES) least = Math.min(least, lookup[podTally[pod]! + tally]! - own[pod]!);
    return least;
  }
}
