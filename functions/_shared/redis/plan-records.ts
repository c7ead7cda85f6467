/** Reads plans and runs with their rows. */
import { oneOf } from "../core/one-of.ts";
import { SKIP_REASONS } from "../core/plan/apply.ts";
import { LEFT_OUT_REASONS } from "../core/plan/plan.ts";
import { STAY_REASONS } from "../core/plan/stay-reasons.ts";
import type { PlanRecords, Run, StoredPlan } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { readPages, readRows } from "./pages.ts";
import { checkedNotified, type RunAbout, readGroupOutcomes, readPlanHead, readRunHead } from "./plan-heads.ts";

export function planRecords({ client }: StoreTools): PlanRecords {
  const { of } = client.keys;

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

    run,
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
