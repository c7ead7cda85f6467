/** Turns a seating that the search found into a plan: ordered groups, reasons for each change, and what gets better. */

import type { Community, Seating } from "../scoring/community.ts";
import { summaryOf } from "../scoring/summary.ts";
import { applyGroup } from "./apply.ts";
import { changesOfGroup, withReasons } from "./group-codec.ts";
import { groupsOf } from "./groups.ts";
import { liveSeating, seatingAt } from "./live-seating.ts";
import type { Change, Group, Plan } from "./plan.ts";
import { planDiff } from "./plan-diff.ts";
import { reasonsFor } from "./reasons.ts";

/**
 * The plan that leads from the community's seats to `target`; empty when nothing changes. `after` is computed by
 * applying the groups, so it is right even where they do not reach `target`.
 */
export function buildPlan(community: Community, target: Seating): Plan {
  const live = liveSeating(community);
  const before = summaryOf(community, seatingAt(live));
  const groups = groupsOf(community, target).filter((group) => applyGroup(live, group).outcome === "applied");
  const reached = seatingAt(live);
  const after = summaryOf(community, reached);
  const changes = explain(community, reached, groups);
  return { before, after, groups: groups.length, changes };
}

function explain(community: Community, reached: Seating, groups: readonly Group[]): Change[] {
  const diff = planDiff(community, reached);
  return groups.flatMap((group, number) =>
    changesOfGroup(group, number).map((change) => withReasons(change, reasonsFor(diff, group, change))),
  );
}
