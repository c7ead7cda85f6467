/** A large community in a real Redis, with the rebalance function in front of it. */
import type { Community } from "#shared/core/scoring/community.ts";
import type { App } from "#shared/openfaas/app.ts";
import { rebalance } from "../../../functions/rebalance/handler.ts";
import { testCommunity } from "../../support/community.ts";
import { plant } from "../../support/plant.ts";
import { churned } from "../rebalance/made.ts";

export interface Large {
  readonly app: App;
  close(): Promise<void>;
}

/** So many people with pods, a season after the last plan. */
export async function large(people: number): Promise<Large> {
  const community = numbered(churned(people));
  const areas = community.areas.map((area) => `  ${area}: {}`).join("\n");
  const test = await testCommunity(`community: Large\norganisation: large\nareas:\n${areas}\n`);
  await plant(test.url, test.id, community);
  // However long it takes, it is waited for.
  return { app: rebalance({ ...test, answerWithinMs: 2 ** 31 - 1 }), close: () => test.store.close() };
}

/** Pods as the store has them: their numbers are their ids. */
function numbered(community: Community): Community {
  const numbers = new Map(community.pods.map(({ id }, index) => [id, String(index + 1)]));
  return {
    ...community,
    pods: community.pods.map((pod) => ({ ...pod, id: numbers.get(pod.id) as string })),
    members: community.members.map((member) => ({
      ...member,
      pod: member.pod === null ? null : (numbers.get(member.pod) ?? null),
    })),
  };
}
