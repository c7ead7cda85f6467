/**
 * The community as placement sees it: who there is, where they sit, and nothing that the points do not ask for.
 * Ids are opaque strings (a pseudonym, a pod's number); no names, no clock.
 */

/** 1 newcomer, 2 contributor, 3 experienced, 4 maintainer. */
export type Level = 1 | 2 | 3 | 4;

/** A pod's id: its number as a string, or `new-1`, `new-2` … for a pod that a plan forms. */
export type PodId = string;

/** What the points ask of a person. */
export interface Person {
  readonly level: Level;
  /** Whole hours east of UTC, -12 to 14; `null` when the person did not say. */
  readonly offset: number | null;
  /** Area ids, the most wanted first; at most three count. */
  readonly areas: readonly string[];
  /** Volunteered to be an advocate. */
  readonly volunteer: boolean;
}

export interface PlacedMember extends Person {
  readonly id: string;
  /** Where they sit; `null` while they wait. A pod that is not in `pods` counts as none. */
  readonly pod: PodId | null;
  /** A person keeps them where they are. */
  readonly pinned: boolean;
}

export interface PlacedPod {
  readonly id: PodId;
  readonly area: string;
  readonly advocate: string | null;
  /** A person closed it to plans: nobody is moved in or out while its size is valid. */
  readonly locked: boolean;
}

/** The active people (seated or waiting) and the living pods. Order carries no meaning. */
export interface Community {
  readonly areas: readonly string[];
  readonly members: readonly PlacedMember[];
  readonly pods: readonly PlacedPod[];
}

export interface SeatedPod {
  readonly id: PodId;
  readonly area: string;
  readonly advocate: string | null;
  readonly members: readonly string[];
}

/** Who sits where: what a search returns and what a plan leads to. */
export interface Seating {
  readonly pods: readonly SeatedPod[];
  readonly waiting: readonly string[];
}
