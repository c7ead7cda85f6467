/** A plan's steps that fall with the step of somebody who stays: people who were asked about them hear it at once. */

import { droppedMoves } from "#shared/core/dropped-moves.ts";
import { runIdOf } from "#shared/core/plan/plan.ts";
import type { DroppedGroup } from "#shared/core/plan/plan-without.ts";
import type { StoredPlan } from "#shared/core/ports.ts";
import { communityFor, stayersIn } from "./except.ts";
import type { Planning } from "./planning.ts";

/**
 * `/pod stay` itself tells the others in the step of its person. Other steps that fall with it are found only by a search over
 * the whole seating, so a tick looks once for everybody who has asked to stay by then. Returns whether anybody is told.
 */
export async function tellOfFallen(planning: Planning): Promise<boolean> {
  const { store, planner, now } = planning;
  const plan = await latestAsked(planning);
  if (!plan) return false;
  const staying = stayersIn(plan, []);
  const asked = plan.asked?.told.flat().length;
  const work = `fallen/${plan.id}/${plan.round}/${staying.length}/${asked}`;
  if (staying.length === 0 || !(await store.isDue(work))) return false;
  const community = await communityFor(plan, planning);
  const { dropped } = await planner.leaveOut({ community, plan, staying });
  const fallen = new Set(dropped.filter(fellWithOthers).map(({ group }) => group));
  const at = now();
  const notices = droppedMoves(plan, { what: "move-stopped", at, isMade: (step) => !fallen.has(step) });
  if (notices.length > 0) await store.enqueue(notices, { id: "", at });
  await store.done(work);
  return notices.length > 0;
}

/** A plan of which people were asked something, and some asked to stay; not once its run has begun, which tells them. */
async function latestAsked({ store }: Planning): Promise<StoredPlan | undefined> {
  const id = await store.latestPlanId();
  const part = id === undefined ? undefined : await store.planPart(id, 0, 0);
  if (part?.status !== "waiting" || !part.asked?.told.length || part.staying.length === 0) return undefined;
  return (await store.run(runIdOf(part))) ? undefined : store.plan(part.id);
}

/** Whether a step saves something changes with the seating of the day; only a wish to stay lasts as long as the plan. */
const fellWithOthers = ({ reason }: DroppedGroup): boolean => reason !== "saves-nothing";
