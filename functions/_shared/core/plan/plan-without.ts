/** What is left of a plan when some people stay where they are, and what that costs. */

import type { Community, PodId } from "../scoring/community.ts";
import { points } from "../scoring/points.ts";
import { type Summary, summaryOf } from "../scoring/summary.ts";
import { applyGroup, type Skipped, type SkipReason } from "./apply.ts";
import { demandsOfRest } from "./demands.ts";
import { groupsOfChanges } from "./group-codec.ts";
import { excerptOf, type LiveSeating, liveSeating, seatingAt } from "./live-seating.ts";
import {
  appoints,
  type Change,
  countChanges,
  type Group,
  LEFT_OUT_REASONS,
  type LeftOutReason,
  type Plan,
} from "./plan.ts";
import { worthwhile } from "./worthwhile.ts";

/** A group that is left out because people in it stay, because it is not valid without another group, or not worth it. */
export interface DroppedGroup<Reason = LeftOutReason | SkipReason> {
  readonly group: number;
  readonly reason: Reason;
  /** The people in it who stay where they are, or the person because of whom it failed. */
  readonly members: readonly string[];
  /** The pod because of which it failed, and the size that this would have. Runs of earlier versions hold neither. */
  readonly pod?: PodId;
  readonly size?: number;
  /** The people in it who are gone, or sit elsewhere than it says: without it, they do not stay where it found them. */
  readonly elsewhere?: readonly string[];
}

const failed = (group: number, { reason, member, pod, size }: Skipped): DroppedGroup<SkipReason> => ({
  group,
  reason,
  members: member === undefined ? [] : [member],
  ...(pod !== undefined && { pod }),
  ...(size !== undefined && { size }),
});

/** The groups of a plan by their numbers. */
type Groups = ReadonlyMap<number, Group>;

interface Rest {
  /** The groups that are made. */
  readonly made: Groups;
  /** The seating that they lead to. */
  readonly live: LiveSeating;
  readonly dropped: readonly DroppedGroup[];
}

/** The groups that fit one after the other when these people stay. */
function fitting(community: Community, groups: Groups, staying: ReadonlySet<string> = new Set()): Rest {
  const live = liveSeating(community);
  const dropped: DroppedGroup[] = [];
  const made = new Map<number, Group>();
  for (const [number, group] of groups) {
    const named = peopleOf(group).filter((member) => staying.has(member));
    if (named.length > 0) {
      dropped.push({ group: number, reason: "stays", members: named });
      continue;
    }
    const applied = applyGroup(live, group);
    if (applied.outcome === "applied") made.set(number, group);
    else dropped.push(failed(number, applied));
  }
  return { made, live, dropped };
}

/** Everybody a group names. */
function peopleOf(group: Group): string[] {
  return [...new Set([...group.rows, ...group.advocates].map(({ member }) => member))];
}

/**
 * The groups that make the seating better, or seat somebody, or mend something. Those that are left out take others along
 * that do not fit without them, so this is asked again of the rest.
 */
function paying(community: Community, rest: Rest): Rest {
  const changes = [...rest.made.values()].filter((group) => !appoints(group));
  const worth = new Set(
    worthwhile(community, changes, demandsOfRest(community, changes)).flatMap(({ parts }) => parts),
  );
  const pays = (group: Group) => appoints(group) || worth.has(group);
  const left = new Map([...rest.made].filter(([, group]) => pays(group)));
  if (left.size === rest.made.size) return rest;
  const { made, live, dropped } = fitting(community, left);
  const unpaid = [...rest.made.keys()].filter((number) => !left.has(number));
  const losses = unpaid.map((group): DroppedGroup => ({ group, reason: "needs-others", members: [] }));
  return paying(community, { made, live, dropped: [...rest.dropped, ...losses, ...dropped] });
}

/** What leaving people out of a plan does, in the community as it is now. */
export interface LeftOut {
  /** Points above those of the whole plan; negative when there are fewer. */
  readonly cost: number;
  /** The groups that are not applied because of them, or are not worth it. Groups that do not fit anyway are not listed. */
  readonly dropped: readonly DroppedGroup[];
}

