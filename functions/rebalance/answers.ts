/** The answers to commands and ticks. */
import type { RebalanceCommand } from "#shared/core/commands.ts";
import { unreachable } from "#shared/core/errors.ts";
import { goesOn } from "#shared/core/messages/plan.ts";
import { countChanges } from "#shared/core/plan/plan.ts";
import type { PlanPart, Store, StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { problem } from "#shared/openfaas/problem.ts";
import type { Outcome } from "./commands.ts";
import { FIRST_PAGE } from "./paging.ts";
import { outcomeView, planRows } from "./show.ts";
import type { TickOutcome } from "./tick.ts";
import { planView, runView } from "./views.ts";

interface Answering {
  readonly store: Store;
  readonly settings: Settings;
}

/** The answer to a proven command: every change, with names. */
export async function respond(c: AppContext, answering: Answering, outcome: Outcome): Promise<Response> {
  switch (outcome.outcome) {
    case "planned":
    case "discarded":
      return c.json({ outcome: outcome.outcome, ...(await fullPlan(answering, outcome.plan)) });
    case "applied":
    case "undone": {
      const { outcome: word, run } = outcome;
      const next = outcome.outcome === "applied" ? outcome.next : undefined;
      const { leftOut, ...people } = await outcomeView(run, answering.store);
      return c.json({
        outcome: word,
        ...runView(run),
        run: run.id,
        ...leftOut,
        ...people,
        ...(next && { next: bare(next) }),
      });
    }
    case "stale": {
      const plan = await fullPlan(answering, outcome.next);
      return problem({ status: 409, detail: outcome.detail, instance: c.get("callId"), more: { plan } });
    }
    default:
      return unreachable(outcome);
  }
}

/** The answer to a tick is public, so it names nobody. */
export const tickResponse = ({ outcome, seating, plan, run }: TickOutcome) => ({
  outcome,
  ...(seating && { seating: runView(seating) }),
  ...(plan && { plan: bare(plan) }),
  ...(run && { run: runView(run) }),
});

/** For work that outlasts its request. */
export const underWay = (c: AppContext, what: RebalanceCommand["do"]): Response =>
  c.json({ outcome: UNDER_WAY[what], detail: goesOn }, 202);

const UNDER_WAY = { plan: "planning", apply: "applying", undo: "undoing", discard: "discarding" } as const;

async function fullPlan(answering: Answering, plan: StoredPlan) {
  const part = { ...counted(plan), changes: plan.changes.slice(0, FIRST_PAGE.limit) };
  return { ...planView(part), ...(await planRows(part, FIRST_PAGE, answering)) };
}

const bare = (plan: StoredPlan) => planView(counted(plan));
const counted = (plan: StoredPlan): PlanPart => ({ ...plan, counts: countChanges(plan.changes) });
