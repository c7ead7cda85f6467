/** From a seating that the search found to a plan: groups in order, each change with its reasons, what gets better. */
import { applyGroup, liveSeating, seatingAt } from "./apply.ts";
import type { Community, Seating } from "./community.ts";
import { groupSteps } from "./groups.ts";
import type { Change, Group, Plan } from "./plan.ts";
import { reasonsFor, sceneOf } from "./reasons.ts";
import { changesOfGroup, withReasons } from "./rows.ts";
import { summarySteps } from "./summary.ts";

/** Groups are written out a good number at a time between two pauses. */
const SLICE = 64;

/**
 * The plan that leads from where the community sits to `target`; empty where nothing changes. `after` is what the groups
 * lead to when they are applied, not what was hoped for.
 *
 * @returns a generator that pauses every few milliseconds; `drain` (steps.ts) does it all at once
 */
export function* buildPlan(community: Community, target: Seating): Generator<void, Plan> {
  const live = liveSeating(community);
  const before = yield* summarySteps(community, seatingAt(live));
  const groups: Group[] = [];
  for (const group of yield* groupSteps(community, target)) {
    if (applyGroup(live, group).outcome === "applied") groups.push(group);
    if (groups.length % SLICE === 0) yield;
  }
  const reached = seatingAt(live);
  const after = yield* summarySteps(community, reached);
  const changes = yield* explain(community, reached, groups);
  return { before, after, groups: groups.length, changes };
}

function* explain(community: Community, reached: Seating, groups: readonly Group[]): Generator<void, Change[]> {
  const scene = sceneOf(community, reached);
  yield;
  const changes: Change[] = [];
  for (const [number, group] of groups.entries()) {
    for (const change of changesOfGroup(group, number)) {
      changes.push(withReasons(change, reasonsFor(scene, group, change)));
    }
    if (number % SLICE === 0) yield;
  }
  return changes;
}
