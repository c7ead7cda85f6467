/** How many people a plan may move without their asking. */
import { isSound } from "../pod.ts";
import type { Ranks } from "../reluctance.ts";
import type { Community, PodId } from "../scoring/community.ts";
import { rankOf } from "../scoring/points-by.ts";
import type { Change, Group } from "./plan.ts";
import { podSizes } from "./pod-sizes.ts";

/** Even in the smallest community a plan may move this many; a swap takes two. */
const MOVES_MIN = 2;

/** The number of people that a plan may move. */
export function movesLimit(seated: number, maxMovesPercent: number): number {
  return Math.max(MOVES_MIN, Math.floor((seated * maxMovesPercent) / 100));
}

/** How many of a plan's moves count. */
export function unaskedMoves(community: Community, changes: readonly Change[]): number {
  const forms = changes.filter((change) => change.kind === "form");
  const unasked = unaskedIn(community, forms);
  return changes.filter((change) => change.kind === "move" && unasked(change) !== undefined).length;
}

/** How many people move out of a seat that a founding gave them less than a day before. */
export function recentMoves(community: Community, changes: readonly Change[]): number {
  const recent = new Set(community.members.filter(({ founding }) => founding).map(({ id }) => id));
  return changes.filter((change) => change.kind === "move" && recent.has(change.member)).length;
}

/**
 * Which moves count: those of people who sat in a pod of five to nine, and did not wish for it. The seats of a founding may
 * change for a day. People who no longer name the area of their pod wish for a move to one that they name.
 *
 * @param forms the pods that are formed
 * @returns the ranks of a move that counts
 */
export function unaskedIn(
  community: Community,
  forms: Group["forms"],
): (move: { readonly member: string; readonly from: PodId; readonly to: PodId }) => Ranks | undefined {
  const people = new Map(community.members.map((member) => [member.id, member]));
  const areas = new Map(community.pods.map(({ id, area }) => [id, area]));
  const sizes = podSizes(community);
  for (const { pod, area } of forms) areas.set(pod, area);
  return ({ member, from, to }) => {
    const person = people.get(member);
    if (!person || person.founding || !isSound(sizes.get(person.pod ?? "") ?? 0)) return undefined;
    const rank = (pod: PodId) => rankOf(person, areas.get(pod) ?? "");
    const ranks = { from: rank(from), to: rank(to) };
    return ranks.from < 3 || ranks.to === 3 ? ranks : undefined;
  };
}
