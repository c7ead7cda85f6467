import * as z from "zod";
import { unreachable } from "../core/errors.ts";
import { noRun, nothingUndone, undoneInWords, wasUndone } from "../core/messages/plan.ts";
import { RunId } from "./bodies.ts";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

export const undo = planCommand({
  word: "undo",
  does: "take a run back; people who joined since then keep their seats",
  body: () => z.strictObject({ do: z.literal("undo"), run: RunId() }),
  example: { run: "5f2a9c01b7d3e846-270" },
  underWay: "undoing",
  run: async (
    { run },
    { plans, settings },
  ): Promise<Ending<"undone" | "nothing-to-undo" | "already-undone" | "no-run">> => {
    const undone = await plans.undo(run);
    switch (undone.outcome) {
      case "undone":
        return {
          outcome: "undone",
          detail: undoneInWords(undone.stays, undone.waiting, settings.rebalance.seat),
          shows: { kind: "run", id: undone.run },
        };
      case "nothing-to-undo":
        return { outcome: "nothing-to-undo", detail: nothingUndone(undone.stays), more: undone.report };
      case "already-undone":
        return { outcome: "already-undone" };
      case "unknown":
        return { outcome: "no-run" };
      default:
        return unreachable(undone);
    }
  },
  outcomes: {
    undone: { status: 200, detail: (_, { detail = "The run is undone." }) => detail },
    "nothing-to-undo": { error: "conflict", detail: (_, { detail = nothingUndone([]) }) => detail },
    "already-undone": { error: "conflict", detail: ({ run }) => wasUndone(run) },
    "no-run": { error: "not-found", detail: ({ run }) => noRun(run) },
  },
});
