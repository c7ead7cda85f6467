/**
 * The state of the search: the seats, indexes of pods, and running totals of the points.
 *
 * Only `put` and `retheme` change it, so the totals always agree with the seats, and every change can be taken back.
 */

import type { Indexed } from "./index-community.ts";
import { IndexedSet } from "./indexed-set.ts";
import { hourSetPoints } from "./lookup.ts";
import { NEVER_COUNTS, NONE, SEATS, SeatingArrays } from "./seating-arrays.ts";

export { ADVOCATE, NONE, PINNED, UNNAMED } from "./seating-arrays.ts";

export class SearchState {
  readonly arrays: SeatingArrays;
  // Indexes of pods: unsealed pods with people; those by area; those with points above 0; free slots for new pods.
  readonly living: IndexedSet;
  readonly inArea: readonly IndexedSet[];
  readonly troubled: IndexedSet;
  readonly spare: IndexedSet;
  /** People without a pod. */
  readonly waiting: IndexedSet;
  readonly #formable: Uint8Array;
  /** The chair of each person in their pod. */
  readonly #chair: Uint8Array;

  /** Points of the whole seating. */
  total = 0;
  readonly #past: number[] = [];
  /** While recording, for each change of a pod: its number, and its version and content before. */
  readonly #before: number[] = [];
  #changes = 0;
  recording = false;

  constructor(indexed: Indexed) {
    this.arrays = new SeatingArrays(indexed);
    const { people, pods, existing } = this.arrays;
    this.#chair = new Uint8Array(people);
    this.living = new IndexedSet(new Int32Array(pods).fill(NONE));
    this.troubled = new IndexedSet(new Int32Array(pods).fill(NONE));
    this.spare = new IndexedSet(new Int32Array(pods).fill(NONE));
    this.waiting = new IndexedSet(new Int32Array(people).fill(NONE));
    const whereInArea = new Int32Array(pods).fill(NONE);
    this.inArea = indexed.areas.map(() => new IndexedSet(whereInArea));
    this.#formable = new Uint8Array(indexed.areas.length);
    for (const area of indexed.formable) this.#formable[area] = 1;
    for (let pod = pods - 1; pod >= existing; pod--) this.spare.add(pod);
    for (let person = 0; person < people; person++) {
      this.waiting.add(person);
      this.total += this.arrays.waitPoints[person]!;
    }
  }

  /** Whether a new pod may be in an area. */
  mayForm(area: number): boolean {
    return area !== NONE && this.#formable[area] === 1;
  }

  /** Moves a person to a pod with room, or out of their pod (NONE). */
  put(person: number, pod: number): void {
    const { arrays } = this;
    const from = arrays.pod[person]!;
    if (this.recording) this.#past.push(person, from);
    if (from !== NONE) this.#leave(person, from);
    else this.#stopWaiting(person);
    if (pod !== NONE) this.#enter(person, pod);
    else this.#wait(person);
    if (arrays.counts[person] !== NEVER_COUNTS) arrays.moved += arrays.away(person, pod) - arrays.away(person, from);
  }

