/**
 * The board the search plays on: who sits where, as typed arrays by person and by pod, and the books of the points.
 *
 * Pods 0 … `existing` - 1 are the community's, the others are slots for new ones; a pod with nobody in it is closed.
 * `put` is the only way anything changes, so the books always agree with the seats, and everything can be taken back.
 */
import { Bag } from "./bag.ts";
import type { Indexed } from "./index-community.ts";
import { hourSetPoints, tallyOf, tallyPoints } from "./lookup.ts";
import { hourOfDay, type Mix, mixOf, POD, POINTS } from "./points.ts";

/** Nowhere: no pod, no area, no hour. */
export const NONE = -1;

/** Why somebody stays at home, the stronger reason the larger. */
export const ADVOCATE = 1;
export const PINNED = 2;

const [FIRST, SECOND, THIRD] = POINTS.choice;
const SEATS = POD.max;

/** People written down between two pauses. */
const SLICE = 4096;

export class Board {
  // People.
  readonly people: number;
  readonly tally: Int32Array;
  /** Hour of the circle, or NONE. */
  readonly hour: Int8Array;
  readonly wish1: Int32Array;
  readonly wish2: Int32Array;
  readonly wish3: Int32Array;
  /** The existing pod they sat in at first, or NONE. */
  readonly home: Int32Array;
  readonly pod: Int32Array;
  /** Does not leave home while home lives: PINNED, ADVOCATE, or 0 for everybody else. */
  readonly stays: Uint8Array;
  readonly #chair: Uint8Array;

  // Pods.
  readonly pods: number;
  readonly existing: number;
  readonly area: Int32Array;
  readonly size: Uint8Array;
  readonly podTally: Int32Array;
  /** Hours that occur, as 24 bits, and how often each does. */
  readonly hours: Int32Array;
  readonly hourCount: Uint8Array;
  /** Who sits in a pod: `SEATS` places each, the first `size` of them taken. */
  readonly roster: Int32Array;
  /** Points of the pod itself, and with its people's choices and moves. */
  readonly own: Int32Array;
  readonly sum: Int32Array;
  /** 1: nobody comes in or goes out. */
  readonly sealed: Uint8Array;
  readonly lookup: Uint16Array;
  readonly mix: Mix;

  // Where to look: living pods that may change; of them those in an area, those that cost something; unused slots.
  readonly living: Bag;
  readonly inArea: readonly Bag[];
  readonly troubled: Bag;
  readonly spare: Bag;
  readonly #formable: Uint8Array;

  /** Points of everything, and how many people sit away from home. */
  total = 0;
  moved = 0;
  readonly #past: number[] = [];
  recording = false;

  constructor(indexed: Indexed) {
    const people = indexed.members.length;
    this.people = people;
    this.existing = indexed.pods.length;
    this.pods = this.existing + Math.ceil(people / POD.min) + 1;
    this.mix = mixOf(indexed.members);
    this.lookup = tallyPoints(this.mix);

    this.tally = new Int32Array(people);
    this.hour = new Int8Array(people).fill(NONE);
    this.wish1 = new Int32Array(people).fill(NONE);
    this.wish2 = new Int32Array(people).fill(NONE);
    this.wish3 = new Int32Array(people).fill(NONE);
    this.home = new Int32Array(people).fill(NONE);
    this.pod = new Int32Array(people).fill(NONE);
    this.stays = new Uint8Array(people);
    this.#chair = new Uint8Array(people);

    this.area = new Int32Array(this.pods).fill(NONE);
    this.size = new Uint8Array(this.pods);
    this.podTally = new Int32Array(this.pods);
    this.hours = new Int32Array(this.pods);
    this.hourCount = new Uint8Array(this.pods * 24);
    this.roster = new Int32Array(this.pods * SEATS);
    this.own = new Int32Array(this.pods);
    this.sum = new Int32Array(this.pods);
    this.sealed = new Uint8Array(this.pods);

    this.living = new Bag(new Int32Array(this.pods).fill(NONE));
    this.troubled = new Bag(new Int32Array(this.pods).fill(NONE));
    this.spare = new Bag(new Int32Array(this.pods).fill(NONE));
    const whereInArea = new Int32Array(this.pods).fill(NONE);
    this.inArea = indexed.areas.map(() => new Bag(whereInArea));
    this.#formable = new Uint8Array(indexed.areas.length);
    for (const area of indexed.formable) this.#formable[area] = 1;
    for (let pod = this.pods - 1; pod >= this.existing; pod--) this.spare.add(pod);
  }

  /** Writes down who there is; has to run to its end before anything else. */
  *fill({ members, pods, areaNumber, podNumber }: Indexed): Generator<void> {
    for (const [pod, { area }] of pods.entries()) this.area[pod] = areaNumber.get(area)!;
    for (const [person, member] of members.entries()) {
      const wishes = member.areas.map((area) => areaNumber.get(area) ?? NONE);
      this.tally[person] = tallyOf(member.level, member.volunteer);
      if (member.offset !== null) this.hour[person] = hourOfDay(member.offset);
      this.wish1[person] = wishes[0] ?? NONE;
      this.wish2[person] = wishes[1] ?? NONE;
      this.wish3[person] = wishes[2] ?? NONE;
      if (member.pod !== null) this.home[person] = podNumber.get(member.pod) ?? NONE;
      if (this.home[person] !== NONE) this.moved++;
      if (person % SLICE === 0) yield;
    }
  }

  /** Points for one person in one pod: choice and move. */
  placePoints(person: number, pod: number): number {
    const home = this.home[person]!;
    return this.choicePoints(person, this.area[pod]!) + (home !== NONE && home !== pod ? POINTS.move : 0);
  }

  choicePoints(person: number, area: number): number {
    if (this.wish1[person] === area) return FIRST;
    if (this.wish2[person] === area) return SECOND;
    if (this.wish3[person] === area) return THIRD;
    return POINTS.unlisted;
  }

  /** Whether a new pod may be in an area. */
  mayForm(area: number): boolean {
    return area !== NONE && this.#formable[area] === 1;
  }

  /** Whether a person may be taken out of where they sit. */
  free(person: number): boolean {
    return this.stays[person] === 0 || this.pod[person] !== this.home[person];
  }

  /** Who sits on a chair of a pod. */
  at(pod: number, chair: number): number {
    return this.roster[pod * SEATS + chair]!;
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

  /** Points for the choices of a pod's people if it were in `area`. */
  rethemePoints(pod: number, area: number): number {
    let points = 0;
    for (let chair = 0; chair < this.size[pod]!; chair++) points += this.choicePoints(this.at(pod, chair), area);
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
