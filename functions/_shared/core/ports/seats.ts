/** Joins, invitations and departures. */
import type { Identity, MemberState, Profile, Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { ThreadKey } from "../thread.ts";
import type { Operation, Subject } from "./operation.ts";

/** Facts that people give about themselves. Those left out stay as they are. */
export type ProfileChange = Partial<
  Pick<Profile, "areas" | "ability" | "timezone" | "volunteer" | "hours" | "term" | "introduce">
> & {
  /** `assumed`: an import says nothing about it, and places people who said nothing, either. */
  readonly anywhere?: boolean | "assumed";
  /** The people they would like to sit with. */
  readonly with?: readonly Subject[];
};

export interface JoinRequest {
  readonly subject: Subject;
  readonly profile: ProfileChange;
  /** Pods that they named, or come back to. */
  readonly preferred?: readonly number[];
  /**
   * Pods to try in this order, at most `CANDIDATES_MAX`, unless a pod forms with them in an area that they want more; then the
   * fullest open pod of their areas, then the queue.
   */
  readonly candidates: readonly number[];
  /** Pods of other areas, as many, for somebody whom any area suits. */
  readonly elsewhere?: readonly number[];
  /** They come back, or accept: with the areas that we know of, and not if they were forgotten. */
  readonly again?: boolean;
  /** Where they ask, in a comment: there they are told of a seat later. */
  readonly thread?: ThreadKey;
}

export const CANDIDATES_MAX = 8;

export type JoinOutcome =
  | ({ outcome: "seated"; pod: number; pseudonym: Pseudonym; formed: boolean; changed: boolean } & Keeps)
  /** `narrowed`: a file had assumed that any area suits them, which their request ended. */
  | ({ outcome: "already-seated"; pod: number; pseudonym: Pseudonym; changed: boolean; narrowed?: true } & Keeps)
  /** `area` is `*` if the person named none and any suits them, `-` if they said nothing about areas. */
  | ({
      outcome: "waiting" | "already-waiting";
      pseudonym: Pseudonym;
      area: string;
      position: number;
      changed: boolean;
    } & Keeps)
  /** They said something later about whether they take part. */
  | ({ outcome: "overtaken" } & Perhaps)
  /** They have named no area: they get a seat as soon as we hear of one. */
  | ({ outcome: "no-area" } & Perhaps)
  /** The same of somebody who comes back, and was unknown until now. */
  | ({ outcome: "unknown" } & Perhaps)
  | { outcome: "is-forgotten" };

export const KEPT_FIELDS = [
  /** Whether they take part. */
  "standing",
  "areas",
  "level",
  "timezone",
  "volunteer",
  "hours",
  "term",
  "anywhere",
  "introduce",
  "with",
] as const;

/**
 * Whose word stands: `either` where we know no more than that the person or a maintainer said so, `file` for an earlier
 * import.
 */
export const KEPT_SPEAKERS = ["person", "maintainer", "either", "file"] as const;

/** A field that was left as it is: what people said about themselves stands against a maintainer, and that against an import. */
export interface Kept {
  readonly field: (typeof KEPT_FIELDS)[number];
  readonly saidBy: (typeof KEPT_SPEAKERS)[number];
}

interface Keeps {
  readonly kept: readonly Kept[];
}

/** Absent if we do not know them, or know them no more. */
interface Perhaps {
  readonly pseudonym?: Pseudonym;
}

/** A pod, and its advocate after the change. */
export interface PodAdvocate {
  readonly pod: number;
  readonly advocate: Pseudonym | null;
}

/** The people around a person who joins, as of the step in which they joined. */
export interface JoinContext {
  /** Their pod, including them. */
  readonly pod?: Pod;
  /** The number of people who wait for their area, including them. */
  readonly waiting?: number;
  /** Profiles of everybody in the pod, or of the first people in the queue. Forgotten people are missing. */
  readonly profiles: ReadonlyMap<Pseudonym, Profile>;
}

export type Joined = JoinOutcome & { readonly context: JoinContext };

/** The most people shown from the front of the queue. */
export const NEIGHBOURS_MAX = 8;

/** The states that a person can leave a seat, the queue or an invitation for. Leaving always succeeds. */
type Departure = Extract<MemberState, "alumni" | "paused" | "independent" | "known">;

export type MoveOutOutcome =
  /**
   * `pod`: theirs, or the last one that was; `null` for people who had none. `role`: of somebody who was its advocate, unless
   * it closed.
   */
  | ({ outcome: "left"; was: MemberState; pod: number | null; pseudonym: Pseudonym; role?: PodAdvocate } & Keeps)
  | ({ outcome: "already"; state: MemberState; pseudonym: Pseudonym } & Keeps)
  /** `unknown`: until now. What somebody says on GitHub is kept all the same, for what they said before may arrive later. */
  | ({ outcome: "overtaken" | "unknown" } & Perhaps)
  | { outcome: "is-forgotten" };

/** Somebody whom a file or a maintainer lists. */
export interface Listed {
  readonly subject: Subject;
  readonly profile: ProfileChange;
  /** The pod to seat them in if it has room and its area is theirs; nobody is invited into one. */
  readonly pod?: number;
  /** The row itself says that they take part or are invited, so it counts against what an earlier import said. */
  readonly isChosen?: boolean;
}

/** An import never brings back people who left, were forgotten or asked to be left alone. */
export const LISTING_REFUSALS = ["forgotten", "independent", "paused", "left", "declined"] as const;
export const LISTING_WORDS = ["added", "changed", "unchanged"] as const;

/**
 * Why the pod that a row names has no seat for its person: it closed, they sit in another one, its area is gone or none of
 * theirs, it is full, or a maintainer locked it.
 */
export const NO_SEATS = ["gone", "elsewhere", "area-gone", "other-area", "full", "locked"] as const;

/**
 * What a row ended or began: the seat of its person, or their role as the advocate, which nobody has then, or another
 * volunteer.
 */
export const TURNS = ["seat-ended", "role-ended", "role-passed", "role-begun"] as const;

/**
 * `added`: they have a seat, a place in the queue or an invitation, and had none. `state` is theirs after the row, `pod` is where
 * they sit, and `missed` why that is not the pod of the row.
 */
export type ListedOutcome =
  | ({
      outcome: (typeof LISTING_WORDS)[number];
      pseudonym: Pseudonym;
      state: MemberState;
      pod?: number;
      missed?: (typeof NO_SEATS)[number];
      turns?: readonly (typeof TURNS)[number][];
    } & Keeps)
  | { outcome: "refused"; reason: "forgotten" }
  | {
      outcome: "refused";
      reason: Exclude<(typeof LISTING_REFUSALS)[number], "forgotten">;
      state: MemberState;
      saidBy: Kept["saidBy"];
    };

export interface How {
  /** The id of the import, kept with the people whom it adds. */
  readonly import?: string;
}

/** What an import does with people; a rehearsal answers the same, and writes nothing. */
export interface Listings {
  /** Puts people of an import on the list: they wait, but for those whose pod has room. Outcomes are in their order. */
  enlist(people: readonly Listed[], operation: Operation, how?: How): Promise<ListedOutcome[]>;
  /** Invites people or updates their profile. An invitation holds no seat. */
  invite(people: readonly Listed[], operation: Operation, how?: How): Promise<ListedOutcome[]>;
  /**
   * Notes of people of an import that they work independently. They lose a seat, a place or an invitation that only imports
   * gave them.
   */
  listIndependent(people: readonly Listed[], operation: Operation, how?: How): Promise<ListedOutcome[]>;
}

export interface Rehearsals {
  /** A dry run of an import: each call finds what those before it would have changed. */
  rehearsal(): Listings;
}

export interface Seats extends Listings {
  /** Seats or queues a person in one atomic step. Forms a pod when five people wait for one area. */
  join(request: JoinRequest, operation: Operation): Promise<Joined>;
  /**
   * Takes a person out of their seat, the queue or their invitation, into the state they chose. With `declined` it only
   * takes them out of an invitation; in any other state the outcome is `already`, with that state. Then no area suits
   * people who wait but those that they named, and they get no offers until they ask for a seat again.
   */
  leave(
    who: Identity | Subject,
    to: Departure,
    operation: Operation,
    more?: {
      readonly pausedUntil?: string;
      readonly declined?: boolean;
      readonly profile?: ProfileChange;
      /** Somebody unknown becomes known, whoever says so. */
      readonly create?: boolean;
    },
  ): Promise<MoveOutOutcome>;
  /**
   * Changes a person's profile, and with it their seat or place in the queue. An ability is never less than their merged
   * pull requests show: an empty profile raises it to that. `theirPod`: of somebody with a seat.
   */
  describe(
    who: Identity | Subject,
    profile: ProfileChange,
    operation: Operation,
  ): Promise<
    | ({ outcome: "changed" | "unchanged"; pseudonym: Pseudonym; theirPod?: PodAdvocate } & Keeps)
    | ({ outcome: "overtaken" | "unknown" } & Perhaps & Keeps)
    | { outcome: "is-forgotten" }
  >;
  /** Takes a person out of their seat and deletes their login and GitHub id for good; `unknown` for an unknown person. */
  forget(who: Identity, operation: Operation): Promise<{ outcome: "forgotten" | "unknown" | "overtaken" }>;
}
