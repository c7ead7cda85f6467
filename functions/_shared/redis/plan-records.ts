/** Reads plans and runs. */
import { oneOf, wordsOf } from "../core/one-of.ts";
import { SKIP_REASONS } from "../core/plan/apply.ts";
import { LEFT_OUT_REASONS } from "../core/plan/plan.ts";
import { STAY_REASONS } from "../core/plan/stay-reasons.ts";
import type { PlanProgress, PlanRecords, Run, StoredPlan } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { readPages, readRows } from "./pages.ts";
import { checkedNotified, type RunAbout, readGroupOutcomes, readPlanHead, readRunHead } from "./plan-heads.ts";

const PROGRESS_STEPS = wordsOf<PlanProgress["step"]>({
  read: true,
  start: true,
  anneal: true,
  reshape: true,
  write: true,
  explain: true,
});

export function planRecords({ client }: StoreTools): PlanRecords {
  const { fixed, of } = client.keys;

  async function plan(id: string): Promise<StoredPlan | undefined> {
    const head = await readPlanHead(client, id);
    return head && { ...head.plan, changes: await readPages(client, of("plan", id), head.pages) };
  }

  async function run(id: string): Promise<Run | undefined> {
    const head = await readRunHead(client, id);
    if (!head) return undefined;
    const { pages, unchanged: _, ...rest } = head;
    const [fields] = await client.read(["HMGET", of("run", id), "about", "notified"]);
    const [about, notified] = fields as (string | null)[];
    const changes = await readPages(client, of("run", id), pages);
    const groups = await readGroupOutcomes(client, id, changes.at(-1)?.group ?? -1);
    const told = notified ? { notified: checkedNotified(JSON.parse(notified)) } : {};
    return { ...rest, ...parseAbout(id, about ?? "{}"), ...told, changes, groups };
  }

  return {
    plan,

    async planPart(id, from, limit) {
      const head = await readPlanHead(client, id);
      if (!head) return undefined;
      const changes = await readRows(client, of("plan", id), head.pages, from, limit);
      return { ...head.plan, counts: head.counts, changes };
    },

    async latestPlanId(): Promise<string | undefined> {
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

    run,

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

function parseAbout(run: string, json: string): RunAbout {
  const about = JSON.parse(json) as RunAbout;
  for (const { reason } of about.stays ?? [])
    oneOf([...STAY_REASONS, ...SKIP_REASONS], reason, `In the run ${run}, why somebody stays`);
  for (const { reason } of about.leftOut?.dropped ?? [])
    oneOf([...LEFT_OUT_REASONS, ...SKIP_REASONS], reason, `In the run ${run}, why a group is left out`);
  return about;
}
