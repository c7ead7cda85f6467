/** Who sits where: joins, invitations, departures. */
import type { Ability, Identity, MemberState, Profile, Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Operation, Subject } from "./operation.ts";

export interface JoinRequest {
  readonly subject: Subject;
  /** What they say of themselves; what is left out keeps its value. */
  readonly profile: Partial<Pick<Profile, "areas" | "ability" | "timezone" | "volunteer" | "hours">>;
  /** Pod numbers to try in this order, at most `CANDIDATES_MAX`; then the area's fullest open pod, then the queue. */
  readonly candidates: readonly number[];
  /** Asked for by themselves (lifts an earlier "forget me") or brought by an import (refused when forgotten). */
  readonly by: "self" | "import";
}

export const CANDIDATES_MAX = 8;

export type JoinOutcome =
  | { outcome: "seated"; pod: number; pseudonym: Pseudonym; formed: boolean; changed: boolean }
  | { outcome: "already-seated"; pod: number; pseudonym: Pseudonym; changed: boolean }
  /** `area` is `*` for somebody who named none. */
  | { outcome: "waiting" | "already-waiting"; pseudonym: Pseudonym; area: string; position: number; changed: boolean }
  /** An import brings back nobody who left, was forgotten, or asked to be left alone. */
  | { outcome: "refused"; reason: "forgotten" | "independent" | "declined" | "paused" | "left" };

/** Who a joiner finds themselves with, in the step in which they joined. */
export interface JoinContext {
  /** Their pod, with them in it. */
  readonly pod?: Pod;
  /** How many wait for their area, they among them. */
  readonly waiting?: number;
  /** Of everybody in the pod, or of the first of the queue; who was forgotten is missing. */
  readonly profiles: ReadonlyMap<Pseudonym, Profile>;
}

export type Joined = JoinOutcome & { readonly context: JoinContext };

/** Of the queue a joiner is shown so many, from its head. */
export const NEIGHBOURS_MAX = 8;

/** Ways out of a seat, the queue or an invitation. Leaving always succeeds. */
export type Departure = Extract<MemberState, "alumni" | "paused" | "independent" | "known">;

export type MoveOutOutcome =
  | { outcome: "left"; was: MemberState; pod: number | null; pseudonym: Pseudonym }
  | { outcome: "already"; state: MemberState; pseudonym: Pseudonym }
  | { outcome: "unknown" };

export interface Seats {
  /** Seats somebody, or queues them; forms a pod when five wait for one area. One atomic step. */
  join(request: JoinRequest, operation: Operation): Promise<Joined>;
  /** Many joins in one go (an import); outcomes in the order of the requests, each its own atomic step. */
  joinMany(requests: readonly JoinRequest[], operation: Operation): Promise<JoinOutcome[]>;
  /** Invites somebody or changes what is known of them; holds no seat. */
  invite(
    requests: readonly Omit<JoinRequest, "candidates" | "by">[],
    operation: Operation,
  ): Promise<
    (
      | { outcome: "invited" | "changed" | "unchanged"; pseudonym: Pseudonym }
      | { outcome: "refused"; reason: "forgotten" | "declined" }
    )[]
  >;
  /**
   * Takes somebody out of their seat, the queue or their invitation, into a state of their own choosing. With `declined`
   * only out of an invitation: `already` says where else they are.
   */
  leave(
    who: Identity,
    to: Departure,
    operation: Operation,
    more?: { pausedUntil?: string; declined?: boolean },
  ): Promise<MoveOutOutcome>;
  /** Changes what somebody told us; a seat or a place in the queue follows. `raiseTo` never lowers. */
  describe(
    who: Identity,
    profile: Partial<Pick<Profile, "areas" | "ability" | "timezone" | "volunteer" | "hours">> & { raiseTo?: Ability },
    operation: Operation,
  ): Promise<{ outcome: "changed" | "unchanged"; pseudonym: Pseudonym } | { outcome: "unknown" }>;
  /** Leaves the seat and takes name and number away for good; `unknown` when there was nobody. */
  forget(who: Identity, operation: Operation): Promise<{ outcome: "forgotten" | "unknown" }>;
}
