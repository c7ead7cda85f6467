/** Whether a step as a whole brings pods nearer to seven people: else it has no size for a reason, whatever single pods gain. */
import { TERMS } from "../scoring/terms.ts";
import type { Group } from "./plan.ts";
import type { PlanDiff } from "./plan-diff.ts";

/** To what the pods would cost if only this step was not made. */
export function savesSize({ pods }: Pick<PlanDiff, "pods">, { rows }: Group): boolean {
  const more = new Map<string, number>();
  for (const { from, to } of rows) {
    if (from !== null) more.set(from, (more.get(from) ?? 0) - 1);
    if (to !== null) more.set(to, (more.get(to) ?? 0) + 1);
  }
  let saved = 0;
  for (const [pod, people] of more) {
    const size = pods.get(pod)?.after.length ?? 0;
    saved += costOf(size - people) - costOf(size);
  }
  return saved > 0;
}

/** A pod without people is none. */
const costOf = (size: number): number => (size === 0 ? 0 : TERMS.size.points * TERMS.size.count.size(size));
