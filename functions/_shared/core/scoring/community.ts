/**
 * The community as placement sees it: people and their seats, with only the facts that the points need.
 * Ids are opaque strings (a pseudonym, a pod's number); no names, no clock.
 */

/** 1 newcomer, 2 contributor, 3 experienced, 4 maintainer. */
export type Level = 1 | 2 | 3 | 4;

/** A pod's id: its number as a string, or `new-1`, `new-2` … for a pod that a plan forms. */
export type PodId = string;

/** The facts about a person that the points need. */
export interface Person {
  readonly level: Level;
  /** Whole hours east of UTC, -12 to 14; `null` when the person did not say. */
  readonly offset: number | null;
  /** Area ids, the most wanted first; at most three count. */
  readonly areas: readonly string[];
  /** Volunteered to be an advocate. */
  readonly volunteer: boolean;
  /** Agreed to a seat in an area that they did not name. */
  readonly anywhere: boolean;
  /** The ids of at most two people whom they would like to sit with. */
  readonly with: readonly string[];
}

export const isExperienced = <P extends Pick<Person, "level">>(person: P): person is P & { level: 3 | 4 } =>
  person.level >= 3;

export interface PlacedMember extends Person {
  readonly id: string;
  /** Those that they named and the community no longer has; left out where there are none. */
  readonly lostAreas?: readonly string[];
  /** Where they sit; `null` while they wait. A pod that is not in `pods` counts as none. */
  readonly pod: PodId | null;
  /** A maintainer keeps them where they are, or they asked to stay. */
  readonly pinned: boolean;
  /** They asked to stay: a plan moves them not even to mend a pod. */
  readonly staying?: boolean;
  /** Has been in their pod long enough for a plan to move them. */
  readonly settled: boolean;
  /** For somebody who waits: orders people by when they began to. */
  readonly waitingSince?: number;
  /** For somebody with a seat: the revision at which it began. */
  readonly seatedSince?: number;
  /** Came by an import and got the seat from a search less than a day ago: another seat is no move. */
  readonly founding?: boolean;
}

export interface PlacedPod {
  readonly id: PodId;
  readonly area: string;
  readonly advocate: string | null;
  /** A maintainer closed it to plans: nobody is moved in or out while its size is valid. */
  readonly locked: boolean;
  /** The community no longer has its area: nobody is placed here any more. */
  readonly lost?: boolean;
}

/** The active people (seated or waiting) and the living pods. Order carries no meaning. */
export interface Community {
  readonly areas: readonly string[];
  readonly members: readonly PlacedMember[];
  readonly pods: readonly PlacedPod[];
  /** Areas of pods that an earlier plan would form, which the community no longer has. */
  readonly goneAreas?: readonly string[];
}

export interface SeatedPod {
  readonly id: PodId;
  readonly area: string;
  readonly advocate: string | null;
  readonly members: readonly string[];
}

/** The people in each pod: the result of a search, and of a plan. */
export interface Seating {
  readonly pods: readonly SeatedPod[];
  readonly waiting: readonly string[];
}
