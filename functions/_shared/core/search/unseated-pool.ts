/** The people without a pod while a seating is constructed, by area and time zone, so that neighbours sit together. */
import { NONE, type SearchState } from "./search-state.ts";

const ZONES = 24;

/** The position of a time zone in a row that starts in the empty middle of the Pacific; unknown zones are last. */
export function zoneOf(hour: number): number {
  return hour === NONE ? ZONES : (hour + 11) % ZONES;
}

/** Lists people by area. Those who want it most come first; within a rank they are ordered by time zone. */
export class UnseatedPool {
  readonly everybody: number[] = [];
  /** People taken out by a caller that has not seated them yet. */
  readonly taken = new Set<number>();
  readonly #state: SearchState;
  readonly #byArea: number[][];
  readonly #next: Int32Array;
  #nextAny = 0;

  constructor(state: SearchState, areas: number) {
    this.#state = state;
    this.#byArea = Array.from({ length: areas }, () => []);
    this.#next = new Int32Array(areas);
    this.#gather();
  }

  #gather(): void {
    const { people, hour, pod, wish1, wish2, wish3 } = this.#state.arrays;
    const byZone: number[][] = Array.from({ length: ZONES + 1 }, () => []);
    for (let person = 0; person < people; person++) {
      if (pod[person] === NONE) byZone[zoneOf(hour[person]!)]!.push(person);
    }
    for (const zone of byZone) for (const person of zone) this.everybody.push(person);
    for (const wish of [wish1, wish2, wish3]) {
      for (const person of this.everybody) {
        if (wish[person] !== NONE) this.#byArea[wish[person]!]!.push(person);
      }
    }
  }

  /** Takes out the next person who wants an area; when nobody does, anybody who agreed to sit there. */
  take(area: number): number | undefined {
    const list = this.#byArea[area]!;
    while (this.#next[area]! < list.length) {
      const person = list[this.#next[area]!++]!;
      if (this.#state.arrays.pod[person] === NONE && !this.taken.has(person)) return person;
    }
    while (this.#nextAny < this.everybody.length) {
      const person = this.everybody[this.#nextAny++]!;
      if (!this.#state.arrays.mayPlace(person, area)) continue;
      if (this.#state.arrays.pod[person] === NONE && !this.taken.has(person)) return person;
    }
    return undefined;
  }

  left(): number[] {
    return this.everybody.filter((person) => this.#state.arrays.pod[person] === NONE);
  }
}
