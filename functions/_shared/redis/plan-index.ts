/** Reads which plans and runs there are, and what is under way. */
import { oneOf, wordsOf } from "../core/one-of.ts";
import type { PlanIndex, PlanProgress } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { readRunHead } from "./plan-heads.ts";

const PROGRESS_STEPS = wordsOf<PlanProgress["step"]>({
  read: true,
  start: true,
  anneal: true,
  reshape: true,
  write: true,
  explain: true,
});

export function planIndex({ client }: StoreTools): PlanIndex {
  const { fixed } = client.keys;
  return {
    async latestPlanId() {
      const [id] = await client.read(["LINDEX", fixed("plans"), 0]);
      return (id as string | null) ?? undefined;
    },

    async planFor(period) {
      const [id] = await client.read(["HGET", fixed("periods"), period]);
      return (id as string | null) ?? undefined;
    },

    async planProgress() {
      const [json] = await client.read(["GET", fixed("planning")]);
      if (!json) return undefined;
      const progress = JSON.parse(json as string) as PlanProgress;
      oneOf(PROGRESS_STEPS, progress.step, "The step of the plan being made");
      return progress;
    },

    async isDue(period) {
      const [done] = await client.read(["HEXISTS", fixed("periods"), period]);
      return done === 0;
    },

    async runs() {
      const [ids] = await client.read(["LRANGE", fixed("runs"), 0, -1]);
      const heads = await Promise.all((ids as string[]).map((id) => readRunHead(client, id)));
      return heads.flatMap((head) => {
        if (!head || head.unchanged) return [];
        const { pages: _, unchanged: __, ...rest } = head;
        return [rest];
      });
    },
  };
}
