import * as z from "zod";
import { unreachable } from "../core/errors.ts";
import { noPlan, planStatus } from "../core/messages/plan.ts";
import { PlanId } from "./bodies.ts";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

type AskWord =
  | "asking"
  | "already-asked"
  | "nobody-to-ask"
  | "already-applied"
  | "already-begun"
  | "already-discarded"
  | "no-plan";

export const ask = planCommand({
  word: "ask",
  does: "ask the people whom a plan would move, before you decide on it",
  body: () => z.strictObject({ do: z.literal("ask"), plan: PlanId() }),
  example: { plan: "5f2a9c01b7d3e846" },
  underWay: "asking",
  run: async ({ plan }, { plans }): Promise<Ending<AskWord>> => {
    const asked = await plans.ask(plan);
    switch (asked.outcome) {
      case "asking":
      case "already-asked":
        return { outcome: asked.outcome, shows: { kind: "plan", id: plan } };
      case "nobody-to-ask":
        return { outcome: asked.outcome, more: asked.report };
      case "already-applied":
      case "already-begun":
      case "already-discarded":
        return { outcome: asked.outcome };
      case "unknown":
        return { outcome: "no-plan" };
      default:
        return unreachable(asked);
    }
  },
  outcomes: {
    asking: {
      status: 202,
      detail:
        "The people whom the plan would move are asked with the next tick, unless it is applied or discarded before, and their public pages say which move it has for them. Its page says who was not reached.",
    },
    "already-asked": { status: 200, detail: "The people whom the plan would move were asked before." },
    "nobody-to-ask": {
      error: "conflict",
      detail:
        'This plan would move nobody now, so there is nobody to ask: "dropped" and "unfit" say why, step by step. Send {"do":"plan"} for a fresh one.',
    },
    "already-applied": { error: "conflict", detail: planStatus.applied },
    "already-begun": { error: "conflict", detail: planStatus.begun },
    "already-discarded": { error: "conflict", detail: planStatus.discarded },
    "no-plan": { error: "not-found", detail: ({ plan }) => noPlan(plan) },
  },
});
