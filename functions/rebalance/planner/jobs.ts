/** The planner's jobs. A kind of job in the port without a function here does not compile. */
import { createHash } from "node:crypto";
import type { Plan } from "#shared/core/plan/plan.ts";
import { leaveOut, previewWithout } from "#shared/core/plan/plan-without.ts";
import { searchPlan } from "#shared/core/plan/search-plan.ts";
import { undoOf } from "#shared/core/plan/undo.ts";
import type { During, Planner, PlannerJobs } from "#shared/core/ports.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { mixOf } from "#shared/core/scoring/mix.ts";
import { sortById } from "#shared/core/search/index-community.ts";

export type Kind = keyof PlannerJobs;
export type Input<K extends Kind> = PlannerJobs[K]["input"];
export type Output<K extends Kind> = PlannerJobs[K]["output"];
export type Report = NonNullable<During["reportProgress"]>;

export const jobs: { readonly [K in Kind]: (input: Input<K>, report: Report) => Output<K> } = {
  plan: ({ community, options }, report) => {
    const plan = searchPlan(community, options, report);
    return { ...plan, id: idOf(community, plan), mix: mixOf(community.members) };
  },
  leaveOut: ({ community, plan, staying }) => leaveOut(community, plan, staying),
  preview: ({ community, plan, staying }) => previewWithout(community, plan, staying),
  undo: ({ community, run, since }) => undoOf(run, community, since),
};

/** A planner that does all its jobs with `run`. */
export const plannerOf = (
  run: <K extends Kind>(kind: K, input: Input<K>, during?: During) => Promise<Output<K>>,
): Planner => ({
  plan: (input, during) => run("plan", input, during),
  leaveOut: (input, during) => run("leaveOut", input, during),
  preview: (input, during) => run("preview", input, during),
  undo: (input, during) => run("undo", input, during),
});

/** Does every job at once on the calling thread, which answers no other requests meanwhile. */
export const mainThreadPlanner: Planner = plannerOf(async (kind, input, { reportProgress = () => {} } = {}) =>
  jobs[kind](input, reportProgress),
);

/** How many people or rows are hashed at a time. */
const HASHED_ROWS = 1_000;

/**
 * Leaves out the time at which the plan was made, and how long people had had their seats by then: the same seating and
 * changes always have the same id.
 */
function idOf(community: Community, plan: Plan): string {
  const hash = createHash("sha256");
  const members = sortById(community.members).map(
    ({ settled: _, founding: __, waitingSince: ___, seatedSince: ____, ...member }) => member,
  );
  for (const rows of [members, sortById(community.pods), plan.changes]) {
    for (let from = 0; from < rows.length; from += HASHED_ROWS) {
      hash.update(JSON.stringify(rows.slice(from, from + HASHED_ROWS)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
