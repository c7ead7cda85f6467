/** A pod read for comparison with others: its people chair by chair, and the points for moving each elsewhere. */

import { POD } from "../scoring/points.ts";
import { LeastArrival } from "./least-arrival.ts";
import { hourSetPoints } from "./lookup.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** More points than any change could save, even one that fills a pod that is short. */
const NEVER = 1 << 20;

/**
 * The least that a change can add on the side of one pod, whatever it adds on that of the other: in flat arrays, since most
 * pairs of pods need no more to be ruled out. More hours never cost a pod less.
 */
export class PodBounds {
  /** The version that each pod had when it was read. */
  readonly version: Int32Array;
  /** The least that an arrival adds. */
  readonly come: Int32Array;
  /** For each area and pod, the least that it adds when one of its people swaps with somebody of the area, or moves there. */
  readonly swap: Int32Array;
  readonly go: Int32Array;
  readonly leastArrival: LeastArrival;

  constructor({ arrays }: SearchState) {
    this.version = new Int32Array(arrays.pods).fill(NONE);
    this.come = new Int32Array(arrays.pods);
    this.swap = new Int32Array(arrays.pods * arrays.areas);
    this.go = new Int32Array(arrays.pods * arrays.areas);
    this.leastArrival = new LeastArrival(arrays.lookup);
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
  /** The least that the pod itself costs more once somebody else sits on the chair, and what it costs more once nobody does. */
  readonly swapped = new Int32Array(POD.max);
  readonly gone = new Int32Array(POD.max);
  /** Points for choice, move and company where the person sits; hugely negative for a person who must stay. */
  readonly #here = new Int32Array(POD.max);
  /** Points for choice, move and company that each person's move to the other pod adds. */
  readonly extra = new Int32Array(POD.max);
  /** The least of those, together with `swapped` and with `gone`. */
  leastSwap = NEVER;
  leastGo = NEVER;
  readonly #state: SearchState;
  readonly #bounds: PodBounds;

  constructor(state: SearchState, bounds: PodBounds, pod: number) {
    this.#state = state;
    this.#bounds = bounds;
    this.pod = pod;
  }

  /** Reads the pod again if it has changed. Returns whether it had. */
  load(): boolean {
    const { pod } = this;
    const { arrays } = this.#state;
    const { version } = this.#bounds;
    if (version[pod] === arrays.version[pod]) return false;
    version[pod] = arrays.version[pod]!;
    this.size = arrays.size[pod]!;
    for (let chair = 0; chair < this.size; chair++) this.#read(chair, arrays.at(pod, chair));
    this.#boundArrival();
    this.#boundDepartures();
    return true;
  }

  #read(chair: number, person: number): void {
    const { pod } = this;
    const { arrays } = this.#state;
    const at = arrays.hour[person]!;
    const bit = at === NONE ? 0 : 1 << at;
    const hours = arrays.hours[pod]!;
    const tally = arrays.tally[person]!;
    const without = bit !== 0 && arrays.hourCount[pod * 24 + at] === 1 ? hours & ~bit : hours;
    const left = arrays.podTally[pod]! - tally;
    const more = hourSetPoints(without) - arrays.own[pod]!;
    this.person[chair] = person;
    this.#here[chair] = arrays.free(person) ? arrays.placePoints(person, pod) - arrays.company(person, pod) : -NEVER;
    this.tally[chair] = tally;
    this.hour[chair] = bit;
    this.without[chair] = without;
    this.swapped[chair] = more + this.#bounds.leastArrival.at(left);
    this.gone[chair] = more + arrays.lookup[left]!;
  }

  #boundArrival(): void {
    const { pod, size } = this;
    const { podTally, hours, own } = this.#state.arrays;
    const { come, leastArrival } = this.#bounds;
    come[pod] = size === POD.max ? NEVER : leastArrival.at(podTally[pod]!) + hourSetPoints(hours[pod]!) - own[pod]!;
  }

  /** One bound serves for all areas, but for those that somebody named. */
  #boundDepartures(): void {
    const { pod, size, person, swapped, gone } = this;
    const { areas, pods, elsewhere, unnamed, wish1, wish2, wish3 } = this.#state.arrays;
    const { swap, go } = this.#bounds;
    const here = this.#here;
    let leastSwap = NEVER;
    let leastGo = NEVER;
    for (let chair = 0; chair < size; chair++) {
      const more = unnamed[person[chair]!]! - here[chair]!;
      leastSwap = Math.min(leastSwap, more + swapped[chair]!);
      leastGo = Math.min(leastGo, more + gone[chair]!);
    }
    for (let at = pod; at < areas * pods; at += pods) {
      swap[at] = leastSwap;
      go[at] = leastGo;
    }
    for (let chair = 0; chair < size; chair++) {
      const one = person[chair]!;
      for (let n = 0; n < 3; n++) {
        const area = n === 0 ? wish1[one]! : n === 1 ? wish2[one]! : wish3[one]!;
        if (area === NONE) break;
        const more = elsewhere[one * areas + area]! - here[chair]!;
        const at = area * pods + pod;
        swap[at] = Math.min(swap[at]!, more + swapped[chair]!);
        go[at] = Math.min(go[at]!, more + gone[chair]!);
      }
    }
  }

  /**
   * Computes each person's points for moving to another pod.
   *
   * @param isKin somebody's home or company is in the other pod
   */
  price(to: number, isKin: boolean): void {
    const { arrays } = this.#state;
    const { elsewhere, areas } = arrays;
    const { person, size, extra, swapped, gone } = this;
    const here = this.#here;
    const area = arrays.area[to]!;
    let leastSwap = NEVER;
    let leastGo = NEVER;
    for (let chair = 0; chair < size; chair++) {
      const one = person[chair]!;
      const there = isKin ? arrays.placePoints(one, to) - arrays.company(one, to) : elsewhere[one * areas + area]!;
      const more = there - here[chair]!;
      extra[chair] = more;
      if (more + swapped[chair]! < leastSwap) leastSwap = more + swapped[chair]!;
      if (more + gone[chair]! < leastGo) leastGo = more + gone[chair]!;
    }
    this.leastSwap = leastSwap;
    this.leastGo = leastGo;
  }
}
