/**
 * People, pods and seats as typed arrays, which the search reads millions of times a second.
 *
 * Pods 0 … `existing` - 1 are the community's; the others are slots for new ones. A pod with nobody in it is closed.
 */

import { isSound } from "../pod.ts";
import { hourOfDay } from "../scoring/hours.ts";
import { type Mix, mixOf } from "../scoring/mix.ts";
import { POD, points } from "../scoring/points.ts";
import { Bonds } from "./bonds.ts";
import type { Indexed } from "./index-community.ts";
import {
  CHANGES,
  FORBIDDEN,
  MOVES,
  placePoints,
  REFUSED,
  SITS,
  STAYS,
  tallyOf,
  tallyPoints,
  unaskedAtLast,
  unaskedInSearch,
} from "./lookup.ts";
import { Random } from "./random.ts";

/** No pod, no area, no hour. */
export const NONE = -1;

/** Why a person stays at home; the stronger reason is the larger number. */
export const ADVOCATE = 1;
export const PINNED = 2;

/** The rank of an area that a person did not name. */
export const UNNAMED = 3;
/** What `counts` holds for a move: it never counts, it always does, or only into an area that the person did not name. */
export const NEVER_COUNTS = 0;
export const ALWAYS_COUNTS = 1;
export const UNLESS_NAMED = 2;

/** Points a member, beyond the table, for a pod with nobody experienced, while people are sent home. */
const LACKING = 3;

/** Up to so many people there is time for a local search. */
export const SMALL = 2000;

/** People times areas up to which points are tabulated: two megabytes. With up to `SMALL` people they always are. */
const TABULATED_MAX = 1 << 20;

/** Chairs of a pod. */
export const SEATS = POD.max;

export class SeatingArrays {
  // People.
  readonly people: number;
  readonly tally: Int32Array;
  /** Hour of the circle, or NONE. */
  readonly hour: Int8Array;
  readonly wish1: Int32Array;
  readonly wish2: Int32Array;
  readonly wish3: Int32Array;
  /** The rank of all other areas: UNNAMED, or REFUSED. */
  readonly otherwise: Uint8Array;
  /** The existing pod they sat in before the search, or NONE. */
  readonly home: Int32Array;
  /** The pod they sit in now; NONE while they wait. */
  readonly pod: Int32Array;
  /** Points for a person who waits; FORBIDDEN for somebody who sat in a pod of a valid size. */
  readonly waitPoints: Int32Array;
  readonly bonds: Bonds;
  /** Whether a seat away from home counts as a move that the person did not ask for. */
  readonly counts: Uint8Array;
  /** Random bits for each person, then each existing pod, then each area. */
  readonly bits: Int32Array;
  readonly #placePoints: Uint16Array;
  /** The row of `#placePoints` for a seat away from home. */
  readonly #moves: Uint8Array;
  readonly areas: number;
  /** What `placePointsAway` returns, by person and area; empty where that would take too much memory. */
  readonly elsewhere: Uint16Array;
  /** The same for an area that the person did not name, by person. */
  readonly unnamed: Uint16Array;
  /** Why the person does not leave home while that pod lives: PINNED, ADVOCATE, or 0 if they may. */
  readonly stays: Uint8Array;

  // Pods.
  readonly pods: number;
  readonly existing: number;
  /** How many people sat in each existing pod before the search. */
  readonly before: Int32Array;
  readonly area: Int32Array;
  readonly size: Uint8Array;
  readonly podTally: Int32Array;
  /** Hours that occur, as 24 bits, and how often each does. */
  readonly hours: Int32Array;
  readonly hourCount: Uint8Array;
  /** The people in each pod: `SEATS` places per pod, the first `size` of them taken. */
  readonly roster: Int32Array;
  /** A number for the people of the pod: it changes when they do, and no other people of this pod ever had the same. */
  readonly version: Int32Array;
  /** The people of the pod, as a sum of random bits: the same people in the same existing pod, or area, have the same one. */
  readonly content: Int32Array;
  /** Points of the pod itself, and the same plus those of its people. */
  readonly own: Int32Array;
  readonly sum: Int32Array;
  /** 1 if nobody may come in or go out. */
  readonly sealed: Uint8Array;
  /** By area: 1 if nobody is placed there who did not name it, since the community no longer has it. */
  readonly lost: Uint8Array;
  lookup: Uint16Array;
  readonly mix: Mix;

  /** How many people sit away from home, as far as their moves count. */
  moved = 0;

  constructor(indexed: Indexed) {
    const people = indexed.members.length;
    this.people = people;
    this.#placePoints = placePoints(people);
    this.areas = indexed.areas.length;
    const cells = people * this.areas;
    this.elsewhere = new Uint16Array(people <= SMALL || cells <= TABULATED_MAX ? cells : 0);
    this.unnamed = new Uint16Array(people);
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
    this.otherwise = new Uint8Array(people);
    this.pod = new Int32Array(people).fill(NONE);
    this.waitPoints = new Int32Array(people);
    this.bonds = new Bonds(indexed);
    this.counts = new Uint8Array(people);
    this.#moves = new Uint8Array(people).fill(MOVES);
    this.stays = new Uint8Array(people);
    const random = new Random(people);
    this.bits = Int32Array.from({ length: people + this.existing + indexed.areas.length }, () => random.bits());
    this.before = new Int32Array(this.existing);

    this.area = new Int32Array(this.pods).fill(NONE);
    this.size = new Uint8Array(this.pods);
    this.podTally = new Int32Array(this.pods);
    this.hours = new Int32Array(this.pods);
    this.hourCount = new Uint8Array(this.pods * 24);
    this.roster = new Int32Array(this.pods * SEATS);
    this.version = new Int32Array(this.pods);
    this.content = new Int32Array(this.pods);
    this.own = new Int32Array(this.pods);
    this.sum = new Int32Array(this.pods);
    this.sealed = new Uint8Array(this.pods);
    this.lost = new Uint8Array(indexed.areas.length).fill(1);
    for (const area of indexed.formable) this.lost[area] = 0;
    this.#fill(indexed);
    this.#tabulate();
  }