/** What is left of a plan without some people. */
export interface Remainder extends LeftOut {
  readonly changes: readonly Change[];
  /** Whether any group of it can be applied now. */
  readonly fits: boolean;
}

/**
 * Takes people out of a plan, and what is not worth it without them, or any more. Returns the changes that remain, and what
 * that costs. Groups that do not fit anyway remain, too, so that the run lists them.
 */
export function leaveOut(community: Community, plan: Pick<Plan, "changes">, members: Iterable<string>): Remainder {
  const groups = groupsOfChanges(plan.changes);
  const staying = new Set(members);
  const whole = fitting(community, groups);
  const rest = paying(community, staying.size > 0 ? fitting(community, groups, staying) : whole);
  const unfit = new Set(whole.dropped.map(({ group }) => group));
  const fits = fittingAmong(community, groups, rest.made);
  const failsAnyway = ({ group, reason }: DroppedGroup) => isFailure(reason) && unfit.has(group) && !fits.has(group);
  const dropped = rest.dropped.filter((one) => !failsAnyway(one));
  const left = new Set(dropped.map(({ group }) => group));
  return {
    cost: pointsAt(community, rest.live) - pointsAt(community, whole.live),
    dropped: withCauses(community, dropped, whole).map(withElsewhere(community, groups)),
    changes: plan.changes.filter(({ group }) => !left.has(group)),
    fits: rest.made.size > 0,
  };
}

const isFailure = (reason: DroppedGroup["reason"]): boolean => !LEFT_OUT_REASONS.some((one) => one === reason);

const pointsAt = (community: Community, live: LiveSeating): number => points.pointsOf(community, seatingAt(live));

/** The other groups that would fit in their place among those that are made. */
function fittingAmong(community: Community, groups: Groups, made: Groups): ReadonlySet<number> {
  const live = liveSeating(community);
  const fits = new Set<number>();
  for (const [number, group] of groups) {
    if (made.has(number)) applyGroup(live, group);
    else if (applyGroup(excerptOf(live, [group]), group).outcome === "applied") fits.add(number);
  }
  return fits;
}

/** Tells groups that need the ones left out from groups that would save nothing with them either. */
function withCauses(community: Community, dropped: readonly DroppedGroup[], whole: Rest): readonly DroppedGroup[] {
  if (!dropped.some(({ reason }) => reason === "needs-others")) return dropped;
  const { made } = paying(community, whole);
  return dropped.map((one) =>
    one.reason === "needs-others" && !made.has(one.group) ? { ...one, reason: "saves-nothing" } : one,
  );
}

function withElsewhere({ members }: Community, groups: Groups): (step: DroppedGroup) => DroppedGroup {
  const seats = new Map(members.map(({ id, pod }) => [id, pod]));
  return (step) => {
    const elsewhere = groups.get(step.group)?.rows.filter(({ member, from }) => seats.get(member) !== from) ?? [];
    return elsewhere.length === 0 ? step : { ...step, elsewhere: elsewhere.map(({ member }) => member) };
  };
}

/** What applying a plan without some people does in the community as it is now. */
export interface Preview extends LeftOut {
  /** Groups that are applied. */
  readonly applied: readonly number[];
  /** Groups that no longer fit, whoever is left out. */
  readonly unfit: readonly DroppedGroup<SkipReason>[];
  /** The seating now, and the one that it leads to. */
  readonly before: Summary;
  readonly after: Summary;
  /** The changes of the groups that are applied. */
  readonly counts: Readonly<Record<Change["kind"], number>>;
  /** The sizes of pods that change, before and after; 0 for a pod that is not there. */
  readonly sizes: readonly { readonly pod: PodId; readonly before: number; readonly after: number }[];
}

/** Does in memory what the run would do: the same groups, in the same order, under the same rule. */
export function previewWithout(community: Community, plan: Pick<Plan, "changes">, members: Iterable<string>): Preview {
  const { cost, dropped, changes } = leaveOut(community, plan, members);
  const live = liveSeating(community);
  const now = summaryOf(community, seatingAt(live));
  const before = sizesOf(live);
  const applied: number[] = [];
  const unfit: DroppedGroup<SkipReason>[] = [];
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
