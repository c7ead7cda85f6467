import * as z from "zod";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

export const seat = planCommand({
  word: "seat",
  does: "make the daily seating now: people who wait get the seats there are",
  body: () => z.strictObject({ do: z.literal("seat") }),
  example: {},
  underWay: "seating",
  run: async (_, { plans, operation }): Promise<Ending<"seated" | "nothing-to-seat">> => {
    const run = await plans.seat(operation());
    return run === undefined ? { outcome: "nothing-to-seat" } : { outcome: "seated", shows: { kind: "run", id: run } };
  },
  outcomes: {
    seated: { status: 200, detail: "Everybody for whom there is a place has a seat. The run can be undone." },
    "nothing-to-seat": {
      status: 200,
      detail: "Nobody who waits can be seated now. All runs are listed at /function/rebalance/runs.",
    },
  },
});
