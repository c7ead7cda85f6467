/** What is left of a plan when some people stay where they are, and what that costs. */

import type { Community, PodId } from "../scoring/community.ts";
import { type Summary, summaryOf } from "../scoring/summary.ts";
import { applyGroup, type Skipped, type SkipReason } from "./apply.ts";
import { groupsOfChanges } from "./group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "./live-seating.ts";
import { type Change, countChanges, type Group, type Plan } from "./plan.ts";

/** A group that is left out because people in it stay, or because it is not valid without another group. */
export interface DroppedGroup {
  readonly group: number;
  readonly reason: "stays" | SkipReason;
  /** The people in it who stay where they are, or the person because of whom it failed. */
  readonly members: readonly string[];
  /** The pod because of which it failed, and the size that this would have. Runs of earlier versions hold neither. */
  readonly pod?: PodId;
  readonly size?: number;
}

const failed = (group: number, { reason, member, pod, size }: Skipped): DroppedGroup => ({
  group,
  reason,
  members: member === undefined ? [] : [member],
  ...(pod !== undefined && { pod }),
  ...(size !== undefined && { size }),
});

export interface RestOfPlan {
  /** What is still to be applied; groups keep their numbers. */
  readonly changes: readonly Change[];
  readonly groups: number;
  /** The seating that the rest leads to. */
  readonly after: Summary;
  /** Points above those of the whole plan; negative when there are fewer. */
  readonly costs: number;
  readonly dropped: readonly DroppedGroup[];
}

/**
 * Drops the groups that these people are in, and the groups that are not valid without them. It finds those by applying
 * the rest, in order, to the community. With the present community it also drops groups that have stopped fitting.
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
    else dropped.push(failed(number, applied));
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
  /** Points above those of the whole plan; negative when there are fewer. */
  readonly cost: number;
  /** The groups that are not applied because of them. Groups that do not fit anyway are not listed. */
  readonly dropped: readonly DroppedGroup[];
}

/** Takes people out of a plan. Returns the changes that remain, and what that costs. */
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
  /** The seating now, and the one that it leads to. */
  readonly before: Summary;
  readonly after: Summary;
  /** The changes of the groups that are applied. */
  readonly counts: Readonly<Record<Change["kind"], number>>;
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
  const now = summaryOf(community, seatingAt(live));
  const before = sizesOf(live);
  const applied: number[] = [];
  const unfit: DroppedGroup[] = [];
  for (const [number, group] of groupsOfChanges(changes)) {
    const result = applyGroup(live, group);
    if (result.outcome === "applied") applied.push(number);
    else unfit.push(failed(number, result));
  }
  const after = sizesOf(live);
  const sizes = [...new Set([...before.keys(), ...after.keys()])]
    .map((pod) => ({ pod, before: before.get(pod) ?? 0, after: after.get(pod) ?? 0 }))
    .filter((size) => size.before !== size.after);
  const done = new Set(applied);
  return {
    cost,
    dropped,
    applied,
    unfit,
    before: now,
    after: summaryOf(community, seatingAt(live)),
    counts: countChanges(changes.filter(({ group }) => done.has(group))),
    sizes,
  };
}

const sizesOf = ({ pods }: LiveSeating) => new Map([...pods].map(([id, { members }]) => [id, members.size]));
