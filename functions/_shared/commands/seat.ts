import * as z from "zod";
import { unreachable } from "../core/errors.ts";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

export const seat = planCommand({
  word: "seat",
  does: "make the daily seating now: people who wait get the seats there are",
  body: () => z.strictObject({ do: z.literal("seat") }),
  example: {},
  underWay: "seating",
  run: async (
    _,
    { plans, operation },
  ): Promise<Ending<"seated" | "unseated" | "nothing-seated" | "nothing-to-seat">> => {
    const seated = await plans.seat(operation());
    switch (seated.outcome) {
      case "seated":
      case "unseated":
        return { outcome: seated.outcome, detail: seated.detail, shows: { kind: "run", id: seated.run } };
      case "nothing-seated":
        return { outcome: "nothing-seated", shows: { kind: "run", id: seated.run } };
      case "nothing-to-seat":
        return { outcome: "nothing-to-seat" };
      default:
        return unreachable(seated);
    }
  },
  outcomes: {
    seated: { status: 200, detail: (_, { detail = "The seating is made." }) => detail },
    unseated: { status: 200, detail: (_, { detail = "People lost their seats, and wait again." }) => detail },
    "nothing-seated": {
      status: 200,
      detail:
        "This seating gave nobody a seat: people or pods had changed before it was made, perhaps by another seating. `skipped` says why; if people still wait, send it again.",
    },
    "nothing-to-seat": {
      status: 200,
      detail: "Nobody who waits can be seated now. All runs are listed at /function/rebalance/runs.",
    },
  },
});
