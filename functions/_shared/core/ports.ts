/**
 * What the functions ask of the state. `redis/` is the only implementation; the promises here are what its contract
 * tests hold it to. Every change takes an operation id: the same id again changes nothing and gives the stored outcome.
 * All of it throws PodsError "unavailable" when the store is away or holds no community yet.
 */
import type { Activity, CreditedActivity, Repository } from "./activity.ts";
import type { Ability, Identity, Member, MemberState, Profile, Pseudonym } from "./member.ts";
import type { Claim, Errand } from "./outbox.ts";
import type { Meeting, Pod } from "./pod.ts";
import type { Community } from "./rebalance/community.ts";
import type { Change, Plan } from "./rebalance/plan.ts";
import type { LeftOut } from "./rebalance/plan-without.ts";
import type { Step } from "./rebalance/search.ts";
import type { Stayer } from "./rebalance/undo.ts";
import type { Answer, Said, Thread, ThreadFacts, ThreadKey } from "./thread.ts";
import type { Week } from "./week.ts";

/** Goes with every change: makes it happen once, dates it, and says what is to be told to the world about it. */
export interface Operation {
  /** Empty when the caller has none: then only the change's own nature keeps it from happening twice. */
  readonly id: string;
  /** Of the request's body; the same id with another fingerprint is a conflict. */
  readonly fingerprint?: string;
  /** The caller's clock, ms: a label, never an order. */
  readonly at: number;
  /** Put into the outbox in the same step, when the change happens. */
  readonly errands?: readonly Errand[];
}

/** Who is meant, and the pseudonym to give them should they be new (made by the caller: scripts hold no randomness). */
export interface Subject extends Identity {
  readonly proposed: Pseudonym;
}

// --- Seats -----------------------------------------------------------------------------------------------------------

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
  | { outcome: "waiting" | "already-waiting"; pseudonym: Pseudonym; area: string; position: number; changed: boolean }
  /** An import brings back nobody who left, was forgotten, or asked to be left alone. */
  | { outcome: "refused"; reason: "forgotten" | "independent" | "declined" | "paused" | "left" };

/** Ways out of a seat, the queue or an invitation. Leaving always succeeds. */
export type Departure = Extract<MemberState, "alumni" | "paused" | "independent" | "known">;

export type MoveOutOutcome =
  | { outcome: "left"; was: MemberState; pod: number | null; pseudonym: Pseudonym }
  | { outcome: "already"; state: MemberState; pseudonym: Pseudonym }
  | { outcome: "unknown" };

export interface Seats {
  /** Seats somebody, or queues them; forms a pod when five wait for one area. One atomic step. */
  join(request: JoinRequest, operation: Operation): Promise<JoinOutcome>;
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
  /** Takes somebody out of their seat, the queue or their invitation, into a state of their own choosing. */
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

// --- Pods and people, read -------------------------------------------------------------------------------------------

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
  /** Heads of level >= 1, 2, 3, 4 among the active when the last seating looked; `undefined` before the first. */
  mix(): Promise<readonly [number, number, number, number] | undefined>;
}

// --- What advocates and maintainers set --------------------------------------------------------------------------------

export type SetOutcome =
  | { outcome: "changed" | "unchanged" }
  | { outcome: "unknown" }
  | { outcome: "refused"; reason: string };

export interface Stewardship {
  rename(pod: number, name: string, operation: Operation): Promise<SetOutcome>;
  meet(pod: number, meeting: Meeting, operation: Operation): Promise<SetOutcome>;
  lock(pod: number, locked: boolean, operation: Operation): Promise<SetOutcome>;
  /** Makes a volunteer of the pod its advocate; with `null` the office is vacant. */
  appoint(pod: number, advocate: Identity | null, operation: Operation): Promise<SetOutcome>;
  pin(who: Identity, pinned: boolean, operation: Operation): Promise<SetOutcome>;
}

// --- Plans and runs ----------------------------------------------------------------------------------------------------

/** A consistent picture of the seating at one revision: what a plan is made from. */
export interface Snapshot {
  readonly revision: number;
  readonly community: Community;
}

