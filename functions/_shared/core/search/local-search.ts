/**
 * Local search: around the pods that a perturbation changed, makes moves and swaps that save points until none does, and
 * seats people who wait.
 * Bounds rule out changes that cannot save points before they are priced, so that looking everywhere costs little.
 */

import { POD } from "../scoring/points.ts";
import type { Rules } from "./anneal.ts";
import { moreMoved, moveCost, replaceCost, swap } from "./costs.ts";
import { Kin } from "./kin.ts";
import { KnownPairs } from "./known-pairs.ts";
import { FORBIDDEN, hourSetPoints } from "./lookup.ts";
import { PodBounds, PodView } from "./pod-view.ts";
import { NONE, type SearchState, UNNAMED } from "./search-state.ts";

/** Steps that take as long as trying one small change. A glance at a pair of pods is one step. */
const STEPS = 4;
/** Steps to read a pod, to compare a pair that no glance rules out, and to price its changes. */
const READING = 60;
const COMPARING = 3;
const PRICING = 8;

/** What a person saves with the people of a pod that is not kin. */
const NOTHING = new Int32Array(POD.max);

export class LocalSearch {
  readonly #state: SearchState;
  readonly #rules: Rules;
  /** Pods to compare with all others, as a stack. */
  readonly #dirty: number[] = [];
  readonly #isDirty: Uint8Array;
  /** The pods as they were when they were last compared. */
  readonly #views: PodView[] = [];
  readonly #bounds: PodBounds;
  /** The pods that were read since `improve` was called. At any time, the bounds of all living pods are right. */
  readonly #read: number[];
  readonly #kin: Kin;
  readonly #known = new KnownPairs();
  #a: PodView;
  /** Points that a person and each one of a kin pod save together, counted for both. */
  readonly #shared = new Int32Array(POD.max);
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
    this.#isDirty = new Uint8Array(state.arrays.pods);
    this.#bounds = new PodBounds(state);
    this.#kin = new Kin(state.arrays);
    this.#a = this.#view(0);
    this.#read = state.living.items.slice();
  }

  /** Compares these pods, and all pods that change by it, with every other. Returns the work, in small changes. */
  improve(pods: readonly number[]): number {
    const { size } = this.#state.arrays;
    this.#steps = 0;
    // Changes of the last call may have been taken back since then.
    for (const pod of this.#read.splice(0)) this.#load(pod);
    for (const pod of pods) {
      this.#load(pod);
      this.#mark(pod);
    }
    while (this.#dirty.length > 0) {
      const pod = this.#dirty.pop()!;
      this.#isDirty[pod] = 0;
      if (size[pod] !== 0) this.#compare(this.#view(pod));
    }
    return this.#steps / STEPS;
  }

  /** Makes the changes between a pod and every other one that save points. */
  #compare(a: PodView): void {
    const { inArea, living } = this.#state;
    this.#a = a;
    this.#complete();
    this.#steps += READING + living.size;
    for (let area = 0; area < inArea.length; area++) {
      const { items } = inArea[area]!;
      for (let at = this.#next(items, 0, area); at < items.length; at = this.#next(items, at + 1, area)) {
        const other = items[at]!;
        if (!this.#improve(other)) continue;
        this.#mark(a.pod);
        this.#mark(other);
        this.#load(other);
        this.#complete();
      }
    }
  }

  /** Reads the pod in `#a`, seats people who wait in it, and finds its kin. */
  #complete(): void {
    do this.#load(this.#a.pod);
    while (this.#seatWaiting());
    this.#kin.meet(this.#a);
  }

  #load(pod: number): void {
    if (this.#view(pod).load()) this.#read.push(pod);
  }

  #view(pod: number): PodView {
    this.#views[pod] ??= new PodView(this.#state, this.#bounds, pod);
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
        const cost = moveCost(arrays, person, pod);
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
    const home = arrays.home[person]!;
    if (home !== NONE && living.has(home)) this.#mark(home);
    if (arrays.otherwise[person] === UNNAMED) for (const pod of living.items) this.#mark(pod);
    for (const area of [arrays.wish1[person]!, arrays.wish2[person]!, arrays.wish3[person]!]) {
      if (area !== NONE) for (const pod of inArea[area]!.items) this.#mark(pod);
    }
  }

  /**
   * Where the first pod of an area is, from `at` on, with which a change may save points. The bounds of both pods rule most
   * others out at a glance, and of some it is known that none does.
   */
  #next(items: readonly number[], at: number, area: number): number {
    if (at >= items.length) return at;
    const { swap, go, come } = this.#bounds;
    const { area: areaOf, pods, content } = this.#state.arrays;
    const { pod } = this.#a;
    const mine = area * pods + pod;
    const theirs = areaOf[pod]! * pods;
    const swapMine = swap[mine]!;
    const goMine = go[mine]!;
    const comeMine = come[pod]!;
    const kin = this.#kin;
    for (; at < items.length; at++) {
      const other = items[at]!;
      // Negative if one of the three is. No line of a search runs more often.
      const least = (swapMine + swap[theirs + other]!) | (goMine + come[other]!) | (comeMine + go[theirs + other]!);
      if (least >= 0 && !kin.has(other)) continue;
      if (other !== pod && !this.#known.has(content[pod]!, content[other]!)) break;
    }
    return at;
  }

  /** Makes the best change between the pod in `#a` and another, if one saves points. */
  #improve(other: number): boolean {
    const a = this.#a;
    const b = this.#view(other);
    const isKin = this.#kin.has(other);
    const { come } = this.#bounds;
    a.price(other, isKin);
    b.price(a.pod, isKin);
    this.#steps += COMPARING;
    this.#cost = 0;
    if (a.leastSwap + b.leastSwap < 0) this.#trySwaps(a, b, isKin);
    if (a.leastGo + come[other]! < this.#cost) this.#tryMoves(a, b);
    if (b.leastGo + come[a.pod]! < this.#cost) this.#tryMoves(b, a);
    return this.#cost < 0 ? this.#take() : this.#remember(other);
  }

  /** Remembers that no change with the pod in `#a` saves points. */
  #remember(other: number): false {
    const { content } = this.#state.arrays;
    this.#known.add(content[this.#a.pod]!, content[other]!);
    return false;
  }

  /** Computes the cheapest part of the price first: two look-ups rule most swaps out. */
  #trySwaps(a: PodView, b: PodView, isKin: boolean): void {
    this.#steps += PRICING;
    const { lookup, podTally, bonds, own } = this.#state.arrays;
    const { size, extra, tally, hour, without, swapped } = b;
    const shared = isKin ? this.#shared : NOTHING;
    const tallyA = podTally[a.pod]!;
    const tallyB = podTally[b.pod]!;
    const all = own[a.pod]! + own[b.pod]!;
    let best = this.#cost;
    for (let i = 0; i < a.size; i++) {
      const added = a.extra[i]!;
      const left = best - added - a.swapped[i]!;
      if (b.leastSwap >= left) continue;
      const from = tallyA - a.tally[i]!;
      const to = tallyB + a.tally[i]!;
      const base = added - all;
      const withoutOne = a.without[i]!;
      const hourOfOne = a.hour[i]!;
      if (isKin) for (let j = 0; j < size; j++) shared[j] = 2 * bonds.between(a.person[i]!, b.person[j]!);
      for (let j = 0; j < size; j++) {
        const more = extra[j]!;
        if (more + swapped[j]! >= left) continue;
        const other = tally[j]!;
        let cost = base + more + lookup[from + other]! + lookup[to - other]!;
        if (cost >= best) continue;
        cost += hourSetPoints(withoutOne | hour[j]!);
        if (cost >= best) continue;
        cost += hourSetPoints(without[j]! | hourOfOne) + shared[j]!;
        if (cost >= best) continue;
        best = cost;
        this.#found(cost, a.person[i]!, b.pod, b.person[j]!);
      }
    }
  }

  #tryMoves(from: PodView, to: PodView): void {
    const { lookup, podTally, hours, own } = this.#state.arrays;
    const tallyTo = podTally[to.pod]!;
    const come = this.#bounds.come[to.pod]!;
    for (let chair = 0; chair < from.size; chair++) {
      let cost = from.extra[chair]! + from.gone[chair]!;
      if (cost + come >= this.#cost) continue;
      cost += lookup[tallyTo + from.tally[chair]!]! + hourSetPoints(hours[to.pod]! | from.hour[chair]!) - own[to.pod]!;
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
