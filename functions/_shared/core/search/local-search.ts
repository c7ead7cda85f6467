/**
 * Local search: around the pods that a perturbation changed, makes moves and swaps that save points until none does, and
 * seats people who wait.
 * Bounds rule out changes that cannot save points before they are priced, so that looking everywhere costs little.
 */

import { POD, points } from "../scoring/points.ts";
import type { Rules } from "./anneal.ts";
import { enterCost, moreMoved, replaceCost, swap } from "./costs.ts";
import { FORBIDDEN, hourSetPoints } from "./lookup.ts";
import { NEVER, PodView } from "./pod-view.ts";
import { NONE, type SearchState, UNNAMED } from "./search-state.ts";
import { Splits } from "./splits.ts";

/** The least a pod of each size costs by itself. */
const LEAST = Int32Array.from({ length: POD.max + 2 }, (_, size) => (size > POD.max ? NEVER : points.ofSize(size)));

/** Steps that take as long as trying one small change: a look at a pair of pods is one step, loading a pod four. */
const STEPS = 4;

export class LocalSearch {
  readonly #state: SearchState;
  readonly #rules: Rules;
  readonly #splits: Splits;
  /** Pods to compare with all others, as a stack. */
  readonly #dirty: number[] = [];
  readonly #isDirty: Uint8Array;
  /** The pods as they were when they were last compared. */
  readonly #views: PodView[] = [];
  #a: PodView;
  /** Steps of work since `improve` was called. */
  #steps = 0;
  /** The best change found between the two pods: its cost, the person, their new pod, and the person they swap with. */
  #cost = 0;
  #one = NONE;
  #other = NONE;
  #to = NONE;

  constructor(state: SearchState, rules: Rules) {
    this.#state = state;
    this.#rules = rules;
    this.#splits = new Splits(state.arrays.mix);
    this.#isDirty = new Uint8Array(state.arrays.pods);
    this.#a = this.#view(0);
  }

