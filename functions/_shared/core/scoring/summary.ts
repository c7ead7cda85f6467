/** What a seating is worth, in points and in figures for people. */
import { isSound } from "../pod.ts";
import type { Community, Seating } from "./community.ts";
import { arcHours } from "./hours.ts";
import { sumOfTerms, tallyOf } from "./points.ts";
import { rankOf } from "./points-by.ts";
import type { Figures, PublicFigures } from "./term-kinds.ts";
import { HOURS_FREE, publicSum, type Terms } from "./terms.ts";

export interface Summary extends Figures {
  readonly points: number;
  readonly terms: Terms;
}

/** What everybody may read of a summary. */
export interface PublicSummary extends PublicFigures {
  /** Without the terms that are private. */
  readonly points: number;
}

export const publicSummary = ({
  terms,
  pods,
  seated,
  waiting,
  podsInRange,
  podsWithAdvocate,
  podsWithExperienced,
  podsCloseInHours,
  inLostAreas,
}: Summary): PublicSummary => ({
  points: publicSum(terms),
  pods,
  seated,
  waiting,
  podsInRange,
  podsWithAdvocate,
  podsWithExperienced,
  podsCloseInHours,
  ...(inLostAreas !== undefined && { inLostAreas }),
});

/** Points, terms and figures of a seating of this community. */
export function summaryOf(community: Community, seating: Seating): Summary {
  const tally = tallyOf(community);
  const count = { seated: 0, podsInRange: 0, podsWithAdvocate: 0, podsWithExperienced: 0, podsCloseInHours: 0 };
  const choices: [number, number, number, number] = [0, 0, 0, 0];
  const lost = new Set(community.pods.flatMap(({ id, lost }) => (lost ? [id] : [])));
  let inLostAreas = 0;
  for (const pod of seating.pods) {
    const { members, summary } = tally.add(pod);
    count.seated += summary.size;
    if (isSound(summary.size)) count.podsInRange++;
    if (pod.advocate !== null) count.podsWithAdvocate++;
    if (summary.experienced > 0) count.podsWithExperienced++;
    if (arcHours(summary.hours) <= HOURS_FREE) count.podsCloseInHours++;
    if (lost.has(pod.id)) inLostAreas += summary.size;
    else for (const member of members) choices[rankOf(member, pod.area)]++;
  }
  const terms = tally.terms();
  const { seated, ...pods } = count;
  const waiting = community.members.length - seated;
  return {
    points: sumOfTerms(terms),
    terms,
    pods: seating.pods.length,
    seated,
    waiting,
    ...pods,
    choices,
    ...(inLostAreas > 0 && { inLostAreas }),
  };
}
