/** The heavy computations on a seating. They are pure, so an implementation may run them in another thread. */
import type { Plan } from "../plan/plan.ts";
import type { Preview, Remainder } from "../plan/plan-without.ts";
import type { RunToUndo, Since, Undo } from "../plan/undo.ts";
import type { Community } from "../scoring/community.ts";
import type { Mix } from "../scoring/mix.ts";
import type { SearchOptions } from "../search/search.ts";
import type { PlanProgress } from "./plans.ts";

/** Input and result of each kind of job. All of it is plain data, which can be copied to a thread. */
export interface PlannerJobs {
  /** The best seating that the search finds, as a plan. */
  plan: {
    readonly input: {
      readonly community: Community;
      readonly options: Pick<SearchOptions, "movesMax" | "only">;
    };
    readonly output: MadePlan;
  };
  /** What is left of a plan when these people stay where they are, and what that costs: what makes the seating better still. */
  leaveOut: {
    readonly input: {
      readonly community: Community;
      readonly plan: Pick<Plan, "changes">;
      readonly staying: readonly string[];
    };
    readonly output: Remainder;
  };
  /** What applying the plan without these people would do now. */
  preview: {
    readonly input: PlannerJobs["leaveOut"]["input"];
    readonly output: Preview;
  };
  /** The changes that take a run back as far as that is possible now. */
  undo: {
    readonly input: {
      readonly community: Community;
      readonly run: RunToUndo;
      readonly since: Since;
    };
    readonly output: Undo;
  };
}

interface MadePlan extends Plan {
  /** A hash of the seating and the changes: the same seating always gives the same plan under the same id. */
  readonly id: string;
  /** The community's mix of ability. */
  readonly mix: Mix;
}

/** How the caller follows a job. */
export interface During {
  /** Called now and then while a plan is made, and at each step. */
  readonly reportProgress?: (progress: Omit<PlanProgress, "at">) => void;
  /** Aborts the job when nobody waits for it any longer. */
  readonly signal?: AbortSignal;
}

/** Throws PodsError "unavailable" when a job was aborted or cannot run here; its sentence says why. */
export type Planner = {
  readonly [Kind in keyof PlannerJobs]: (
    input: PlannerJobs[Kind]["input"],
    during?: During,
  ) => Promise<PlannerJobs[Kind]["output"]>;
};
