/** Turns a seating that the search found into a plan: ordered groups, reasons for each change, and what gets better. */

import { isSound } from "../pod.ts";
import type { Community, Seating } from "../scoring/community.ts";
import { summaryOf } from "../scoring/summary.ts";
import { applyAll, type Gain } from "./gains.ts";
import { changesOfGroup, withReasons } from "./group-codec.ts";
import { groupsOf } from "./groups.ts";
import { liveSeating, seatingAt } from "./live-seating.ts";
import { unaskedMoves } from "./moves-limit.ts";
import type { Change, Group, Plan } from "./plan.ts";
import { planDiff } from "./plan-diff.ts";
import { podSizes } from "./pod-sizes.ts";
import { reasonsFor } from "./reasons.ts";
import { countSettling } from "./settling.ts";

/** The plan that leads from the community's seats to `target`; empty when nothing changes. */
export function buildPlan(community: Community, target: Seating): Plan {
  return planOfGroups(community, groupsOf(community, target));
}

/** The same without groups that nobody needs: they seat nobody, repair nothing and save no points. */
export function buildUsefulPlan(community: Community, target: Seating): Plan {
  return planOfGroups(community, usefulGroups(community, groupsOf(community, target)));
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
  const [unasked, settling] = [unaskedMoves(community, changes), countSettling(community, changes)];
  return { before, after, groups: gains.length, unasked, settling, changes };
}

function usefulGroups(community: Community, groups: readonly Group[]): readonly Group[] {
  const isNeeded = needs(community);
  const sum = (gains: readonly Gain[]) => gains.reduce((all, { points }) => all + points, 0);
  const all = applyAll(community, liveSeating(community), groups);
  const useful = all.filter(({ group, points }) => points > 0 || isNeeded(group)).map(({ group }) => group);
  const rest = applyAll(community, liveSeating(community), useful);
  const best = sum(rest) >= sum(all) ? rest : all;
  const chosen = best.map(({ group }) => group);
  return sum(best) > 0 || chosen.some(isNeeded) ? chosen : [];
}

/** Whether a group seats or appoints somebody, or mends a pod of fewer than five or more than nine people. */
function needs(community: Community): (group: Group) => boolean {
  const sizes = podSizes(community);
  const isBroken = (pod: string) => sizes.has(pod) && !isSound(sizes.get(pod)!);
  return ({ rows, closes, advocates }) =>
    rows.some(({ from, to }) => from === null || isBroken(from) || (to !== null && isBroken(to))) ||
    closes.some(({ pod }) => isBroken(pod)) ||
    advocates.length > 0;
}
