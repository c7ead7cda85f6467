/** The answers to commands and ticks. */
import type { PlanCommand } from "#shared/commands/define.ts";
import type { Shown } from "#shared/commands/outcome.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { goesOn, noPlan, noRun } from "#shared/core/messages/plan.ts";
import { countChanges } from "#shared/core/plan/plan.ts";
import type { StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { FIRST_PAGE } from "./paging.ts";
import { outcomeView, planRows } from "./show.ts";
import type { RebalanceStore } from "./store.ts";
import type { TickOutcome } from "./tick.ts";
import { planView, publicPlanView, runView } from "./views.ts";

interface Answering {
  readonly store: RebalanceStore;
  readonly settings: Settings;
}

/** The plan or run that the answer to a proven command shows beside its outcome: every change, with names. */
export async function shown(what: Shown, answering: Answering): Promise<Record<string, unknown>> {
  switch (what.kind) {
    case "plan":
      return fullPlan(what.id, answering);
    case "run":
      return fullRun(what, answering);
    case "instead":
      return { plan: await fullPlan(what.id, answering) };
    default:
      return unreachable(what);
  }
}

/** The answer to a tick is public, so it names nobody, and shows the points as to everybody. */
export const tickResponse = ({ outcome, seating, plan, run }: TickOutcome) => ({
  outcome,
  ...(seating && { seating: runView(seating) }),
  ...(plan && { plan: bare(plan) }),
  ...(run && { run: runView(run) }),
});

/** For work that outlasts its request. */
export const underWay = (c: AppContext, { underWay: outcome }: Pick<PlanCommand, "underWay">): Response =>
  c.json({ outcome, detail: goesOn }, 202);

async function fullPlan(id: string, answering: Answering) {
  const plan = await answering.store.planPart(id, FIRST_PAGE.from, FIRST_PAGE.limit);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  return { ...planView(plan), ...(await planRows(plan, FIRST_PAGE, answering)) };
}

async function fullRun({ id, next }: Extract<Shown, { kind: "run" }>, { store, settings }: Answering) {
  const [run, rest] = await Promise.all([store.run(id), next === undefined ? undefined : store.planPart(next, 0, 0)]);
  if (!run) throw new PodsError("not-found", noRun(id));
  const { leftOut, ...people } = await outcomeView(run, store, settings);
  return { ...runView(run), run: run.id, ...leftOut, ...people, ...(rest && { next: planView(rest) }) };
}

const bare = (plan: StoredPlan) => publicPlanView({ ...plan, counts: countChanges(plan.changes) });
