import { applyGroup } from "#shared/core/plan/apply.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import type { LiveSeating } from "#shared/core/plan/live-seating.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { RunToUndo } from "#shared/core/plan/undo.ts";

/** Applies changes as the store does, group by group; formed pods get the next numbers. */
export function carryOut(live: LiveSeating, changes: readonly Change[], nextPod = 1000): RunToUndo {
  let pods: Record<string, number> = {};
  const groups = [...groupsOfChanges(changes)].map(([group, rows]) => {
    const formed = rows.forms.filter(({ pod }) => pod.startsWith("new-"));
    const named = Object.fromEntries(formed.map(({ pod }, i) => [pod, nextPod + i]));
    const { outcome } = applyGroup(live, rows, { ...pods, ...named });
    if (outcome === "skipped") return { group, outcome };
    nextPod += formed.length;
    pods = { ...pods, ...named };
    return { group, outcome, pods: named };
  });
  return { changes, groups };
}
