import * as z from "zod";
import { unreachable } from "../core/errors.ts";
import { Login } from "../core/member.ts";
import { noPlan, nothingLeft, planStatus, undoInWords, wasUndone } from "../core/messages/plan.ts";
import type { ApplyOutcome, MayUndo } from "../core/ports.ts";
import { PlanId } from "./bodies.ts";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

const EXCEPT_MAX = 1000;

type ApplyWord = Exclude<ApplyOutcome["outcome"], "unknown"> | "no-plan";

const appliedInWords = (may: MayUndo): string => `The plan is applied. ${undoInWords("Its run", may)}`;

export const apply = planCommand({
  word: "apply",
  does: "make the changes of a plan, without the people who are to stay",
  body: () =>
    z.strictObject({
      do: z.literal("apply"),
      plan: PlanId(),
      except: z.array(Login).max(EXCEPT_MAX).default([]),
    }),
  example: { plan: "5f2a9c01b7d3e846", except: ["ada"] },
  underWay: "applying",
  run: async ({ plan, except }, { plans }): Promise<Ending<ApplyWord>> => {
    const applied = await plans.apply(plan, except);
    switch (applied.outcome) {
      case "applied":
        return {
          outcome: "applied",
          detail: appliedInWords(applied.mayUndo),
          shows: { kind: "run", id: applied.run, next: applied.next },
        };
      case "unknown":
        return { outcome: "no-plan" };
      case "nothing-to-do":
        return { outcome: applied.outcome, shows: { kind: "plan", id: plan } };
      case "nothing-left":
        return {
          outcome: applied.outcome,
          detail: nothingLeft(applied.reasons, applied.isChoice),
          more: applied.report,
        };
      case "already-applied":
      case "already-undone": {
        const { outcome, run, next } = applied;
        return { outcome, detail: run, more: { run }, shows: { kind: "instead", id: next, run } };
      }
      case "already-discarded":
        return { outcome: applied.outcome, shows: { kind: "instead", id: applied.next } };
      case "nothing-fits":
        return { outcome: applied.outcome, more: applied.report, shows: { kind: "instead", id: applied.next } };
      default:
        return unreachable(applied);
    }
  },
  outcomes: {
    applied: { status: 200, detail: (_, { detail = appliedInWords("unknown") }) => detail },
    "already-applied": { error: "conflict", detail: planStatus.applied },
    "already-discarded": { error: "conflict", detail: planStatus.discarded },
    "already-undone": { error: "conflict", detail: (_, { detail = "" }) => wasUndone(detail) },
    "nothing-fits": { error: "conflict", detail: planStatus.nothingFits },
    "nothing-to-do": { status: 200, detail: planStatus.nothingToDo },
    "nothing-left": { error: "conflict", detail: (_, { detail = nothingLeft(["stays"], false) }) => detail },
    "no-plan": { error: "not-found", detail: ({ plan }) => noPlan(plan) },
  },
});
