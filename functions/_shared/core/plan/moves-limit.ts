/** How many people a plan may move who did not ask for it. */
import { isSound } from "../pod.ts";
import type { Community } from "../scoring/community.ts";
import type { Change } from "./plan.ts";
import { podSizes } from "./pod-sizes.ts";

/** Even in the smallest community a plan may move this many; a swap takes two. */
const MOVES_MIN = 2;

/** The number of people that a plan may move. */
export function movesLimit(seated: number, maxMovesPercent: number): number {
  return Math.max(MOVES_MIN, Math.floor((seated * maxMovesPercent) / 100));
}

/**
 * How many of these moves count: those of people who sat in a pod of five to nine, and did not wish for it. The seats of
 * a founding may change for a day. People who no longer name the area of their pod wish for a move to one that they name.
 */
export function unaskedMoves(community: Community, changes: readonly Change[]): number {
  const people = new Map(community.members.map((member) => [member.id, member]));
  const areas = new Map(community.pods.map(({ id, area }) => [id, area]));
  const sizes = podSizes(community);
  for (const change of changes) if (change.kind === "form") areas.set(change.pod, change.area);
  return changes.filter((change) => {
    if (change.kind !== "move" || people.get(change.member)?.founding) return false;
    const names = (pod: string) => people.get(change.member)?.areas.includes(areas.get(pod) ?? "");
    const size = sizes.get(people.get(change.member)?.pod ?? "") ?? 0;
    return isSound(size) && (names(change.from) || !names(change.to));
  }).length;
}