export interface StoredPlan extends Plan {
  /** Hash of the seating and the changes. */
  readonly id: string;
  readonly revision: number;
  /** ms */
  readonly createdAt: number;
  readonly status: "waiting" | "applied" | "discarded";
  /** People who asked to stay where they are. */
  readonly staying: readonly Pseudonym[];
}

/** One group as `apply` sees it. Pods a plan forms are named `new-1` …; `pods` of the run says which they became. */
export interface GroupOutcome {
  readonly group: number;
  readonly outcome: "applied" | "skipped";
  /** Why it was skipped: `moved-since`, `pinned`, `locked`, `size`, `pod-gone`, … */
  readonly reason?: string;
  /** The number a formed pod got, by its name in the plan. */
  readonly pods?: Readonly<Record<string, number>>;
}

export interface Run {
  readonly id: string;
  readonly kind: "plan" | "seating" | "undo";
  /** The plan it applied, or the run it undid. */
  readonly of: string;
  readonly startedAt: number;
  readonly finished: boolean;
  readonly undone: boolean;
  readonly groups: readonly GroupOutcome[];
  /** The rows it was to apply, group by group. */
  readonly changes: readonly Change[];
  /** A plan's run: who was left out of it when it was begun, and what that did. */
  readonly leftOut?: LeftOut & { readonly staying: readonly Pseudonym[] };
  /** An undo: who was not to be taken back when it was begun, and why. */
  readonly stays?: readonly Stayer[];
}

/** A plan with some of its rows: it may have a hundred thousand. */
export interface PlanPart extends StoredPlan {
  /** How many rows of each kind the whole plan has. */
  readonly counts: Readonly<Record<Change["kind"], number>>;
}

/** How far a plan that is being made is. */
export interface PlanProgress {
  readonly step: Step | "explain";
  /** Share of all the work that is done, 0 to 1, roughly. */
  readonly done: number;
  /** Points so far; `null` before everybody has a seat. */
  readonly points: number | null;
  /** The planner's clock, ms. */
  readonly at: number;
}

export interface Plans {
  snapshot(): Promise<Snapshot>;
  /** Keeps a plan as the latest; `for` marks the period it was due for, so that a period has one. */
  savePlan(plan: StoredPlan, period?: string): Promise<"saved" | "already">;
  plan(id: string): Promise<StoredPlan | undefined>;
  /** The plan with `limit` of its rows from the row `from` on (`changes`), read without the others. */
  planPart(id: string, from: number, limit: number): Promise<PlanPart | undefined>;
  latestPlanId(): Promise<string | undefined>;
  /** The id of the plan that was made for a period. */
  planFor(period: string): Promise<string | undefined>;
  /** Says how far the plan is that is being made; forgotten after a minute without news. `null` when it is done. */
  saveProgress(progress: PlanProgress | null): Promise<void>;
  planProgress(): Promise<PlanProgress | undefined>;
  latestPlan(): Promise<StoredPlan | undefined>;
  setPlanStatus(id: string, status: StoredPlan["status"]): Promise<boolean>;
  /** Takes somebody out of a waiting plan at their own wish. */
  stay(plan: string, pseudonym: Pseudonym): Promise<boolean>;
  /** Whether the period's work (`seat/2026-11-22`, `plan/2026-W47`) is still to do; `done` marks it. */
  isDue(period: string): Promise<boolean>;
  done(period: string): Promise<void>;

  /** Begins a run, or gives the one of that id as it stands: after a crash, or beside another replica, its rows count and not the caller's. */
  startRun(run: Omit<Run, "groups" | "finished" | "undone">): Promise<Run>;
  /** Applies one group in one step, or skips it with the reason. Operation `<run>/<group>`: again gives the same outcome. */
  applyGroup(
    run: string,
    group: number,
    changes: readonly Change[],
    pods: Readonly<Record<string, number>>,
    at: number,
  ): Promise<GroupOutcome>;
  /** Ends a run: groups that are not settled by then are never applied. */
  finishRun(run: string): Promise<void>;
  markUndone(run: string): Promise<void>;
  run(id: string): Promise<Run | undefined>;
  /** The latest runs, newest first, without their rows. */
  runs(): Promise<Omit<Run, "changes" | "groups">[]>;
  /** Remembers the community's mix of ability for `Directory.mix`. */
  saveMix(mix: readonly [number, number, number, number]): Promise<void>;
}

