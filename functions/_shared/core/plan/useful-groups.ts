/** Leaves out what is not worth it to the people whom a plan moves, and makes one group of those that are worth it together. */
import type { Community } from "../scoring/community.ts";
import { demandsOfPlan } from "./demands.ts";
import { appoints, type Group } from "./plan.ts";
import { worthwhile } from "./worthwhile.ts";

/** The groups that save as much as they have to, and the appointments. */
export function usefulGroups(community: Community, groups: readonly Group[]): readonly Group[] {
  const changes = groups.filter((group) => !appoints(group));
  return [
    ...worthwhile(community, changes, demandsOfPlan(community, groups)).map(({ whole }) => whole),
    ...groups.filter(appoints),
  ];
}
