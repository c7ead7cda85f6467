/** Plans and runs. */
import type { Pseudonym } from "../member.ts";
import type { Change, Plan } from "../plan/plan.ts";
import type { LeftOut } from "../plan/plan-without.ts";
import type { Stayer } from "../plan/undo.ts";
import type { Community } from "../scoring/community.ts";
import type { Step } from "../search/search.ts";

/** A consistent picture of the seating at one revision: what a plan is made from. */
export interface SeatingSnapshot {
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
  snapshot(): Promise<SeatingSnapshot>;
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
