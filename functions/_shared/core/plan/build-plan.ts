/** Turns a seating that the search found into a plan: ordered groups, reasons for each change, and what gets better. */

import type { Community, Seating } from "../scoring/community.ts";
import { summaryOf } from "../scoring/summary.ts";
import { applyAll } from "./gains.ts";
import { changesOfGroup, withReasons } from "./group-codec.ts";
import { groupsOf } from "./groups.ts";
import { liveSeating, seatingAt } from "./live-seating.ts";
import { recentMoves, unaskedMoves } from "./moves-limit.ts";
import type { Change, Group, Plan } from "./plan.ts";
import { planDiff } from "./plan-diff.ts";
import { reasonsFor } from "./reasons.ts";
import { countSettling } from "./settling.ts";
import { usefulGroups } from "./useful-groups.ts";

/** The plan that leads from the community's seats to `target`; empty when nothing changes. */
export function buildPlan(community: Community, target: Seating): Plan {
  return planOfGroups(community, groupsOf(community, target));
}

/** The same without groups that move people who asked to stay, or that are not worth it to the people whom they move. */
export function buildUsefulPlan(community: Community, target: Seating): Plan {
  const staying = new Set(community.members.filter((member) => member.staying).map(({ id }) => id));
  // The search moves them only to mend a pod.
  const groups = groupsOf(community, target).filter(({ rows }) => !rows.some(({ member }) => staying.has(member)));
  return planOfGroups(community, usefulGroups(community, groups));
}

/** `after` is computed by applying the groups, so it is right even where some do not fit. */
function planOfGroups(community: Community, groups: readonly Group[]): Plan {
  const live = liveSeating(community);
  const before = summaryOf(community, seatingAt(live));
  const gains = applyAll(community, live, groups);
  const reached = seatingAt(live);
  const after = summaryOf(community, reached);
  const diff = planDiff(community, reached);
  const changes = gains.flatMap(({ group, points }, number) =>
    changesOfGroup(group, number).map((change): Change => withReasons(change, reasonsFor(diff, group, change, points))),
  );
  const counts = {
    unasked: unaskedMoves(community, changes),
    recent: recentMoves(community, changes),
    settling: countSettling(community, changes),
  };
  return { before, after, groups: gains.length, ...counts, changes };
}
