/**
 * The wishes of people to sit together, as typed arrays. The points that two people save by sitting in the same pod are one
 * number, whichever of them wished for it.
 */
import { points } from "../scoring/points.ts";
import type { Indexed } from "./index-community.ts";
import type { Random } from "./random.ts";

export class Bonds {
  /** Points while the person waits, and while they sit apart from everybody they are bound to. */
  readonly waiting: Int32Array;
  readonly apart: Int32Array;
  /** The people bound to a person stand in `other` from `first[person]` to before `first[person + 1]`. */
  readonly first: Int32Array;
  readonly other: Int32Array;
  /** Points that both save together. */
  readonly saved: Int32Array;
  /** The most points that a person can save in one pod. */
  readonly most: Int32Array;

  constructor({ members, memberNumber }: Indexed) {
    this.waiting = new Int32Array(members.length);
    this.apart = new Int32Array(members.length);
    this.first = new Int32Array(members.length + 1);
    const pairs: [number, number, number][] = [];
    for (const [person, member] of members.entries()) {
      for (const { other: id, waiting, apart, together } of points.bondsOf(member)) {
        const other = memberNumber.get(id);
        if (other === undefined) continue;
        this.waiting[person]! += waiting;
        this.apart[person]! += other === person ? together : apart;
        if (other !== person) pairs.push([person, other, apart - together], [other, person, apart - together]);
      }
    }
    pairs.sort(([a], [b]) => a - b);
    this.other = Int32Array.from(pairs, ([, other]) => other);
    this.saved = Int32Array.from(pairs, ([, , saved]) => saved);
    this.most = new Int32Array(members.length);
    for (const [person, , saved] of pairs) this.most[person]! += Math.max(0, saved);
    for (const [person] of pairs) this.first[person + 1]!++;
    for (let person = 0; person < members.length; person++) this.first[person + 1]! += this.first[person]!;
  }

  /** Whether anybody is bound to the person. */
  has(person: number): boolean {
    return this.first[person] !== this.first[person + 1];
  }

  /** One of those who are bound to somebody that has such people. */
  companionOf(person: number, random: Random): number {
    const from = this.first[person]!;
    return this.other[from + random.below(this.first[person + 1]! - from)]!;
  }

  /** Points that two people save when they sit together. */
  between(one: number, another: number): number {
    let saved = 0;
    for (let at = this.first[one]!; at < this.first[one + 1]!; at++) {
      if (this.other[at] === another) saved += this.saved[at]!;
    }
    return saved;
  }
}
