/** Plans and runs. */
import type { Pseudonym } from "../member.ts";
import type { SkipReason } from "../plan/apply.ts";
import type { Change, Plan } from "../plan/plan.ts";
import type { LeftOut } from "../plan/plan-without.ts";
import type { StayReason } from "../plan/stay-reasons.ts";
import type { Stayer } from "../plan/undo.ts";
import type { Community, PodId } from "../scoring/community.ts";
import type { Step } from "../search/search.ts";
import type { Operation } from "./operation.ts";

/** The seating at one revision, consistent: the input of a plan. */
export interface SeatingSnapshot {
  readonly revision: number;
  readonly community: Community;
}

/** Who was told what a run decided about them, or was asked about a plan. */
export interface Notified {
  /** ms */
  readonly at: number;
  readonly where: (typeof NOTIFIED_WHERE)[number];
  /** The people whom each message mentions, or names in a chat. Saved before the messages are sent. */
  readonly told: readonly (readonly Pseudonym[])[];
  /** Whether the messages were sent. Nobody is reached before. */
  readonly sent: boolean;
  /** The others who are concerned. */
  readonly notReached: readonly Pseudonym[];
}

export const NOTIFIED_WHERE = ["thread", "chat", "nowhere"] as const;

export const PLAN_STATUSES = ["waiting", "applied", "discarded"] as const;

export interface StoredPlan extends Plan {
  /** Hash of the seating and the changes. */
  readonly id: string;
  readonly revision: number;
  /** The setting under which it was made. */
  readonly settleWeeks: number;
  /** The areas of the settings under which it was made, sorted. */
  readonly areas: readonly string[];
  /** Of a plan without changes: how many moves the settings allowed, and how many who wait a plan without that limit seats. */
  readonly overLimit?: { readonly moves: number; readonly seats: number };
  /** ms */
  readonly createdAt: number;
  readonly status: (typeof PLAN_STATUSES)[number];
  /** People who asked that plans made by then leave them where they are, whether this one moves them or not. */
  readonly staying: readonly Pseudonym[];
  /**
   * Names the questions about it; "" before it is stored. A plan that is made again while it waits, or at the same
   * revision, keeps it, unless somebody's wish to stay is over by then.
   */
  readonly round: string;
  /** The people who were asked about it, in this round. */
  readonly asked?: Notified;
}

/** Why a group was skipped; `stays`: at the request of somebody in it, `run-ended`: so that the run can be undone. */
export type GroupSkipReason = SkipReason | "stays" | "run-ended";

/** Why an undo left somebody where they were: as it was planned, or because their group was skipped. */
export type StayedReason = StayReason | GroupSkipReason;

/** The result of one group of a run. */
export type GroupOutcome = AppliedGroup | SkippedGroup;

export interface AppliedGroup {
  readonly group: number;
  readonly outcome: "applied";
  /** The numbers of the pods it formed, by their names in the plan (`new-1` …). */
  readonly pods?: Readonly<Record<string, number>>;
  /** The revision at which the seats that it gave began; left out by earlier versions. */
  readonly revision?: number;
  /** The people who are told of their seats in the threads where they had asked for one. */
  readonly asked?: readonly Pseudonym[];
  /** The people whose role as the advocate of a pod ended with their seat in it. */
  readonly exAdvocates?: readonly Pseudonym[];
  /**
   * Of an undo: the revisions by which people in it were last told something where they can read it, so that they knew
   * where they were. Those who were told nothing are missing.
   */
  readonly told?: Readonly<Record<Pseudonym, number>>;
}

export interface SkippedGroup {
  readonly group: number;
  readonly outcome: "skipped";
  readonly reason: GroupSkipReason;
  /** The first person or pod for which a check failed; left out by earlier versions. */
  readonly because?: Pseudonym | PodId;
}

export const RUN_KINDS = ["plan", "seating", "undo"] as const;

export interface Run {
  readonly id: string;
  readonly kind: (typeof RUN_KINDS)[number];
  /** The id of the plan it applies, or of the run it undoes. */
  readonly of: string;
  readonly startedAt: number;
  /** For a plan: when it was made, ms. */
  readonly madeAt?: number;
  readonly finished: boolean;
  readonly undone: boolean;
  readonly groups: readonly GroupOutcome[];
  /** The rows to apply, group by group. */
  readonly changes: readonly Change[];
  /** For a plan: the people left out when the run began, and the consequences. */
  readonly leftOut?: LeftOut & { readonly staying: readonly Pseudonym[] };
  /** For an undo: the people who stayed where they are when the run began, and why. */
  readonly stays?: readonly Stayer[];
  readonly notified?: Notified;
}

type StartedRun = { readonly outcome: "started" | "already"; readonly run: Run } | { readonly outcome: "decided" };

