/** What a tick finds to do: the day's seating, the week's plan. However many ticks come, each is done once. */
import type { Run, StoredPlan } from "#shared/core/ports.ts";
import { dayOf, weekOf } from "#shared/core/week.ts";
import { apply, freshPlan, type Planning } from "./commands.ts";
import { makePlan, movesLimit } from "./planner.ts";
import { carryOut } from "./runner.ts";

export interface Ticked {
  readonly outcome: "done" | "nothing-due";
  readonly seating?: Run;
  readonly plan?: StoredPlan;
  /** The plan's run, where plans apply themselves. */
  readonly run?: Run;
}

export async function tick(planning: Planning): Promise<Ticked> {
  const { store, settings, now } = planning;
  const { timezone } = settings.digest;
  const day = dayOf(now(), timezone);
  const week = `plan/${weekOf(now(), timezone)}`;
  const seating =
    settings.rebalance.seat === "daily" && (await store.isDue(`seat/${day}`))
      ? await seatToday(day, planning)
      : undefined;
  if (settings.rebalance.plan === "off" || !(await store.isDue(week))) {
    return seating ? { outcome: "done", seating } : { outcome: "nothing-due" };
  }
  const plan = await freshPlan(planning, week);
  const run = await autoApply(plan, planning);
  return { outcome: "done", plan, ...(seating && { seating }), ...(run && { run }) };
}

/** Seats whom it can of those waiting and mends what breaks a hard rule; nobody else is moved, so nobody has to agree. */
async function seatToday(day: string, { store, settings, now }: Planning): Promise<Run> {
  const { plan, mix } = await makePlan(store, settings, now(), "seat");
  await store.saveMix(mix);
  const run = await carryOut(store, { id: `seat-${day}`, kind: "seating", of: plan.id, changes: plan.changes }, now);
  await store.done(`seat/${day}`);
  return run;
}

/** A plan applies itself only where the settings say so, and only under the limit of moves. */
async function autoApply(plan: StoredPlan, planning: Planning): Promise<Run | undefined> {
  const { store, settings } = planning;
  if (!settings.rebalance.autoApply || plan.changes.length === 0) return undefined;
  const moves = plan.changes.filter(({ kind }) => kind === "move").length;
  if (moves > movesLimit((await store.snapshot()).community, settings)) return undefined;
  const applied = await apply(plan.id, [], planning);
  return applied.outcome === "applied" ? applied.run : undefined;
}