  /** Compares these pods, and all pods that change by it, with every other. Returns the work, in small changes. */
  improve(pods: readonly number[]): number {
    const { inArea } = this.#state;
    const { size, existing } = this.#state.arrays;
    this.#steps = 0;
    for (const pod of pods) this.#mark(pod);
    while (this.#dirty.length > 0) {
      const pod = this.#dirty.pop()!;
      this.#isDirty[pod] = 0;
      if (size[pod] === 0) continue;
      const a = this.#view(pod);
      this.#a = a;
      a.load();
      while (this.#seatWaiting()) a.load();
      for (const { items } of inArea) {
        let priced = false;
        for (const other of items) {
          if (other === pod) continue;
          // One price serves for all new pods of an area, apart from the company there.
          if (!priced || other < existing) {
            a.price(other);
            this.#steps += 2;
          }
          priced = other >= existing && !a.bound;
          this.#steps++;
          if (!this.#improve(other)) continue;
          this.#mark(pod);
          this.#mark(other);
          a.load();
          while (this.#seatWaiting()) a.load();
          priced = false;
        }
      }
    }
    return this.#steps / STEPS;
  }

  #view(pod: number): PodView {
    this.#views[pod] ??= new PodView(this.#state, pod);
    return this.#views[pod];
  }

  #mark(pod: number): void {
    if (this.#isDirty[pod] === 1) return;
    this.#isDirty[pod] = 1;
    this.#dirty.push(pod);
  }

  /**
   * Seats somebody who waits in the pod in `#a`, on a free chair or on that of somebody who waits instead, if that saves
   * points.
   */
  #seatWaiting(): boolean {
    const { arrays, waiting } = this.#state;
    const { pod, size } = this.#a;
    this.#cost = 0;
    for (const person of waiting.items) {
      this.#steps++;
      if (arrays.placePoints(person, pod) >= FORBIDDEN) continue;
      this.#steps += size;
      if (size < POD.max) {
        const cost = enterCost(arrays, person, pod);
        if (cost < this.#cost) this.#found(cost, person, pod, NONE);
      }
      for (let chair = 0; chair < size; chair++) {
        const seated = this.#a.person[chair]!;
        if (!arrays.free(seated)) continue;
        const cost = replaceCost(arrays, seated, person);
        if (cost < this.#cost) this.#found(cost, person, pod, seated);
      }
    }
    if (this.#cost === 0 || !this.#take()) return false;
    if (this.#other !== NONE) this.#markWanted(this.#other);
    this.#mark(pod);
    return true;
  }

  /** Marks the pods that a person who waits would like. */
  #markWanted(person: number): void {
    const { arrays, inArea, living } = this.#state;
    if (living.has(arrays.home[person]!)) this.#mark(arrays.home[person]!);
    if (arrays.otherwise[person] === UNNAMED) for (const pod of living.items) this.#mark(pod);
    for (const area of [arrays.wish1[person]!, arrays.wish2[person]!, arrays.wish3[person]!]) {
      if (area !== NONE) for (const pod of inArea[area]!.items) this.#mark(pod);
    }
  }

  /** Makes the best change between the pod in `#a` and another, if one saves points. */
  #improve(other: number): boolean {
    const state = this.#state;
    const a = this.#a;
    const sizeA = a.size;
    const sizeB = state.arrays.size[other]!;
    const own = state.arrays.own[a.pod]! + state.arrays.own[other]!;
    // How many points for choices and moves a swap, a departure and an arrival may add and still save points.
    let swapSlack = own - LEAST[sizeA]! - LEAST[sizeB]!;
    let goSlack = sizeA > POD.min ? own - LEAST[sizeA - 1]! - LEAST[sizeB + 1]! : -NEVER;
    let comeSlack = sizeB > POD.min ? own - LEAST[sizeB - 1]! - LEAST[sizeA + 1]! : -NEVER;
    // An arrival can save at most the points of all people in the other pod, and those for the company here.
    const floor = state.arrays.own[other]! - state.arrays.sum[other]! - a.company;
    if (a.least + floor >= swapSlack && a.least >= goSlack && floor >= comeSlack) return false;
    if (sizeA >= POD.min && sizeB >= POD.min) {
      this.#steps++;
      const one = state.arrays.podTally[a.pod]!;
      const two = state.arrays.podTally[other]!;
      swapSlack = own - this.#splits.least(sizeA, sizeB, one, two);
      if (goSlack > a.least) goSlack = own - this.#splits.least(sizeA - 1, sizeB + 1, one, two);
      if (comeSlack > floor) comeSlack = own - this.#splits.least(sizeA + 1, sizeB - 1, one, two);
      if (a.least + floor >= swapSlack && a.least >= goSlack && floor >= comeSlack) return false;
    }
    const b = this.#view(other);
    b.load();
    b.price(a.pod);
    this.#steps += 4;
    this.#cost = 0;
    if (a.least + b.least < swapSlack) this.#trySwaps(a, b, swapSlack, own);
    if (a.least < goSlack) this.#tryMoves(a, b, goSlack, own);
    if (b.least < comeSlack) this.#tryMoves(b, a, comeSlack, own);
    return this.#cost < 0 && this.#take();
  }

  /** Computes the cheapest part of the price first: two look-ups rule most swaps out. */
  #trySwaps(a: PodView, b: PodView, slack: number, own: number): void {
    const { lookup, podTally, bonds } = this.#state.arrays;
    const tallyA = podTally[a.pod]!;
    const tallyB = podTally[b.pod]!;
    this.#steps += 4;
    for (let i = 0; i < a.size; i++) {
      const left = slack - a.extra[i]!;
      if (b.least >= left) continue;
      for (let j = 0; j < b.size; j++) {
        if (b.extra[j]! >= left) continue;
        const change = b.tally[j]! - a.tally[i]!;
        let cost = a.extra[i]! + b.extra[j]! + lookup[tallyA + change]! + lookup[tallyB - change]! - own;
        if (cost >= this.#cost) continue;
        cost += hourSetPoints(a.without[i]! | b.hour[j]!);
        if (cost >= this.#cost) continue;
        cost += hourSetPoints(b.without[j]! | a.hour[i]!);
        if (a.bound && cost < this.#cost) cost += 2 * bonds.between(a.person[i]!, b.person[j]!);
        if (cost < this.#cost) this.#found(cost, a.person[i]!, b.pod, b.person[j]!);
      }
    }
  }

  #tryMoves(from: PodView, to: PodView, slack: number, own: number): void {
    const { lookup, podTally, hours } = this.#state.arrays;
    const tallyFrom = podTally[from.pod]!;
    const tallyTo = podTally[to.pod]!;
    this.#steps += 1;
    for (let chair = 0; chair < from.size; chair++) {
      if (from.extra[chair]! >= slack) continue;
      const tally = from.tally[chair]!;
      let cost = from.extra[chair]! + lookup[tallyFrom - tally]! + lookup[tallyTo + tally]! - own;
      if (cost >= this.#cost) continue;
      cost += hourSetPoints(from.without[chair]!) + hourSetPoints(hours[to.pod]! | from.hour[chair]!);
      if (cost < this.#cost) this.#found(cost, from.person[chair]!, to.pod, NONE);
    }
  }

  #found(cost: number, one: number, to: number, other: number): void {
    this.#cost = cost;
    this.#one = one;
    this.#to = to;
    this.#other = other;
  }

  /** Makes the change that was found, unless it would move too many people. */
  #take(): boolean {
    const state = this.#state;
    const more = moreMoved(state.arrays, this.#one, this.#to, this.#other);
    if (more > 0 && state.arrays.moved + more > this.#rules.movesLimit) return false;
    if (this.#other === NONE) state.put(this.#one, this.#to);
    else swap(state, this.#one, this.#other);
    return true;
  }
}
