/** Makes a plan for the present seating. */
import { movesLimit } from "#shared/core/plan/moves-limit.ts";
import type { Plan } from "#shared/core/plan/plan.ts";
import { foundingSince, settledBefore } from "#shared/core/plan/settling.ts";
import type { Planner, PlannerJobs, StoredPlan } from "#shared/core/ports.ts";
import type { Mix } from "#shared/core/scoring/mix.ts";
import type { Settings } from "#shared/core/settings.ts";
import { endBreaks } from "./breaks.ts";
import type { Planning } from "./planning.ts";
import { openProgress } from "./progress.ts";

/** The areas in force, sorted. */
export const areasIn = ({ areas }: Settings): string[] => Object.keys(areas).sort();

/** Stores only the progress of the plan, and moves nobody. Breaks that are over end first, so that it counts who is back. */
export async function makePlan(planning: Planning, only?: "seat"): Promise<{ plan: StoredPlan; mix: Mix }> {
  const { store, planner, settings, now } = planning;
  const createdAt = now();
  await store.checkAreas();
  await endBreaks(planning);
  const progress = openProgress(store, now);
  try {
    const { revision, community: asStored } = await store.snapshot({
      settledBefore: settledBefore(createdAt, settings),
      foundingSince: foundingSince(createdAt),
      // A seating may move them, to form or mend a pod.
      ...(only === undefined && { plannedAt: createdAt }),
    });
    const community = { ...asStored, areas: Object.keys(settings.areas) };
    const seated = community.members.filter(({ pod }) => pod !== null).length;
    const options = { movesMax: movesLimit(seated, settings.rebalance.maxMovesPercent), ...(only && { only }) };
    const { mix, ...plan } = await planner.plan({ community, options }, { reportProgress: progress.report });
    const seats = only === undefined ? await seatsOverLimit(plan, { community, options }, planner) : 0;
    const { settleWeeks } = settings.rebalance;
    const made = {
      ...plan,
      revision,
      settleWeeks,
      areas: areasIn(settings),
      createdAt,
      ...(seats > 0 && { overLimit: { moves: options.movesMax, seats } }),
    };
    return { plan: { ...made, status: "waiting", staying: [], round: "" }, mix };
  } finally {
    await progress.end();
  }
}

/** How many of those who wait a plan without the limit of moves would seat, where this one changes nothing. */
async function seatsOverLimit(
  { changes, after }: Plan,
  { community, options }: PlannerJobs["plan"]["input"],
  planner: Planner,
): Promise<number> {
  const movesMax = community.members.length;
  if (changes.length > 0 || after.waiting === 0) return 0;
  const free = await planner.plan({ community, options: { ...options, movesMax } });
  return Math.max(0, after.waiting - free.after.waiting);
}
