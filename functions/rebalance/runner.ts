/** Applies plans group by group. Every group is an atomic step with an id, so calling again continues an interrupted run. */

import { appliedGroups } from "#shared/core/plan/done-by-run.ts";
import { changesByGroup } from "#shared/core/plan/group-codec.ts";
import type { PlanRecords, Plans, Run, SkippedGroup, StayedReason } from "#shared/core/ports.ts";

type RunStore = Pick<PlanRecords & Plans, "run" | "startRun" | "applyGroup" | "finishRun">;
type RunToDo = Pick<Run, "kind" | "of" | "madeAt" | "changes" | "leftOut" | "stays">;

interface Around {
  /** Rejects if the run that another call began is not the requested one. */
  readonly mayGoOn?: (begun: Run) => Promise<void>;
  /** Comes when all steps are made, and before anybody is told. */
  readonly beforeEnd?: (run: Run) => Promise<void>;
  /** Of the questions about its plan. */
  readonly round?: string | undefined;
}

/**
 * Continues the run of that id, or starts the run that `prepare` returns; none if that is `undefined`. Returns the whole run.
 */
export async function carryOut(
  store: RunStore,
  id: string,
  prepare: () => Promise<RunToDo | undefined>,
  now: () => number,
  { mayGoOn = async () => {}, beforeEnd = async () => {}, round }: Around = {},
): Promise<Run | undefined> {
  const begun = await store.run(id);
  if (begun) await mayGoOn(begun);
  const toDo = begun ?? (await prepare());
  if (!toDo) return undefined;
  const run = begun ?? (await startedBy({ ...toDo, id, startedAt: now() }, store, mayGoOn));
  if (!run || run.finished) return run;
  const settled = new Map(run.groups.map((outcome) => [outcome.group, outcome]));
  const pods: Record<string, number> = {};
  for (const [group, changes] of changesByGroup(run.changes)) {
    const outcome = settled.get(group) ?? (await store.applyGroup(id, group, changes, pods, now()));
    settled.set(group, outcome);
    if (outcome.outcome === "applied") Object.assign(pods, outcome.pods);
  }
  const done = { ...run, groups: [...settled.values()].sort((a, b) => a.group - b.group) };
  await beforeEnd(done);
  await finish(store, id, now(), appliedGroups(done).length > 0, round);
  return { ...done, finished: true };
}

/** The run; another call may have begun it meanwhile, or decided that there is none. */
async function startedBy(
  toDo: Parameters<RunStore["startRun"]>[0],
  store: RunStore,
  mayGoOn: NonNullable<Around["mayGoOn"]>,
): Promise<Run | undefined> {
  const started = await store.startRun(toDo);
  if (started.outcome === "decided") return undefined;
  if (started.outcome === "already") await mayGoOn(started.run);
  return started.run;
}

/** Ends a run; the people concerned are told of it once, even if it is ended again. */
export const finish = (store: RunStore, run: string, at: number, changed = true, round?: string): Promise<void> => {
  const errand = { kind: "run-notice", run, ...(round !== undefined && { round }) } as const;
  return store.finishRun(run, changed, { id: `finish/${run}`, at, errands: [errand] });
};

export const skippedGroups = (run: Pick<Run, "groups">): SkippedGroup[] =>
  run.groups.filter((group) => group.outcome === "skipped");

/** The people that an undo did not move back: it had to leave them where they were, or their group was skipped. */
export function stayersOf(run: Run): { readonly member: string; readonly reason: StayedReason }[] {
  const stays = new Map<string, StayedReason>(run.stays?.map(({ member, reason }) => [member, reason]));
  const skipped = new Map(skippedGroups(run).map(({ group, reason }) => [group, reason]));
  for (const change of run.changes) {
    const reason = skipped.get(change.group);
    if (reason !== undefined && "member" in change && change.kind !== "advocate") stays.set(change.member, reason);
  }
  return [...stays].map(([member, reason]) => ({ member, reason }));
}
