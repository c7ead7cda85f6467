import * as z from "zod";
import { noPlan, planStatus } from "../core/messages/plan.ts";
import { PlanId } from "./bodies.ts";
import type { PlanContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

export const discard = communityCommand({
  word: "discard",
  does: "put a plan away without applying it",
  body: () => z.strictObject({ do: z.literal("discard"), plan: PlanId() }),
  example: { plan: "5f2a9c01b7d3e846" },
  run: async ({ plan }, { plans }: PlanContext): Promise<Ending<"discarded" | "already-applied" | "no-plan">> => {
    const { outcome } = await plans.discard(plan);
    switch (outcome) {
      case "discarded":
        return { outcome, shows: { kind: "plan", id: plan } };
      case "applied":
        return { outcome: "already-applied" };
      case "unknown":
        return { outcome: "no-plan" };
    }
  },
  outcomes: {
    discarded: { status: 200, detail: "The plan is discarded." },
    "already-applied": { error: "conflict", detail: `${planStatus.applied} Undo its run instead.` },
    "no-plan": { error: "not-found", detail: ({ plan }) => noPlan(plan) },
  },
});
