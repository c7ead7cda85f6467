/** What a maintainer commands: plan, apply, undo, discard. Whatever was cut off, the same command again finishes. */
import type { RebalanceCommand } from "#shared/core/commands.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { noPlan, noRun, planStatus, wasUndone } from "#shared/core/messages/plan.ts";
import type { Planner, Run, Store, StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { leaveOut, refuseOthers, stayersAmong } from "./except.ts";
import { makePlan } from "./make-plan.ts";
import { appliedGroups, carryOut, skippedGroups } from "./runner.ts";

export interface Planning {
  readonly store: Store;
  readonly planner: Planner;
  readonly settings: Settings;
  readonly now: () => number;
}

export type Outcome =
  | { readonly outcome: "planned" | "discarded"; readonly plan: StoredPlan }
  /** `next` is what is planned for those groups that no longer fitted. */
  | { readonly outcome: "applied"; readonly run: Run; readonly next?: StoredPlan }
  | { readonly outcome: "undone"; readonly run: Run }
  | { readonly outcome: "stale"; readonly detail: string; readonly next: StoredPlan };

export async function runCommand(command: RebalanceCommand, planning: Planning): Promise<Outcome> {
  switch (command.do) {
    case "plan":
      return { outcome: "planned", plan: await freshPlan(planning) };
    case "apply":
      return apply(command.plan, command.except, planning);
    case "undo":
      return undo(command.run, planning);
    case "discard":
      return discard(command.plan, planning);
    default:
      return unreachable(command);
  }
}

/** Makes a plan and keeps it. What was kept before is given: the same plan that still waits, the one the period has. */
export async function freshPlan(planning: Planning, period?: string): Promise<StoredPlan> {
  const { store } = planning;
  const { plan, mix } = await makePlan(planning);
  await store.saveMix(mix);
  if ((await store.savePlan(plan, period)) === "saved") return plan;
  const kept = period === undefined ? undefined : await store.planFor(period);
  return planOf(kept ?? plan.id, store);
}

/**
 * Applies a waiting plan without those who are to stay. A run that was cut off goes on where it stopped. The same
 * seating gives the same plan once more, so a run is named after the plan and the revision it was made at.
 */
export async function apply(id: string, except: readonly string[], planning: Planning): Promise<Outcome> {
  const { store, planner, now } = planning;
  const plan = await planOf(id, store);
  if (plan.status !== "waiting") return stale(planStatus[plan.status], planning);
  const asked = await stayersAmong(except, store);
  const prepare = async () => ({
    kind: "plan" as const,
    of: id,
    ...(await leaveOut(plan, [...plan.staying, ...asked], { store, planner })),
  });
  const run = await carryOut(store, `${id}-${plan.revision}`, prepare, now, (begun) =>
    refuseOthers(begun, asked, plan.staying),
  );
  const nothing = skippedGroups(run).length > 0 && appliedGroups(run).length === 0;
  await store.setPlanStatus(id, nothing ? "discarded" : "applied");
  if (nothing) return stale(planStatus.nothingFits, planning);
  if (run.undone) return stale(wasUndone(run.id), planning);
  return { outcome: "applied", run, ...(skippedGroups(run).length > 0 && { next: await freshPlan(planning) }) };
}

const stale = async (detail: string, planning: Planning): Promise<Outcome> => ({
  outcome: "stale",
  detail,
  next: await freshPlan(planning),
});

/**
 * Takes a run back as far as that is possible: who joined since stays, and whose seat was taken stays where they are.
 * A run that was cut off ends with what it did.
 */
async function undo(id: string, { store, planner, now }: Planning): Promise<Outcome> {
  const run = await runOf(id, store);
  if (run.undone) throw new PodsError("conflict", wasUndone(id));
  if (!run.finished) await store.finishRun(id);
  const prepare = async () => {
    const { community } = await store.snapshot();
    const { changes, groups } = run.finished ? run : await runOf(id, store);
    const { changes: back, stays } = await planner.undo({ community, run: { changes, groups } });
    return { kind: "undo" as const, of: id, changes: back, stays };
  };
  const undone = await carryOut(store, `undo-${id}`, prepare, now);
  await store.markUndone(id);
  return { outcome: "undone", run: undone };
}

async function discard(id: string, { store }: Planning): Promise<Outcome> {
  const plan = await planOf(id, store);
  if (plan.status === "applied") throw new PodsError("conflict", `${planStatus.applied} Undo its run instead.`);
  await store.setPlanStatus(id, "discarded");
  return { outcome: "discarded", plan: { ...plan, status: "discarded" } };
}

async function planOf(id: string, store: Store): Promise<StoredPlan> {
  const plan = await store.plan(id);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  return plan;
}

async function runOf(id: string, store: Store): Promise<Run> {
  const run = await store.run(id);
  if (!run) throw new PodsError("not-found", noRun(id));
  return run;
}
