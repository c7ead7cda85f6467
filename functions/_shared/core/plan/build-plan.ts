/** From a seating that the search found to a plan: groups in order, each change with its reasons, what gets better. */

import type { Community, Seating } from "../scoring/community.ts";
import { summarySteps } from "../scoring/summary.ts";
import { each } from "../search/steps.ts";
import { applyGroup } from "./apply.ts";
import { changesOfGroup, withReasons } from "./group-codec.ts";
import { groupSteps } from "./groups.ts";
import { liveSeatingSteps, seatingSteps } from "./live-seating.ts";
import type { Change, Group, Plan } from "./plan.ts";
import { sceneSteps } from "./plan-diff.ts";
import { reasonsFor } from "./reasons.ts";

/** Groups are written out a good number at a time between two pauses. */
const SLICE = 64;

/**
 * The plan that leads from where the community sits to `target`; empty where nothing changes. `after` is what the groups
 * lead to when they are applied, not what was hoped for.
 *
 * @returns a generator that pauses every few milliseconds; `drain` (steps.ts) does it all at once
 */
export function* buildPlan(community: Community, target: Seating): Generator<void, Plan> {
  const live = yield* liveSeatingSteps(community);
  const before = yield* summarySteps(community, yield* seatingSteps(live));
  const groups: Group[] = [];
  const apply = (group: Group) => applyGroup(live, group).outcome === "applied" && groups.push(group);
  yield* each(yield* groupSteps(community, target), apply, SLICE);
  const reached = yield* seatingSteps(live);
  const after = yield* summarySteps(community, reached);
  const changes = yield* explain(community, reached, groups);
  return { before, after, groups: groups.length, changes };
}

function* explain(community: Community, reached: Seating, groups: readonly Group[]): Generator<void, Change[]> {
  const scene = yield* sceneSteps(community, reached);
  const changes: Change[] = [];
  const explainGroup = ([number, group]: [number, Group]) => {
    for (const change of changesOfGroup(group, number)) {
      changes.push(withReasons(change, reasonsFor(scene, group, change)));
    }
  };
  yield* each(groups.entries(), explainGroup, SLICE);
  return changes;
}
