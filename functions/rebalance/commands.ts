/** What a maintainer commands: plan, apply, undo, discard. */
import type { RebalanceCommand } from "#shared/core/commands.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { noPlan, noRun, planStatus } from "#shared/core/messages/plan.ts";
import type { Run, Store, StoredPlan } from "#shared/core/ports.ts";
import { planWithout } from "#shared/core/rebalance/plan-without.ts";
import { type Stayer, undoOf } from "#shared/core/rebalance/undo.ts";
import type { Settings } from "#shared/core/settings.ts";
import { makePlan } from "./planner.ts";
import { appliedGroups, carryOut, skippedGroups } from "./runner.ts";

export interface Planning {
  readonly store: Store;
  readonly settings: Settings;
  readonly now: () => number;
}

export type Outcome =
  | { readonly outcome: "planned" | "discarded"; readonly plan: StoredPlan }
  /** `next` is what is planned for those groups that no longer fitted. */
  | { readonly outcome: "applied"; readonly run: Run; readonly next?: StoredPlan }
  /** `stays` are those who are not taken back to where they sat. */
  | { readonly outcome: "undone"; readonly run: Run; readonly stays: readonly Stayer[] }
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

export async function freshPlan({ store, settings, now }: Planning, period?: string): Promise<StoredPlan> {
  const { plan, mix } = await makePlan(store, settings, now());
  await store.saveMix(mix);
  await store.savePlan(plan, period);
  return plan;
}

/** Applies a waiting plan without those who are to stay. A run that was cut off goes on where it stopped. */
export async function apply(id: string, except: readonly string[], planning: Planning): Promise<Outcome> {
  const { store, now } = planning;
  const plan = await planOf(id, store);
  if (plan.status !== "waiting")
    return { outcome: "stale", detail: planStatus[plan.status], next: await freshPlan(planning) };
  const staying = [...plan.staying, ...(await pseudonymsOf(except, store))];
  const changes =
    staying.length === 0 ? plan.changes : planWithout((await store.snapshot()).community, plan, staying).changes;
  const run = await carryOut(store, { id, kind: "plan", of: id, changes }, now);
  const skipped = skippedGroups(run).length > 0;
  const nothing = skipped && appliedGroups(run).length === 0;
  await store.setPlanStatus(id, nothing ? "discarded" : "applied");
  if (nothing) return { outcome: "stale", detail: planStatus.nothingFits, next: await freshPlan(planning) };
  return { outcome: "applied", run, ...(skipped && { next: await freshPlan(planning) }) };
}

/** Takes a run back as far as that is possible: who joined since stays, and whose seat was taken stays where they are. */
async function undo(id: string, { store, now }: Planning): Promise<Outcome> {
  const run = await store.run(id);
  if (!run) throw new PodsError("not-found", noRun(id));
  if (!run.finished)
    throw new PodsError("conflict", `Run ${id} was cut off. Apply its plan again to finish it, then undo it.`);
  if (run.undone) throw new PodsError("conflict", `Run ${id} was undone already.`);
  const { changes, stays } = undoOf(run, (await store.snapshot()).community);
  const undone = await carryOut(store, { id: `undo-${id}`, kind: "undo", of: id, changes }, now);
  await store.markUndone(id);
  return { outcome: "undone", run: undone, stays };
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

/** Throws PodsError "invalid" for somebody nobody knows: a misspelt login must not let the plan move them after all. */
async function pseudonymsOf(logins: readonly string[], store: Store): Promise<string[]> {
  return Promise.all(
    logins.map(async (login, index) => {
      const member = await store.find({ login });
      if (member) return member.pseudonym;
      const detail = `Nobody here is called ${login}.`;
      throw new PodsError("invalid", detail, { errors: [{ pointer: `/except/${index}`, detail }] });
    }),
  );
}
