/** Leaves out what is not worth it to the people whom a plan moves. */
import { isSound } from "../pod.ts";
import { reluctance } from "../reluctance.ts";
import { type Community, isExperienced } from "../scoring/community.ts";
import { applyAll, type Gain } from "./gains.ts";
import { liveSeating } from "./live-seating.ts";
import { unaskedIn } from "./moves-limit.ts";
import type { Group } from "./plan.ts";
import { podSizes } from "./pod-sizes.ts";

/** Points that a group saves at least when it moves people to give a pod an advocate or its first experienced member. */
const STRENGTHENING = 2;

/** The groups that save as much as they have to; none when together they save nothing and nobody needs them. */
export function usefulGroups(community: Community, groups: readonly Group[]): readonly Group[] {
  const least = leastOf(community, nuisances(community, groups));
  const gains = applyAll(community, liveSeating(community), groups);
  const useful = usefulOf(community, gains, ({ group, points }) => points >= least(group));
  const saved = useful.reduce((sum, { points }) => sum + points, 0);
  return saved > 0 || useful.some(({ group }) => least(group) <= 0) ? useful.map(({ group }) => group) : [];
}

/** What a group saves changes when others are left out, so that this is asked again of those that are left. */
function usefulOf(community: Community, gains: readonly Gain[], isUseful: (gain: Gain) => boolean): readonly Gain[] {
  const useful = gains.filter(isUseful).map(({ group }) => group);
  if (useful.length === gains.length) return gains;
  return usefulOf(community, applyAll(community, liveSeating(community), useful), isUseful);
}

/** The points that a group has to save for the people whom it moves without having been asked. */
function nuisances(community: Community, groups: readonly Group[]): (group: Group) => number {
  const unasked = unaskedIn(
    community,
    groups.flatMap(({ forms }) => forms),
  );
  return ({ rows }) =>
    rows.reduce((sum, { member, from, to }) => {
      const ranks = from !== null && to !== null && unasked({ member, from, to });
      return ranks ? sum + reluctance(ranks) : sum;
    }, 0);
}

/**
 * The points that a group has to save. To seat somebody, or to mend a pod of fewer than five or more than nine people, may
 * cost any; so may what bothers nobody, as when all who move have asked for it. To move people so that a pod has an
 * advocate, or its first experienced member, saves a little. So does a new pod with an advocate: its open seats are for the
 * people who come next. Every other change has to be worth it to the people who move.
 */
function leastOf(community: Community, nuisance: (group: Group) => number): (group: Group) => number {
  const sizes = podSizes(community);
  const isBroken = (pod: string | null) => pod !== null && sizes.has(pod) && !isSound(sizes.get(pod)!);
  const experienced = new Map(community.members.filter(isExperienced).map(({ id, pod }) => [id, pod]));
  const withExperience = new Set(experienced.values());
  const lacks = (pod: string | null) => pod !== null && sizes.has(pod) && !withExperience.has(pod);
  return (group) => {
    const { rows, closes, advocates } = group;
    const seats = rows.some(({ from, to }) => from === null || isBroken(from) || isBroken(to));
    if (seats || closes.some(({ pod }) => isBroken(pod))) return Number.NEGATIVE_INFINITY;
    const strengthens = rows.some(({ member, to }) => experienced.has(member) && lacks(to));
    if (strengthens || advocates.length > 0) return rows.length > 0 ? STRENGTHENING : 0;
    return nuisance(group) || Number.NEGATIVE_INFINITY;
  };
}
