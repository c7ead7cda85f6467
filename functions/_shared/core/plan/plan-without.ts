/** What is left of a plan when some people are left where they are, and what that costs. */

import type { Community, PodId } from "../scoring/community.ts";
import { type Summary, summaryOf } from "../scoring/summary.ts";
import { applyGroup, type SkipReason } from "./apply.ts";
import { groupsOfChanges } from "./group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "./live-seating.ts";
import type { Change, Group, Plan } from "./plan.ts";

/** A group that is left out: because of people in it who stay, or because it no longer is valid without another one. */
export interface DroppedGroup {
  readonly group: number;
  readonly reason: "stays" | SkipReason;
  /** Those in it who stay where they are, or the one whom it failed at. */
  readonly members: readonly string[];
}

export interface RestOfPlan {
  /** What is still to be applied; groups keep their numbers. */
  readonly changes: readonly Change[];
  readonly groups: number;
  /** What the rest leads to. Beside the plan's own `after` it shows what leaving people out costs. */
  readonly after: Summary;
  /** Points more than the whole plan leads to; fewer when negative. */
  readonly costs: number;
  readonly dropped: readonly DroppedGroup[];
}

/**
 * Drops the groups that these people are in, and then those that no longer are valid, found by applying the rest in
 * order to the community the plan was made from (or to the present one: then also what no longer fits is dropped).
 */
export function planWithout(
  community: Community,
  plan: Pick<Plan, "changes" | "after">,
  members: Iterable<string>,
): RestOfPlan {
  const staying = new Set(members);
  const live = liveSeating(community);
  const dropped: DroppedGroup[] = [];
  const kept = new Set<number>();
  for (const [number, group] of groupsOfChanges(plan.changes)) {
    const named = peopleOf(group).filter((member) => staying.has(member));
    if (named.length > 0) {
      dropped.push({ group: number, reason: "stays", members: named });
      continue;
    }
    const applied = applyGroup(live, group);
    if (applied.outcome === "applied") kept.add(number);
    else dropped.push({ group: number, reason: applied.reason, members: applied.member ? [applied.member] : [] });
  }
  const after = summaryOf(community, seatingAt(live));
  return {
    changes: plan.changes.filter((change) => kept.has(change.group)),
    groups: kept.size,
    after,
    costs: after.points - plan.after.points,
    dropped,
  };
}

/** Everybody a group names. */
function peopleOf(group: Group): string[] {
  return [...new Set([...group.rows, ...group.advocates].map(({ member }) => member))];
}

/** What leaving people out of a plan does, in the community as it is now. */
export interface LeftOut {
  /** Points more than all of the plan would lead to; fewer when negative. */
  readonly cost: number;
  /** The groups that are not applied because of them. Those that no longer fit anyway are not among them. */
  readonly dropped: readonly DroppedGroup[];
}

/** Takes people out of a plan: the changes that are left to be tried, and what it costs. */
export function leaveOut(
  community: Community,
  plan: Pick<Plan, "changes" | "after">,
  members: Iterable<string>,
): LeftOut & { readonly changes: readonly Change[] } {
  const whole = planWithout(community, plan, []);
  const rest = planWithout(community, plan, members);
  const unfit = new Set(whole.dropped.map(({ group }) => group));
  const dropped = rest.dropped.filter(({ group, reason }) => reason === "stays" || !unfit.has(group));
  const left = new Set(dropped.map(({ group }) => group));
  return {
    cost: rest.after.points - whole.after.points,
    dropped,
    changes: plan.changes.filter(({ group }) => !left.has(group)),
  };
}

/** What applying a plan without some people does in the community as it is now. */
export interface Preview extends LeftOut {
  /** Groups that are applied. */
  readonly applied: readonly number[];
  /** Groups that no longer fit, whoever is left out. */
  readonly unfit: readonly DroppedGroup[];
  /** The sizes of pods that change, before and after; 0 for a pod that is not there. */
  readonly sizes: readonly { readonly pod: PodId; readonly before: number; readonly after: number }[];
}

/** Does in memory what the run would do: the same groups, in the same order, under the same rule. */
export function previewWithout(
  community: Community,
  plan: Pick<Plan, "changes" | "after">,
  members: Iterable<string>,
): Preview {
  const { cost, dropped, changes } = leaveOut(community, plan, members);
  const live = liveSeating(community);
  const before = sizesOf(live);
  const applied: number[] = [];
  const unfit: DroppedGroup[] = [];
  for (const [number, group] of groupsOfChanges(changes)) {
    const result = applyGroup(live, group);
    if (result.outcome === "applied") applied.push(number);
    else unfit.push({ group: number, reason: result.reason, members: result.member ? [result.member] : [] });
  }
  const after = sizesOf(live);
  const sizes = [...new Set([...before.keys(), ...after.keys()])]
    .map((pod) => ({ pod, before: before.get(pod) ?? 0, after: after.get(pod) ?? 0 }))
    .filter((size) => size.before !== size.after);
  return { cost, dropped, applied, unfit, sizes };
}

const sizesOf = ({ pods }: LiveSeating) => new Map([...pods].map(([id, { members }]) => [id, members.size]));