  #wait(person: number): void {
    this.waiting.add(person);
    this.total += this.arrays.waitPoints[person]!;
  }

  #stopWaiting(person: number): void {
    this.waiting.remove(person);
    this.total -= this.arrays.waitPoints[person]!;
  }

  /** Counts the moves from now on by `counts`. */
  count(counts: Uint8Array): void {
    const { arrays } = this;
    arrays.counts.set(counts);
    arrays.moved = 0;
    for (let person = 0; person < arrays.people; person++) arrays.moved += arrays.away(person, arrays.pod[person]!);
  }

  #leave(person: number, pod: number): void {
    const { arrays } = this;
    this.#recordBefore(pod);
    const last = arrays.at(pod, --arrays.size[pod]!);
    const chair = this.#chair[person]!;
    arrays.roster[pod * SEATS + chair] = last;
    this.#chair[last] = chair;
    arrays.pod[person] = NONE;
    arrays.podTally[pod]! -= arrays.tally[person]!;
    arrays.content[pod]! ^= arrays.bits[person]!;
    const hour = arrays.hour[person]!;
    if (hour !== NONE && --arrays.hourCount[pod * 24 + hour]! === 0) arrays.hours[pod]! &= ~(1 << hour);
    this.#book(pod, -this.#personPoints(person, pod));
    if (arrays.size[pod] === 0) this.#close(pod);
  }

  #enter(person: number, pod: number): void {
    const { arrays } = this;
    if (arrays.size[pod] === 0) this.#open(pod);
    this.#recordBefore(pod);
    const chair = arrays.size[pod]!++;
    arrays.roster[pod * SEATS + chair] = person;
    this.#chair[person] = chair;
    arrays.pod[person] = pod;
    arrays.podTally[pod]! += arrays.tally[person]!;
    arrays.content[pod]! ^= arrays.bits[person]!;
    const hour = arrays.hour[person]!;
    if (hour !== NONE && arrays.hourCount[pod * 24 + hour]!++ === 0) arrays.hours[pod]! |= 1 << hour;
    this.#book(pod, this.#personPoints(person, pod));
  }

  /** Points that a person adds to a pod, apart from those of the pod itself. */
  #personPoints(person: number, pod: number): number {
    const { arrays } = this;
    return arrays.placePoints(person, pod) + arrays.bonds.apart[person]! - arrays.company(person, pod);
  }

  #recordBefore(pod: number): void {
    if (this.recording) this.#before.push(pod, this.arrays.version[pod]!, this.arrays.content[pod]!);
  }

  #book(pod: number, people: number): void {
    const { arrays } = this;
    const own = arrays.lookup[arrays.podTally[pod]!]! + hourSetPoints(arrays.hours[pod]!);
    const change = people + own - arrays.own[pod]!;
    arrays.own[pod] = own;
    arrays.version[pod] = ++this.#changes;
    arrays.sum[pod]! += change;
    this.total += change;
    if (arrays.sum[pod]! > 0 && arrays.sealed[pod] === 0) this.troubled.add(pod);
    else this.troubled.remove(pod);
  }

  #open(pod: number): void {
    const { arrays } = this;
    arrays.content[pod] = arrays.emptyContent(pod);
    if (pod >= arrays.existing) this.spare.remove(pod);
    if (arrays.sealed[pod] !== 0) return;
    this.living.add(pod);
    this.inArea[arrays.area[pod]!]!.add(pod);
  }

  #close(pod: number): void {
    const { arrays } = this;
    if (pod >= arrays.existing) this.spare.add(pod);
    if (arrays.sealed[pod] !== 0) return;
    this.living.remove(pod);
    this.inArea[arrays.area[pod]!]!.remove(pod);
  }

  /** Gives a new pod (or an unused slot) another area. */
  retheme(pod: number, area: number): void {
    const { arrays } = this;
    const from = arrays.area[pod]!;
    if (this.recording) this.#past.push(~pod, from);
    if (arrays.size[pod] === 0) {
      arrays.area[pod] = area;
      return;
    }
    this.#recordBefore(pod);
    arrays.moved -= this.#awayIn(pod);
    arrays.content[pod]! ^= arrays.emptyContent(pod);
    arrays.area[pod] = area;
    arrays.content[pod]! ^= arrays.emptyContent(pod);
    arrays.moved += this.#awayIn(pod);
    this.inArea[from]!.remove(pod);
    this.inArea[area]!.add(pod);
    this.#book(pod, this.rethemePoints(pod, area) - this.rethemePoints(pod, from));
  }

  /** Changes prices, and books all pods anew by them. */
  reprice(change: (arrays: SeatingArrays) => void): void {
    const { arrays } = this;
    const before = Int32Array.from({ length: arrays.pods }, (_, pod) => this.#peoplePoints(pod));
    change(arrays);
    for (let pod = 0; pod < arrays.pods; pod++) {
      if (arrays.size[pod]! > 0) this.#book(pod, this.#peoplePoints(pod) - before[pod]!);
    }
  }

  #peoplePoints(pod: number): number {
    let points = 0;
    for (let chair = 0; chair < this.arrays.size[pod]!; chair++)
      points += this.#personPoints(this.arrays.at(pod, chair), pod);
    return points;
  }

  #awayIn(pod: number): number {
    const { arrays } = this;
    let away = 0;
    for (let chair = 0; chair < arrays.size[pod]!; chair++) away += arrays.away(arrays.at(pod, chair), pod);
    return away;
  }

  /** Points for the places of a pod's people if it were in `area`. */
  rethemePoints(pod: number, area: number): number {
    const { arrays } = this;
    let points = 0;
    for (let chair = 0; chair < arrays.size[pod]!; chair++)
      points += arrays.placePointsIn(arrays.at(pod, chair), pod, area);
    return points;
  }

  /** The pods that have other people, or another area, than when the recording began. */
  changed(): number[] {
    const { size, content } = this.arrays;
    const pods: number[] = [];
    const seen: number[] = [];
    for (let at = 0; at < this.#before.length; at += 3) {
      const pod = this.#before[at]!;
      if (seen.includes(pod)) continue;
      seen.push(pod);
      if (size[pod]! > 0 && content[pod] !== this.#before[at + 2]) pods.push(pod);
    }
    return pods;
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
    const { version } = this.arrays;
    for (let at = this.#before.length - 3; at >= 0; at -= 3) version[this.#before[at]!] = this.#before[at + 1]!;
    this.#before.length = 0;
  }

  /** Starts recording; what was recorded before can no longer be taken back. */
  record(): void {
    this.#past.length = 0;
    this.#before.length = 0;
    this.recording = true;
  }

  /** Stops recording and keeps what happened. */
  keep(): void {
    this.#past.length = 0;
    this.#before.length = 0;
    this.recording = false;
  }
}
