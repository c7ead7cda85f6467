/**
 * The board the search plays on: who sits where, where to look for what, and the books of the points.
 *
 * `put` is the only way anything changes, so the books always agree with the seats, and everything can be taken back.
 */

import type { Indexed } from "./index-community.ts";
import { Bag } from "./indexed-set.ts";
import { hourSetPoints } from "./lookup.ts";
import { Columns, NONE, SEATS } from "./seating-arrays.ts";

export { ADVOCATE, NONE, PINNED, UNNAMED } from "./seating-arrays.ts";

export class Board extends Columns {
  // Where to look: living pods that may change; of them those in an area, those that cost something; unused slots.
  readonly living: Bag;
  readonly inArea: readonly Bag[];
  readonly troubled: Bag;
  readonly spare: Bag;
  readonly #formable: Uint8Array;
  /** The chair of each person in their pod. */
  readonly #chair: Uint8Array;

  /** Points of everything. */
  total = 0;
  readonly #past: number[] = [];
  recording = false;

  constructor(indexed: Indexed) {
    super(indexed);
    this.#chair = new Uint8Array(this.people);
    this.living = new Bag(new Int32Array(this.pods).fill(NONE));
    this.troubled = new Bag(new Int32Array(this.pods).fill(NONE));
    this.spare = new Bag(new Int32Array(this.pods).fill(NONE));
    const whereInArea = new Int32Array(this.pods).fill(NONE);
    this.inArea = indexed.areas.map(() => new Bag(whereInArea));
    this.#formable = new Uint8Array(indexed.areas.length);
    for (const area of indexed.formable) this.#formable[area] = 1;
    for (let pod = this.pods - 1; pod >= this.existing; pod--) this.spare.add(pod);
  }

  /** Whether a new pod may be in an area. */
  mayForm(area: number): boolean {
    return area !== NONE && this.#formable[area] === 1;
  }

  /** Seats a person in a pod with room, or nowhere (NONE), out of wherever they were. */
  put(person: number, pod: number): void {
    const from = this.pod[person]!;
    if (this.recording) this.#past.push(person, from);
    if (from !== NONE) this.#leave(person, from);
    if (pod !== NONE) this.#enter(person, pod);
    const home = this.home[person]!;
    if (home !== NONE) this.moved += (pod !== home ? 1 : 0) - (from !== home ? 1 : 0);
  }

  #leave(person: number, pod: number): void {
    const last = this.at(pod, --this.size[pod]!);
    const chair = this.#chair[person]!;
    this.roster[pod * SEATS + chair] = last;
    this.#chair[last] = chair;
    this.pod[person] = NONE;
    this.podTally[pod]! -= this.tally[person]!;
    const hour = this.hour[person]!;
    if (hour !== NONE && --this.hourCount[pod * 24 + hour]! === 0) this.hours[pod]! &= ~(1 << hour);
    this.#book(pod, -this.placePoints(person, pod));
    if (this.size[pod] === 0) this.#close(pod);
  }

  #enter(person: number, pod: number): void {
    if (this.size[pod] === 0) this.#open(pod);
    const chair = this.size[pod]!++;
    this.roster[pod * SEATS + chair] = person;
    this.#chair[person] = chair;
    this.pod[person] = pod;
    this.podTally[pod]! += this.tally[person]!;
    const hour = this.hour[person]!;
    if (hour !== NONE && this.hourCount[pod * 24 + hour]!++ === 0) this.hours[pod]! |= 1 << hour;
    this.#book(pod, this.placePoints(person, pod));
  }

  #book(pod: number, people: number): void {
    const own = this.lookup[this.podTally[pod]!]! + hourSetPoints(this.hours[pod]!);
    const change = people + own - this.own[pod]!;
    this.own[pod] = own;
    this.sum[pod]! += change;
    this.total += change;
    if (this.sum[pod]! > 0 && this.sealed[pod] === 0) this.troubled.add(pod);
    else this.troubled.remove(pod);
  }

  #open(pod: number): void {
    if (pod >= this.existing) this.spare.remove(pod);
    if (this.sealed[pod] !== 0) return;
    this.living.add(pod);
    this.inArea[this.area[pod]!]!.add(pod);
  }

  #close(pod: number): void {
    if (pod >= this.existing) this.spare.add(pod);
    if (this.sealed[pod] !== 0) return;
    this.living.remove(pod);
    this.inArea[this.area[pod]!]!.remove(pod);
  }

  /** Gives a new pod (or an unused slot) another area. */
  retheme(pod: number, area: number): void {
    const from = this.area[pod]!;
    if (this.recording) this.#past.push(~pod, from);
    this.area[pod] = area;
    if (this.size[pod] === 0) return;
    this.inArea[from]!.remove(pod);
    this.inArea[area]!.add(pod);
    this.#book(pod, this.rethemePoints(pod, area) - this.rethemePoints(pod, from));
  }

  /** Points for the places of a pod's people if it were in `area`. */
  rethemePoints(pod: number, area: number): number {
    let points = 0;
    for (let chair = 0; chair < this.size[pod]!; chair++) points += this.placePointsIn(this.at(pod, chair), pod, area);
    return points;
  }

  /** The pods that what was recorded has changed. */
  touched(): number[] {
    const pods = new Set<number>();
    for (let at = 0; at < this.#past.length; at += 2) {
      const what = this.#past[at]!;
      if (what < 0) pods.add(~what);
      else {
        pods.add(this.#past[at + 1]!);
        pods.add(this.pod[what]!);
      }
    }
    return [...pods].filter((pod) => pod !== NONE && this.size[pod]! > 0);
  }

  /** Takes back everything recorded. */
  undo(): void {
    this.recording = false;
    while (this.#past.length > 0) {
      const before = this.#past.pop()!;
      const what = this.#past.pop()!;
      if (what >= 0) this.put(what, before);
      else this.retheme(~what, before);
    }
  }

  /** Starts recording; what was recorded before can no longer be taken back. */
  record(): void {
    this.#past.length = 0;
    this.recording = true;
  }

  /** Stops recording and keeps what happened. */
  keep(): void {
    this.#past.length = 0;
    this.recording = false;
  }
}
