/** A pod read for comparison with others: its people chair by chair, and the points for moving each elsewhere. */

import { POD, points } from "../scoring/points.ts";
import { hourSetPoints } from "./lookup.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** More points than any change could save, even one that fills a pod that is short. */
const NEVER = 1 << 20;

const UNPRICED = -NEVER;

/** The least a pod of each size costs by itself. */
export const LEAST = Int32Array.from({ length: POD.max + 2 }, (_, size) =>
  size > POD.max ? NEVER : points.ofSize(size),
);

/** What rules out changes between two pods before they are priced: in flat arrays, since most pairs need no more. */
export class PodBounds {
  /** The version that each pod had when it was read. */
  readonly version: Int32Array;
  /** Points for the pod's hours, and the least that they can be when a person leaves or is swapped. */
  readonly hours: Int32Array;
  readonly leastHours: Int32Array;
  /** The most points that a swap, a departure and an arrival can save in the pod, apart from choices, moves and company. */
  readonly swap: Int32Array;
  readonly go: Int32Array;
  readonly come: Int32Array;
  /** For each area and pod, the least that a move of one of its people to a pod there adds; UNPRICED until it is needed. */
  readonly least: Int32Array;

  constructor({ arrays }: SearchState) {
    this.version = new Int32Array(arrays.pods).fill(NONE);
    this.hours = new Int32Array(arrays.pods);
    this.leastHours = new Int32Array(arrays.pods);
    this.swap = new Int32Array(arrays.pods);
    this.go = new Int32Array(arrays.pods);
    this.come = new Int32Array(arrays.pods);
    this.least = new Int32Array(arrays.pods * arrays.areas);
  }
}

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
  /**
   * Points for choice, move and company that each person's move to the other pod adds, from `at` on, and the least of them.
   * There is a row for each area, and one for prices that hold for one pod only.
   */
  readonly extra: Int32Array;
  at = 0;
  least = NEVER;
  readonly #state: SearchState;
  readonly #bounds: PodBounds;

  constructor(state: SearchState, bounds: PodBounds, pod: number) {
    this.#state = state;
    this.#bounds = bounds;
    this.pod = pod;
    this.extra = new Int32Array((state.arrays.areas + 1) * POD.max);
  }

  /** Reads the pod again if it has changed. Returns whether it had. */
  load(): boolean {
    const { pod } = this;
    const { arrays } = this.#state;
    const { areas, pods } = arrays;
    const { version, least } = this.#bounds;
    if (version[pod] === arrays.version[pod]) return false;
    version[pod] = arrays.version[pod]!;
    for (let area = 0; area < areas; area++) least[area * pods + pod] = UNPRICED;
    this.size = arrays.size[pod]!;
    for (let chair = 0; chair < this.size; chair++) this.#read(chair, arrays.at(pod, chair));
    this.#bound(arrays.hours[pod]!, arrays.own[pod]!);
    return true;
  }

  #read(chair: number, person: number): void {
    const { pod } = this;
    const { arrays } = this.#state;
    const at = arrays.hour[person]!;
    const bit = at === NONE ? 0 : 1 << at;
    const hours = arrays.hours[pod]!;
    this.person[chair] = person;
    this.#here[chair] = arrays.free(person) ? arrays.placePoints(person, pod) - arrays.company(person, pod) : -NEVER;
    this.tally[chair] = arrays.tally[person]!;
    this.hour[chair] = bit;
    this.without[chair] = bit !== 0 && arrays.hourCount[pod * 24 + at] === 1 ? hours & ~bit : hours;
  }

  #bound(set: number, own: number): void {
    const { pod, size } = this;
    const bounds = this.#bounds;
    const hours = hourSetPoints(set);
    let least = hours;
    for (let chair = 0; chair < size && least > 0; chair++) {
      least = Math.min(least, hourSetPoints(this.without[chair]!));
    }
    bounds.hours[pod] = hours;
    bounds.leastHours[pod] = least;
    bounds.swap[pod] = own - least - LEAST[size]!;
    bounds.go[pod] = size > POD.min ? own - least - LEAST[size - 1]! : -NEVER;
    bounds.come[pod] = own - hours - LEAST[size + 1]!;
  }

  /**
   * Computes each person's points for moving to another pod.
   *
   * @param isKin somebody's home or company is in the other pod; else one price serves for all pods of an area
   */
  price(to: number, isKin: boolean): void {
    if (isKin) {
      this.#priceOne(to);
      return;
    }
    const area = this.#state.arrays.area[to]!;
    this.at = area * POD.max;
    this.least = this.leastIn(area);
  }

  /** The least that a move of one of its people to a pod of an area adds, if it is not kin. */
  leastIn(area: number): number {
    const { least } = this.#bounds;
    const row = area * this.#state.arrays.pods + this.pod;
    if (least[row] === UNPRICED) least[row] = this.#priceArea(area);
    return least[row]!;
  }

  #priceArea(area: number): number {
    const { elsewhere, areas } = this.#state.arrays;
    const { person, extra, size } = this;
    const here = this.#here;
    const row = area * POD.max;
    let least = NEVER;
    for (let chair = 0; chair < size; chair++) {
      const more = elsewhere[person[chair]! * areas + area]! - here[chair]!;
      extra[row + chair] = more;
      if (more < least) least = more;
    }
    return least;
  }

  #priceOne(to: number): void {
    const { arrays } = this.#state;
    this.at = this.#state.arrays.areas * POD.max;
    this.least = NEVER;
    for (let chair = 0; chair < this.size; chair++) {
      const person = this.person[chair]!;
      const extra = arrays.placePoints(person, to) - arrays.company(person, to) - this.#here[chair]!;
      this.extra[this.at + chair] = extra;
      if (extra < this.least) this.least = extra;
    }
  }
}
