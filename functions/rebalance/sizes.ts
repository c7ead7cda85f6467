/** How the sizes of pods change, step by step. */
import type { Change } from "#shared/core/plan/plan.ts";
import type { PodId } from "#shared/core/scoring/community.ts";

export interface Size {
  readonly before: number;
  readonly after: number;
}

/** The pods whose size changes when these changes are made in order; `sizes` are those before them and is updated. */
export function sizesAfter(changes: readonly Change[], sizes: Map<PodId, number>): Map<PodId, Size> {
  const by = new Map<PodId, number>();
  const add = (pod: PodId | null, one: number) => pod !== null && by.set(pod, (by.get(pod) ?? 0) + one);
  for (const change of changes) {
    if (change.kind === "move" || change.kind === "wait") add(change.from, -1);
    if (change.kind === "move" || change.kind === "seat") add(change.to, 1);
  }
  const changed = new Map<PodId, Size>();
  for (const [pod, difference] of by) {
    const before = sizes.get(pod) ?? 0;
    const after = before + difference;
    sizes.set(pod, after);
    if (difference !== 0) changed.set(pod, { before, after });
  }
  return changed;
}

/** 5 → 7 */
export const sizeInWords = ({ before, after }: Size): string => `${before} → ${after}`;
