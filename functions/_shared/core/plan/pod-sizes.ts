import type { Community, PodId } from "../scoring/community.ts";

/** How many people sit in each pod of a community. */
export function podSizes({ members, pods }: Community): ReadonlyMap<PodId, number> {
  const sizes = new Map(pods.map(({ id }) => [id, 0]));
  for (const { pod } of members) if (pod !== null && sizes.has(pod)) sizes.set(pod, sizes.get(pod)! + 1);
  return sizes;
}
