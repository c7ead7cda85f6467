import * as z from "zod";
import type { PlanContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";

export const plan = communityCommand({
  word: "plan",
  does: "make a plan of the seating as it is now; nobody is moved",
  body: () => z.strictObject({ do: z.literal("plan") }),
  example: {},
  run: async (_, { plans }: PlanContext) => ({ outcome: "planned", shows: { kind: "plan", id: await plans.plan() } }),
  outcomes: { planned: { status: 200, detail: "This is the plan. Nobody is moved before it is applied." } },
});
