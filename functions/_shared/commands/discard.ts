import * as z from "zod";
import { unreachable } from "../core/errors.ts";
import { noPlan, planStatus } from "../core/messages/plan.ts";
import { PlanId } from "./bodies.ts";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

export const discard = planCommand({
  word: "discard",
  does: "put a plan away without applying it",
  body: () => z.strictObject({ do: z.literal("discard"), plan: PlanId() }),
  example: { plan: "5f2a9c01b7d3e846" },
  underWay: "discarding",
  run: async ({ plan }, { plans }): Promise<Ending<"discarded" | "already-applied" | "no-plan">> => {
    const { outcome } = await plans.discard(plan);
    switch (outcome) {
      case "discarded":
        return { outcome, shows: { kind: "plan", id: plan } };
      case "applied":
        return { outcome: "already-applied" };
      case "unknown":
        return { outcome: "no-plan" };
      default:
        return unreachable(outcome);
    }
  },
  outcomes: {
    discarded: { status: 200, detail: "The plan is discarded." },
    "already-applied": { error: "conflict", detail: `${planStatus.applied} Undo its run instead.` },
    "no-plan": { error: "not-found", detail: ({ plan }) => noPlan(plan) },
  },
});
