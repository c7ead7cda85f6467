/** What the undo of a run does now: the desk does it, and the answer to the run and its page say so before. */
import { PodsError } from "#shared/core/errors.ts";
import { hasWayBackFrom } from "#shared/core/plan/done-by-run.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { RunToUndo, Undo } from "#shared/core/plan/undo.ts";
import type { During, MayUndo, Run } from "#shared/core/ports.ts";
import { areaNow } from "#shared/core/settings.ts";
import type { Planning } from "./planning.ts";
import type { RebalanceStore } from "./store.ts";

/** The changes that take a run back as far as that is possible now. */
export async function undoNow(
  { changes, groups }: RunToUndo,
  { store, planner, settings }: Omit<Planning, "now">,
  during?: During,
): Promise<Undo> {
  const { community } = await store.snapshot();
  const closed = changes.flatMap((change) => (change.kind === "close" ? [change.area] : []));
  const lostAreas = closed.filter((area) => areaNow(settings, area) === undefined);
  const roles = await rolesSince({ changes, groups }, store);
  return planner.undo({ community, run: { changes, groups }, since: { lostAreas, roles } }, during);
}

/** Only of use where the run gave a role. */
async function rolesSince({ changes, groups }: RunToUndo, store: Pick<RebalanceStore, "rolesSince">) {
  const gave = new Set(changes.flatMap(({ kind, group }) => (kind === "advocate" ? [group] : [])));
  const revisions = groups.flatMap(({ group, revision }) => (gave.has(group) ? (revision ?? []) : []));
  return revisions.length > 0 ? store.rolesSince(Math.min(...revisions)) : {};
}

/** How many people these changes of an undo take back, and how many of them to the waiting list. */
export function takenBack(changes: readonly Change[]): { readonly back: number; readonly waiting: number } {
  const people = (...kinds: readonly Change["kind"][]) =>
    new Set(changes.flatMap((change) => ("member" in change && kinds.includes(change.kind) ? [change.member] : [])));
  return { back: people("seat", "move", "wait").size, waiting: people("wait").size };
}

/** So long the answer to a run waits to say what an undo would do. */
const ANSWER_MS = 10_000;

export async function mayUndo(run: Run, planning: Planning): Promise<MayUndo> {
  if (!hasWayBackFrom(run, planning.settings)) return "never";
  return (await undoOutlook(run, planning, { signal: AbortSignal.timeout(ANSWER_MS) })) ?? "unknown";
}

export interface UndoOutlook extends ReturnType<typeof takenBack> {
  readonly stays: Undo["stays"];
}

/** `undefined` where the planner is busy: the page can be read all the same. */
export async function undoOutlook(
  run: RunToUndo,
  planning: Omit<Planning, "now">,
  during: During,
): Promise<UndoOutlook | undefined> {
  if (await planning.store.planProgress()) return undefined;
  try {
    const { changes, stays } = await undoNow(run, planning, during);
    return { ...takenBack(changes), stays };
  } catch (error) {
    if (error instanceof PodsError && error.code === "unavailable") return undefined;
    throw error;
  }
}
