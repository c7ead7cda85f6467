/** A large community in a real Redis, with the rebalance function in front of it. */
import type { App } from "#shared/openfaas/app.ts";
import { rebalance } from "../../../functions/rebalance/handler.ts";
import { openPlanner } from "../../../functions/rebalance/planner/open-planner.ts";
import { testCommunity } from "../../support/community.ts";
import { numbered, plant } from "../../support/plant.ts";
import { churned } from "../rebalance/made.ts";

/** For a million people. */
const MEMORY_MB = 2_048;

export interface Large {
  readonly app: App;
  close(): Promise<void>;
}

/** A community of this many people with pods, a season after the last plan. */
export async function large(people: number): Promise<Large> {
  const community = numbered(churned(people));
  const areas = community.areas.map((area) => `  ${area}: {}`).join("\n");
  const test = await testCommunity(`community: Large\norganisation: large\nareas:\n${areas}\n`);
  await plant(test.url, test.id, community);
  // However long it takes and however much memory, it is waited for.
  const planner = openPlanner({ log: test.log, memoryMB: MEMORY_MB });
  return { app: rebalance({ ...test, planner, answerWithinMs: 2 ** 31 - 1 }), close: () => test.store.close() };
}
