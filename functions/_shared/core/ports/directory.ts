/** Pods and people, read. */
import type { Identity, Member, MemberState, Profile, Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Mix } from "../scoring/points.ts";

export interface Directory {
  /** Changes whenever the seating, a name or anything a public page shows changes. */
  version(): Promise<string>;
  find(who: Identity): Promise<Member | undefined>;
  /** Profiles by pseudonym; who was forgotten is missing: shown as a former member. */
  profiles(pseudonyms: Iterable<Pseudonym>): Promise<Map<Pseudonym, Profile>>;
  members(pseudonyms: Iterable<Pseudonym>): Promise<Map<Pseudonym, Member>>;
  pod(number: number): Promise<Pod | undefined>;
  /** All living pods, by number. */
  pods(): Promise<Pod[]>;
  /** Those of these pods that live, without reading the others. */
  podsNumbered(numbers: Iterable<number>): Promise<Pod[]>;
  /** Pods of these areas with a free seat, at most a second old: what joiners are scored against. */
  openPods(areas: readonly string[]): Promise<readonly Pod[]>;
  /** Who waits for an area, first come first. */
  waiting(area: string): Promise<Pseudonym[]>;
  /** How many people are in each state. */
  census(): Promise<Record<MemberState, number>>;
  /** Heads of level >= 1, 2, 3, 4 among the active when the last seating looked, at most a second ago; `undefined` before the first. */
  mix(): Promise<Mix | undefined>;
}
