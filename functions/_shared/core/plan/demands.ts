/** What the groups of a plan have to save, so that they are worth it to the people whom they move. */
import { isSound } from "../pod.ts";
import { reluctance } from "../reluctance.ts";
import { type Community, isExperienced } from "../scoring/community.ts";
import { unaskedIn } from "./moves-limit.ts";
import type { Group } from "./plan.ts";
import { podSizes } from "./pod-sizes.ts";

export interface Demands {
  /** Whether the group is made whatever it costs. */
  readonly isNeeded: (group: Group) => boolean;
  /** The points that any other group has to save. Even one of 0 has to save something. */
  readonly price: (group: Group) => number;
  /** Whether it moves somebody who did not ask. A move for nothing but a wish for company would tell everybody of the wish. */
  readonly bothers: (group: Group) => boolean;
}

/** Points that a group saves at least when it moves people to give a pod an advocate or its first experienced member. */
const STRENGTHENING = 2;

/**
 * The demands on the groups of a new plan. To move people so that a pod has an advocate, or its first experienced member,
 * saves a little. So does a new pod with an advocate: its open seats are for the people who come next. Every other change
 * has to be worth it to the people who move; 0 if it bothers nobody, as when all of them asked.
 */
export function demandsOfPlan(community: Community, groups: readonly Group[]): Demands {
  const nuisance = nuisances(community, groups);
  const sizes = podSizes(community);
  const experienced = new Map(community.members.filter(isExperienced).map(({ id, pod }) => [id, pod]));
  const withExperience = new Set(experienced.values());
  const lacks = (pod: string | null) => pod !== null && sizes.has(pod) && !withExperience.has(pod);
  const price = (group: Group) => {
    const bother = nuisance(group);
    const strengthens = group.rows.some(({ member, to }) => experienced.has(member) && lacks(to));
    return bother > 0 && (strengthens || group.advocates.length > 0) ? STRENGTHENING : bother;
  };
  return { isNeeded: isNeededIn(community), price, bothers: (group) => nuisance(group) > 0 };
}

/** The demands on what is left of a plan: a maintainer saw its groups, and keeps all that make the seating better. */
export function demandsOfRest(community: Community, groups: readonly Group[]): Demands {
  const nuisance = nuisances(community, groups);
  return { isNeeded: isNeededIn(community), price: () => 0, bothers: (group) => nuisance(group) > 0 };
}

/**
 * To seat somebody, to mend a pod of fewer than five or more than nine people, or to close an empty one may cost any points.
 * So may that somebody has to wait.
 */
function isNeededIn(community: Community): Demands["isNeeded"] {
  const sizes = podSizes(community);
  const isBroken = (pod: string | null) => pod !== null && sizes.has(pod) && !isSound(sizes.get(pod)!);
  return ({ rows, closes }) =>
    rows.some(({ from, to }) => from === null || to === null || isBroken(from) || isBroken(to)) ||
    closes.some(({ pod }) => isBroken(pod));
}

/** The points that a group has to save for the people whom it moves without having been asked. */
function nuisances(community: Community, groups: readonly Group[]): Demands["price"] {
  const unasked = unaskedIn(
    community,
    groups.flatMap(({ forms }) => forms),
  );
  return ({ rows }) =>
    rows.reduce((sum, { member, from, to }) => {
      const ranks = from !== null && to !== null && unasked({ member, from, to });
      return ranks ? sum + reluctance(ranks, community.members.length) : sum;
    }, 0);
}
