/** The work of a tick: the ends of breaks, the day's seating, the week's plan, and word of steps that fell. Each is done once, however many ticks come. */

import { movesLimit } from "#shared/core/plan/moves-limit.ts";
import type { Run, StoredPlan } from "#shared/core/ports.ts";
import { dayOf, weekOf } from "#shared/core/week.ts";
import { endBreaks } from "./breaks.ts";
import { tellOfFallen } from "./fallen-steps.ts";
import { apply, freshPlan } from "./plan-desk.ts";
import type { Planning } from "./planning.ts";
import { seatOn } from "./seating.ts";

export interface TickOutcome {
  readonly outcome: "done" | "nothing-due";
  /** The day's seating, if it changed something. */
  readonly seating?: Run;
  readonly plan?: StoredPlan;
  /** The plan's run, if plans are applied automatically. */
  readonly run?: Run;
}

export async function tick(planning: Planning): Promise<TickOutcome> {
  const { store, settings, now } = planning;
  // The status page learns of a fault from the next tick, not only when a seating is due.
  await store.checkAreas();
  const { timezone } = settings.digest;
  const today = dayOf(now(), timezone);
  const isBack = await endBreaks(planning);
  const day = await seatToday(today, planning);
  const week = weekOf(now(), timezone);
  const plan = await planThisWeek(week, planning);
  const run = await applyThisWeek(week, planning);
  const tells = await tellOfFallen(planning);
  if (!isBack && !day && !plan && !run && !tells) return { outcome: "nothing-due" };
  return { outcome: "done", ...day, ...(plan && { plan }), ...(run && { run }) };
}

async function seatToday(day: string, planning: Planning): Promise<Pick<TickOutcome, "seating"> | undefined> {
  const { store, settings } = planning;
  if (settings.rebalance.seat === "off" || !(await store.isDue(`seat/${day}`))) return undefined;
  const seating = await seatOn(day, planning);
  await store.done(`seat/${day}`);
  return seating ? { seating } : {};
}

async function planThisWeek(week: string, planning: Planning): Promise<StoredPlan | undefined> {
  const period = `plan/${week}`;
  if (planning.settings.rebalance.plan === "off" || !(await planning.store.isDue(period))) return undefined;
  return freshPlan(planning, period);
}

/** Applies the week's plan without a maintainer, if the settings allow it and the plan keeps to the limit of moves. */
async function applyThisWeek(week: string, planning: Planning): Promise<Run | undefined> {
  const { store, settings } = planning;
  const { plan: planned, autoApply } = settings.rebalance;
  const period = `apply/${week}`;
  if (planned === "off" || !autoApply || !(await store.isDue(period))) return undefined;
  const id = await store.planFor(`plan/${week}`);
  const plan = id === undefined ? undefined : await store.plan(id);
  const run = plan && isWithinLimit(plan, settings) ? await applyItself(plan, planning) : undefined;
  await store.done(period);
  return run;
}

function isWithinLimit({ status, changes, before, unasked }: StoredPlan, settings: Planning["settings"]): boolean {
  const limit = movesLimit(before.seated, settings.rebalance.maxMovesPercent);
  return status === "waiting" && changes.length > 0 && unasked <= limit;
}

async function applyItself({ id }: StoredPlan, planning: Planning): Promise<Run | undefined> {
  const applied = await apply(id, undefined, planning);
  return applied.outcome === "applied" ? planning.store.run(applied.run) : undefined;
}