// --- GitHub ----------------------------------------------------------------------------------------------------------

/** One effect of a delivery. All its parts happen in one atomic step, or none. */
export interface Fact {
  readonly repository?: Repository;
  readonly thread?: Omit<ThreadFacts, "author"> & { readonly author?: Subject };
  readonly activity?: Activity & { readonly person?: Subject };
  readonly answer?: {
    readonly thread: ThreadKey;
    readonly answer: Omit<Answer, "person"> & { readonly person: Pseudonym | null };
  };
}

export interface Recorder {
  /**
   * Stores a fact and credits it to the pod its person sits in. People never seen before become `known`.
   * Merged pull requests are counted once each; `merged` is the person's count after this fact.
   */
  record(
    fact: Fact,
    operation: Operation,
  ): Promise<{ outcome: "recorded" | "duplicate"; merged?: number; person?: Pseudonym }>;
  thread(key: ThreadKey): Promise<Thread | undefined>;
  said(key: ThreadKey): Promise<Said | undefined>;
  setSaid(key: ThreadKey, said: Said): Promise<void>;
  repositories(): Promise<Repository[]>;
}

// --- Outbox ----------------------------------------------------------------------------------------------------------

export interface Outbox {
  /** Takes up to `limit` errands that are due, each for `leaseMs`; nobody else gets them until then. */
  claim(limit: number, leaseMs: number): Promise<Claim[]>;
  /** Durable before the request leaves. `false` when somebody else holds it by now. */
  posting(claim: Claim): Promise<boolean>;
  /** `retry` after a wait, or settled for good. `receipt` is the far side's id. An errand put in again meanwhile stays due. */
  settle(
    claim: Claim,
    result:
      | { state: "sent"; receipt?: string }
      | { state: "retry"; afterMs: number; detail: string }
      | { state: "unknown" | "dead"; detail: string },
  ): Promise<boolean>;
  enqueue(errands: readonly Errand[], operation: Operation): Promise<void>;
  /** How many errands are in each state, for the status page. */
  backlog(): Promise<Record<string, number>>;
}

// --- Weeks -----------------------------------------------------------------------------------------------------------

export interface PublishedDigest<Model = unknown> {
  readonly week: Week;
  readonly publishedAt: number;
  readonly correctedAt?: number;
  /** Pseudonyms inside; names are put in when it is shown. */
  readonly model: Model;
}

export interface Weeks {
  /** All that is recorded of a week, in no order. */
  activities(week: Week): Promise<CreditedActivity[]>;
  /** Activity counts by pod for some weeks, for the little charts: `weeks[i]` of pod `n`. */
  pulse(weeks: readonly Week[]): Promise<Map<number, number[]>>;
  digest(week: Week): Promise<PublishedDigest | undefined>;
  /** Published weeks, newest first. */
  digests(): Promise<Week[]>;
  /** Publishes once; a second call changes nothing. With `correct` it replaces the model and keeps `publishedAt`. */
  publish(
    digest: PublishedDigest,
    operation: Operation,
    correct?: boolean,
  ): Promise<"published" | "already" | "corrected">;
}

// --- The whole -------------------------------------------------------------------------------------------------------

export interface Condition {
  /** e.g. `redis 7.0.15` */
  readonly server: string;
  /** L0 none, L1 everysec, L2 always (design, section 6); `unknown` when the server does not say. */
  readonly durability: "L0" | "L1" | "L2" | "unknown";
  readonly initialised: boolean;
  readonly revision: number;
  readonly lastDeliveryAt?: number;
  /** Sentences about what is wrong, such as an eviction policy that loses state. */
  readonly warnings: readonly string[];
}

export interface Keeper {
  /** Makes an empty Redis a community; never done implicitly, so that a lost state is seen and not papered over. */
  initialise(at: number): Promise<"initialised" | "already">;
  /** Answers within the deadline or throws "unavailable". */
  condition(): Promise<Condition>;
  close(): Promise<void>;
}

export interface Store extends Seats, Directory, Stewardship, Plans, Recorder, Outbox, Weeks, Keeper {}
