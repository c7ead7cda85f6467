/** The people without a pod while seats are dealt: by area and time zone, so that those dealt together go together. */
import { type Board, NONE } from "./search-state.ts";

const ZONES = 24;

/** Time zones in a row that starts in the empty middle of the Pacific; unknown ones last. */
export function zoneOf(hour: number): number {
  return hour === NONE ? ZONES : (hour + 11) % ZONES;
}

/** People without a pod, listed by area: first who wants it most, in each rank by time zone. */
export class Pool {
  readonly everybody: number[] = [];
  /** In somebody's hands: neither seated nor waiting here. */
  readonly taken = new Set<number>();
  readonly #board: Board;
  readonly #byArea: number[][];
  readonly #next: Int32Array;
  #nextAny = 0;

  constructor(board: Board, areas: number) {
    this.#board = board;
    this.#byArea = Array.from({ length: areas }, () => []);
    this.#next = new Int32Array(areas);
    this.#gather();
  }

  #gather(): void {
    const { people, hour, pod, wish1, wish2, wish3 } = this.#board;
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

  /** Takes the next person out who wants an area; anybody when nobody does. */
  take(area: number): number | undefined {
    const list = this.#byArea[area]!;
    while (this.#next[area]! < list.length) {
      const person = list[this.#next[area]!++]!;
      if (this.#board.pod[person] === NONE && !this.taken.has(person)) return person;
    }
    while (this.#nextAny < this.everybody.length) {
      const person = this.everybody[this.#nextAny++]!;
      if (this.#board.pod[person] === NONE && !this.taken.has(person)) return person;
    }
    return undefined;
  }

  left(): number[] {
    return this.everybody.filter((person) => this.#board.pod[person] === NONE);
  }
}