  #fill({ members, pods, areaNumber, podNumber }: Indexed): void {
    for (const [pod, { area }] of pods.entries()) this.area[pod] = areaNumber.get(area)!;
    for (const [person, member] of members.entries()) {
      const wishes = member.areas.map((area) => areaNumber.get(area) ?? NONE);
      this.tally[person] = tallyOf(member.level, member.volunteer);
      if (member.offset !== null) this.hour[person] = hourOfDay(member.offset);
      this.wish1[person] = wishes[0] ?? NONE;
      this.wish2[person] = wishes[1] ?? NONE;
      this.wish3[person] = wishes[2] ?? NONE;
      this.otherwise[person] = member.anywhere ? UNNAMED : REFUSED;
      const home = member.pod === null ? undefined : podNumber.get(member.pod);
      if (home === undefined) continue;
      this.home[person] = home;
      if (member.founding) this.#moves[person] = CHANGES;
      this.before[home]!++;
    }
    for (const [person, member] of members.entries()) {
      const mayWait = this.home[person] === NONE || !this.wasSound(this.home[person]!);
      const waiting = points.ofWaiting(member, members.length) + this.bonds.waiting[person]!;
      this.waitPoints[person] = mayWait ? waiting : FORBIDDEN;
    }
  }

  /** Whether an existing pod had a valid size before the search. */
  wasSound(pod: number): boolean {
    return isSound(this.before[pod]!);
  }

  /** Points for the area and the move of one person in one pod. */
  placePoints(person: number, pod: number): number {
    return this.placePointsIn(person, pod, this.area[pod]!);
  }

  /** The same as if the pod were in `area`. */
  placePointsIn(person: number, pod: number, area: number): number {
    if (this.home[person] === pod) return this.#placePoints[this.rank(person, area) + STAYS]!;
    return this.placePointsAway(person, area);
  }

  /** The same for any pod of the area that is not the person's home. */
  placePointsAway(person: number, area: number): number {
    return this.elsewhere.length > 0 ? this.elsewhere[person * this.areas + area]! : this.#pointsAway(person, area);
  }

  #pointsAway(person: number, area: number): number {
    return this.#pointsOfRank(person, this.rank(person, area));
  }

  #pointsOfRank(person: number, rank: number): number {
    return this.#placePoints[rank + (this.home[person] === NONE ? SITS : this.#moves[person]!)]!;
  }

  #tabulate(): void {
    const { areas } = this;
    for (let at = 0; at < this.elsewhere.length; at++)
      this.elsewhere[at] = this.#pointsAway(Math.floor(at / areas), at % areas);
    for (let person = 0; person < this.people; person++)
      this.unnamed[person] = this.#pointsOfRank(person, this.otherwise[person]!);
  }

  /** The `content` of a pod without people. */
  emptyContent(pod: number): number {
    return this.bits[this.people + (pod < this.existing ? pod : this.existing + this.area[pod]!)]!;
  }

  /** From now on, people who did not ask to move are reluctant, as far as that matters while pods are searched for. */
  priceToSearch(): void {
    this.#priceMoves(unaskedInSearch);
  }

  /** From now on, they are wholly reluctant; but a pod without them may have nobody experienced, which counts more. */
  priceToSendHome(): void {
    this.#priceMoves(unaskedAtLast);
    this.lookup = tallyPoints(this.mix, LACKING);
  }

  #priceMoves(row: (rank: number) => number): void {
    for (let person = 0; person < this.people; person++) {
      if (this.counts[person] === NEVER_COUNTS) continue;
      this.#moves[person] = row(this.rank(person, this.area[this.home[person]!]!));
    }
    this.#tabulate();
  }

  /** 0, 1, 2: their first, second, third area; UNNAMED or REFUSED for any other. */
  rank(person: number, area: number): number {
    if (this.wish1[person] === area) return 0;
    if (this.wish2[person] === area) return 1;
    if (this.wish3[person] === area) return 2;
    return this.lost[area] === 1 ? REFUSED : this.otherwise[person]!;
  }

  /** Whether the person named the area or agreed to any. */
  mayPlace(person: number, area: number): boolean {
    return this.rank(person, area) !== REFUSED;
  }

  /** Points that a person saves in a pod because of the people there who are bound to them. */
  company(person: number, pod: number): number {
    const { first, other, saved } = this.bonds;
    let points = 0;
    for (let at = first[person]!, end = first[person + 1]!; at < end; at++) {
      if (this.pod[other[at]!] === pod) points += saved[at]!;
    }
    return points;
  }

  /** 1 if a person's seat in a pod (or none, NONE) counts as a move. */
  away(person: number, pod: number): number {
    if (pod === this.home[person]) return 0;
    const counts = this.counts[person]!;
    return counts === UNLESS_NAMED ? (pod !== NONE && this.rank(person, this.area[pod]!) < UNNAMED ? 0 : 1) : counts;
  }

  /** Whether a person may be taken out of where they sit. */
  free(person: number): boolean {
    return this.stays[person] === 0 || this.pod[person] !== this.home[person];
  }

  /** The person on a chair of a pod. */
  at(pod: number, chair: number): number {
    return this.roster[pod * SEATS + chair]!;
  }
}
