/** A pod laid out for comparing it with others: its people chair by chair, and what it costs that each goes elsewhere. */

import { POD } from "../scoring/points.ts";
import { type Board, NONE } from "./search-state.ts";

/** More points than any change could save, pods filled up that lacked people included. */
export const NEVER = 1 << 20;

export class Side {
  pod = NONE;
  size = 0;
  readonly person = new Int32Array(POD.max);
  readonly tally = new Int32Array(POD.max);
  /** The person's hour as a bit, and the pod's hours without the person. */
  readonly hour = new Int32Array(POD.max);
  readonly without = new Int32Array(POD.max);
  /** Points for choice and move where the person sits; less than nothing for somebody who must stay. */
  readonly #here = new Int32Array(POD.max);
  /** Points for choice and move that the person going to the other pod adds; the least of them. */
  readonly extra = new Int32Array(POD.max);
  least = NEVER;
  readonly #board: Board;

  constructor(board: Board) {
    this.#board = board;
  }

  /** Lays out a pod. */
  load(pod: number): void {
    const { size, hour, hours, hourCount, tally } = this.#board;
    this.pod = pod;
    this.size = size[pod]!;
    for (let chair = 0; chair < this.size; chair++) {
      const person = this.#board.at(pod, chair);
      const at = hour[person]!;
      const bit = at === NONE ? 0 : 1 << at;
      this.person[chair] = person;
      this.#here[chair] = this.#board.free(person) ? this.#board.placePoints(person, pod) : -NEVER;
      this.tally[chair] = tally[person]!;
      this.hour[chair] = bit;
      this.without[chair] = bit !== 0 && hourCount[pod * 24 + at] === 1 ? hours[pod]! & ~bit : hours[pod]!;
    }
  }

  /** Prices each person's way to another pod. */
  price(to: number): void {
    const board = this.#board;
    this.least = NEVER;
    for (let chair = 0; chair < this.size; chair++) {
      const extra = board.placePoints(this.person[chair]!, to) - this.#here[chair]!;
      this.extra[chair] = extra;
      if (extra < this.least) this.least = extra;
    }
  }
}
