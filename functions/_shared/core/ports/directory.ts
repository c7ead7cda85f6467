/** Reads pods and people. */
import type { Identity, Member, MemberState, Profile, Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Mix } from "../scoring/mix.ts";

export interface Directory {
  /** Changes whenever the seating, a name or anything else on a public page changes. */
  version(): Promise<string>;
  find(who: Identity): Promise<Member | undefined>;
  /** The people in whose login this stands, or whose `whole` login it is, whatever the case. */
  peopleNamed(part: string, whole: boolean): Promise<Set<Pseudonym>>;
  /** Profiles by pseudonym. Forgotten people are missing; pages show them as former members. */
  profiles(pseudonyms: Iterable<Pseudonym>): Promise<Map<Pseudonym, Profile>>;
  members(pseudonyms: Iterable<Pseudonym>): Promise<Map<Pseudonym, Member>>;
  /** When each of these revisions of the seating was made, ms: `since` of a person's standing is one. */
  timesOf(revisions: readonly number[]): Promise<number[]>;
  /** The people whom a plan that is made now leaves where they are, as they asked. */
  staying(now: number): Promise<ReadonlySet<Pseudonym>>;
  pod(number: number): Promise<Pod | undefined>;
  /**
   * The last names of those among these pods that nobody is in. A pod that its last member left comes back under this name,
   * with its people. A pod that a plan closed is missing if it had its first name.
   */
  lastNames(numbers: readonly number[]): Promise<Map<number, string>>;
  /** All living pods, by number. */
  pods(): Promise<Pod[]>;
  /** How many pods have ever formed: the number of the latest. */
  podsFormed(): Promise<number>;
  /** The living pods among these numbers, without reading the others. */
  podsNumbered(numbers: Iterable<number>): Promise<Pod[]>;
  /** Pods of these areas with a free seat, as of at most a second ago: the candidates for a person who joins. */
  openPods(areas: readonly string[]): Promise<readonly Pod[]>;
  /** The people who wait for an area, longest first. */
  waiting(area: string): Promise<Pseudonym[]>;
  /** The areas that people wait for though the settings no longer name them. */
  lostAreasWanted(): Promise<string[]>;
  /** The number of people in each state. */
  census(): Promise<Record<MemberState, number>>;
  /**
   * The number of active people of level >= 1, 2, 3 and 4 at the last seating; cached for a second. `undefined` before
   * the first seating.
   */
  mix(): Promise<Mix | undefined>;
}