/** A plan with some of its rows, of which there may be a hundred thousand. */
export interface PlanPart extends StoredPlan {
  /** The number of rows of each kind in the whole plan. */
  readonly counts: Readonly<Record<Change["kind"], number>>;
}

/** Progress of the plan being made. */
export interface PlanProgress {
  readonly step: Step | "explain";
  /** Rough share of the work that is done, 0 to 1. */
  readonly done: number;
  /** The planner's clock, ms. */
  readonly at: number;
}

/** Instants (ms) that say what the time of a seat means. */
export interface SeatTimes {
  /** People whose seat began before are settled; everybody, if it is left out. */
  readonly settledBefore?: number;
  /** Seats of a founding that began since then are no more than a proposal; none, if it is left out. */
  readonly foundingSince?: number;
  /** People who asked that plans which are made by then leave them where they are count as pinned; nobody, if it is left out. */
  readonly plannedAt?: number;
}

export interface Plans {
  snapshot(times?: SeatTimes): Promise<SeatingSnapshot>;
  /** Throws "unavailable", with the reason, while the settings mean another area by an id than before: no plan is saved then. */
  checkAreas(): Promise<void>;
  /** The pods whose role of advocate was given or ended after a revision, with the revision at which it was last. */
  rolesSince(revision: number): Promise<Readonly<Record<PodId, number>>>;
  /** Saves a plan as the latest. `period` is the period it was due for: a period has one plan. */
  savePlan(plan: StoredPlan, period?: string): Promise<"saved" | "already">;
  /** Saves the progress of the plan being made; it expires after a minute. `null` deletes it. */
  saveProgress(progress: PlanProgress | null): Promise<void>;
  setPlanStatus(id: string, status: StoredPlan["status"]): Promise<boolean>;
  /** Discards a plan, unless it was applied, or the run of that id has begun to apply it. */
  discardPlan(id: string, run: string): Promise<"discarded" | "applied" | "unknown">;
  done(period: string): Promise<void>;
  /**
   * Begins a run, or returns the run of that id if it exists (`already`), after a crash or because another call began it.
   * Then the stored rows apply, not the caller's. A plan that was decided on meanwhile (`decided`) gets no run.
   */
  startRun(run: Omit<Run, "groups" | "finished" | "undone">): Promise<StartedRun>;
  /** Applies one group in one step, or skips it with a reason. Repeating the call returns the same outcome. */
  applyGroup(
    run: string,
    group: number,
    changes: readonly Change[],
    pods: Readonly<Record<string, number>>,
    at: number,
  ): Promise<GroupOutcome>;
  /** Ends a run. Groups without an outcome by then are never applied. One that `changed` nothing is not listed. */
  finishRun(run: string, changed: boolean, operation: Operation): Promise<void>;
  markUndone(run: string): Promise<void>;
  /** Saves the community's mix of ability for `Directory.mix`. */
  saveMix(mix: readonly [number, number, number, number]): Promise<void>;
}

/** Plans and runs with their rows. */
export interface PlanRecords {
  plan(id: string): Promise<StoredPlan | undefined>;
  /** The plan with only `limit` of its `changes`, from row `from` on; the others are not read. */
  planPart(id: string, from: number, limit: number): Promise<PlanPart | undefined>;
  run(id: string): Promise<Run | undefined>;
}

/** Which plans and runs there are, and what is under way. */
export interface PlanIndex {
  latestPlanId(): Promise<string | undefined>;
  /** The id of the plan that was made for a period. */
  planFor(period: string): Promise<string | undefined>;
  planProgress(): Promise<PlanProgress | undefined>;
  /** Whether the work of a period (`seat/2026-11-22`, `plan/2026-W47`) is still to be done; `done` marks it as done. */
  isDue(period: string): Promise<boolean>;
  /** The latest runs, newest first, without their rows; not those that ended and changed nothing. */
  runs(): Promise<Omit<Run, "changes" | "groups">[]>;
}

/** Who hears of runs and plans. */
export interface DecisionNotes {
  /** Saves who is told of a run, or asked about a plan. A later call replaces it. */
  saveNotified(
    of: { readonly run: string } | { readonly plan: Pick<StoredPlan, "id" | "round"> },
    notified: Notified,
  ): Promise<void>;
  /** Notes that people are told of a run where they asked for a seat; `early`: of the seat alone, since it had not ended. */
  noteTold(run: string, people: readonly Pseudonym[], early: boolean): Promise<void>;
  /** Those of these people who were told so early. */
  toldEarly(run: string, people: readonly Pseudonym[]): Promise<Pseudonym[]>;
  /** Those of these people who were told of a run somewhere, or whom its page lists as not reached. */
  toldOf(run: string, people: readonly Pseudonym[]): Promise<Pseudonym[]>;
  /** Notes for their pages that people are asked about these changes of a plan. */
  noteAsked(plan: string, changes: readonly Extract<Change, { member: string }>[]): Promise<void>;
}
