/**
 * Leaves out what is not worth it to the people whom a plan moves. To move somebody who sits well for a point of somebody
 * else's hours is a nuisance, so a group has to save something for each of them, beyond what their move costs.
 */
import { isSound } from "../pod.ts";
import type { Community } from "../scoring/community.ts";
import { applyAll, type Gain } from "./gains.ts";
import { liveSeating } from "./live-seating.ts";
import { unaskedIn } from "./moves-limit.ts";
import type { Group } from "./plan.ts";
import { podSizes } from "./pod-sizes.ts";

/** Points that a group saves at least for each person who moves without having asked for it. */
const WORTH = 3;

/**
 * The groups that somebody needs and those that save enough; all of them where leaving some out would lose more than their
 * moves are a nuisance. None when these save nothing and nobody needs them.
 */
export function usefulGroups(community: Community, groups: readonly Group[]): readonly Group[] {
  const isNeeded = needs(community);
  const nuisance = nuisances(community, groups);
  const all = applyAll(community, liveSeating(community), groups);
  const rest = usefulOf(
    community,
    all,
    ({ group, points }) => isNeeded(group) || points >= Math.max(1, nuisance(group)),
  );
  const value = (gains: readonly Gain[]) => gains.reduce((sum, { group, points }) => sum + points - nuisance(group), 0);
  const best = value(rest) >= value(all) ? rest : all;
  const chosen = best.map(({ group }) => group);
  return best.reduce((sum, { points }) => sum + points, 0) > 0 || chosen.some(isNeeded) ? chosen : [];
}

/** What a group saves changes when others are left out, so that this is asked again of those that are left. */
function usefulOf(community: Community, gains: readonly Gain[], isUseful: (gain: Gain) => boolean): readonly Gain[] {
  const useful = gains.filter(isUseful).map(({ group }) => group);
  if (useful.length === gains.length) return gains;
  return usefulOf(community, applyAll(community, liveSeating(community), useful), isUseful);
}

/** The points that a group has to save for the people whom it moves without having been asked. */
function nuisances(community: Community, groups: readonly Group[]): (group: Group) => number {
  const isUnasked = unaskedIn(
    community,
    groups.flatMap(({ forms }) => forms),
  );
  return ({ rows }) =>
    WORTH *
    rows.filter(({ member, from, to }) => from !== null && to !== null && isUnasked({ member, from, to })).length;
}

/**
 * Whether a group seats or appoints somebody, or mends a pod of fewer than five or more than nine people. A new pod with an
 * advocate is one of these: its open seats are for the people who come next.
 */
function needs(community: Community): (group: Group) => boolean {
  const sizes = podSizes(community);
  const isBroken = (pod: string) => sizes.has(pod) && !isSound(sizes.get(pod)!);
  return ({ rows, closes, advocates }) =>
    rows.some(({ from, to }) => from === null || isBroken(from) || (to !== null && isBroken(to))) ||
    closes.some(({ pod }) => isBroken(pod)) ||
    advocates.length > 0;
}
