/** A pod read for comparison with others: its people chair by chair, and the points for moving each elsewhere. */

import { POD } from "../scoring/points.ts";
import { hourSetPoints } from "./lookup.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** More points than any change could save, even one that fills a pod that is short. */
export const NEVER = 1 << 20;

const UNPRICED = -NEVER;

/** What rules out changes between two pods before they are priced: in flat arrays, since most pairs need no more. */
export class PodBounds {
  readonly areas: number;
  /** The version that each pod had when it was read. */
  readonly version: Int32Array;
  /** Points for the pod's hours, and the least that they can be when a person leaves or is swapped. */
  readonly hours: Int32Array;
  readonly leastHours: Int32Array;
  /** For each pod and area, the least that a move of one of its people to a pod there adds; UNPRICED until it is needed. */
  readonly least: Int32Array;

  constructor({ arrays, inArea }: SearchState) {
    this.areas = inArea.length;
    this.version = new Int32Array(arrays.pods).fill(NONE);
    this.hours = new Int32Array(arrays.pods);
    this.leastHours = new Int32Array(arrays.pods);
    this.least = new Int32Array(arrays.pods * this.areas);
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
    this.extra = new Int32Array((bounds.areas + 1) * POD.max);
  }

  /** Reads the pod again if it has changed. */
  load(): void {
    const { pod } = this;
    const { arrays } = this.#state;
    const { areas, version, least } = this.#bounds;
    if (version[pod] === arrays.version[pod]) return;
    version[pod] = arrays.version[pod]!;
    least.fill(UNPRICED, pod * areas, (pod + 1) * areas);
    this.size = arrays.size[pod]!;
    for (let chair = 0; chair < this.size; chair++) this.#read(chair, arrays.at(pod, chair));
    this.#boundHours(arrays.hours[pod]!);
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

  #boundHours(set: number): void {
    const hours = hourSetPoints(set);
    let least = hours;
    for (let chair = 0; chair < this.size && least > 0; chair++) {
      least = Math.min(least, hourSetPoints(this.without[chair]!));
    }
    this.#bounds.hours[this.pod] = hours;
    this.#bounds.leastHours[this.pod] = least;
  }

  /**
   * Computes each person's points for moving to another pod.
   *
   * @param isKin somebody's home or company is in the other pod; else one price serves for all pods of an area
   */
  price(to: number, isKin: boolean): void {
    const { areas, least } = this.#bounds;
    const area = this.#state.arrays.area[to]!;
    const row = this.pod * areas + area;
    if (least[row] === UNPRICED) least[row] = this.#priceArea(area);
    this.at = area * POD.max;
    this.least = least[row]!;
    if (isKin) this.#priceOne(to);
  }

  #priceArea(area: number): number {
    const { arrays } = this.#state;
    let least = NEVER;
    for (let chair = 0; chair < this.size; chair++) {
      const extra = arrays.placePointsAway(this.person[chair]!, area) - this.#here[chair]!;
      this.extra[area * POD.max + chair] = extra;
      if (extra < least) least = extra;
    }
    return least;
  }

  #priceOne(to: number): void {
    const { arrays } = this.#state;
    this.at = this.#bounds.areas * POD.max;
    this.least = NEVER;
    for (let chair = 0; chair < this.size; chair++) {
      const person = this.person[chair]!;
      const extra = arrays.placePoints(person, to) - arrays.company(person, to) - this.#here[chair]!;
      this.extra[this.at + chair] = extra;
      if (extra < this.least) this.least = extra;
    }
  }
}
