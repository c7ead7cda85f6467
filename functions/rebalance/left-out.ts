/** The steps that a plan is applied without, on the pages of plans and runs. */
import { leftOutWithOthers } from "#shared/core/messages/plan.ts";
import type { SkipReason } from "#shared/core/plan/apply.ts";
import type { DroppedGroup } from "#shared/core/plan/plan-without.ts";
import { count, html, type Markup } from "#shared/web/markup.ts";

export interface LeftOutView {
  /** In points. */
  readonly cost: number;
  readonly dropped: readonly DroppedView[];
}

interface DroppedView {
  readonly group: number;
  readonly reason: DroppedGroup["reason"];
  readonly people: readonly (string | null)[];
  /** What becomes of everybody in the step, and why. */
  readonly detail: string;
}

/** A step that no longer fits, whoever is left out. */
export interface UnfitView {
  readonly group: number;
  readonly reason: SkipReason;
  /** The people because of whom it does not fit; none where that is a pod. */
  readonly people: readonly (string | null)[];
  readonly detail: string;
}

/** "Leaving out 2 steps costs 6 points." */
export const leftOutCost = (steps: number, cost: number): string =>
  `Leaving out ${count(steps, "step")} ${cost < 0 ? "saves" : "costs"} ${count(Math.abs(cost), "point")}.`;

/** A line for each step, and one for all that save points only together with others. */
export function leftOutList(dropped: readonly DroppedView[]): Markup | false {
  if (dropped.length === 0) return false;
  const needOthers = dropped.filter(({ reason }) => reason === "needs-others").map(({ group }) => group + 1);
  const single = dropped.filter(({ reason }) => reason !== "needs-others");
  return html`<ul>${single.map(({ group, detail }) => html`<li>Step ${group + 1}: ${detail}</li>`)}${needOthers.length > 0 && html`<li>${leftOutWithOthers(needOthers)}</li>`}</ul>`;
}
