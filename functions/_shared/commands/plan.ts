import * as z from "zod";
import { planCommand } from "./kinds.ts";

export const plan = planCommand({
  word: "plan",
  does: "make a plan of the seating as it is now; nobody is moved",
  body: () => z.strictObject({ do: z.literal("plan") }),
  example: {},
  underWay: "planning",
  run: async (_, { plans }) => ({ outcome: "planned", shows: { kind: "plan", id: await plans.plan() } }),
  outcomes: { planned: { status: 200, detail: "This is the plan. Nobody is moved before it is applied." } },
});
