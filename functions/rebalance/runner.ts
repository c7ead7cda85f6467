/** Applies plans group by group. Every group is one atomic step with an id of its own, so a run that was cut off goes on when it is called again. */
import type { GroupOutcome, Plans, Run } from "#shared/core/ports.ts";
import type { Change } from "#shared/core/rebalance/plan.ts";

type RunToDo = Pick<Run, "id" | "kind" | "of" | "changes">;

/** Applies what is still to be applied of a run and gives the whole of it. */
export async function carryOut(store: Plans, todo: RunToDo, now: () => number): Promise<Run> {
  const run = await store.startRun({ ...todo, startedAt: now() });
  if (run.finished) return run;
  const settled = new Map(run.groups.map((outcome) => [outcome.group, outcome]));
  let pods: Record<string, number> = {};
  for (const [group, changes] of byGroup(run.changes)) {
    const outcome = settled.get(group) ?? (await store.applyGroup(run.id, group, changes, pods, now()));
    settled.set(group, outcome);
    pods = { ...pods, ...outcome.pods };
  }
  await store.finishRun(run.id);
  return { ...run, finished: true, groups: [...settled.values()].sort((a, b) => a.group - b.group) };
}

/** In the order of the groups: each is valid after those before it. */
export function byGroup(changes: readonly Change[]): [number, Change[]][] {
  const groups = new Map<number, Change[]>();
  for (const change of changes) {
    const others = groups.get(change.group);
    if (others) others.push(change);
    else groups.set(change.group, [change]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

export const appliedGroups = (run: Run): GroupOutcome[] => run.groups.filter(({ outcome }) => outcome === "applied");
export const skippedGroups = (run: Run): GroupOutcome[] => run.groups.filter(({ outcome }) => outcome === "skipped");
