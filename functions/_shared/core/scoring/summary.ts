/** What a seating is worth, in figures people ask for. */

import type { Summary } from "../plan/plan.ts";
import type { Community, PlacedMember, Seating } from "./community.ts";
import { addTerms, arcHours, mixOf, NO_POINTS, POD, POINTS, sumOfTerms, termsOfPod } from "./points.ts";

/** Points, terms and figures of a seating of this community; people who wait cost nothing. */
export function summaryOf(community: Community, seating: Seating): Summary {
  const people = new Map(community.members.map((member) => [member.id, member]));
  const living = new Set(community.pods.map((pod) => pod.id));
  const mix = mixOf(community.members);
  let terms = NO_POINTS;
  const count = { seated: 0, podsInRange: 0, podsWithAdvocate: 0, podsWithExperienced: 0, podsCloseInHours: 0 };
  const choices: [number, number, number, number] = [0, 0, 0, 0];
  for (const pod of seating.pods) {
    const members = pod.members.flatMap((id) => people.get(id) ?? []);
    terms = addTerms(terms, termsOfPod(pod, members, mix, living));
    count.seated += members.length;
    if (members.length >= POD.min && members.length <= POD.max) count.podsInRange++;
    if (pod.advocate !== null) count.podsWithAdvocate++;
    if (members.some((member) => member.level >= 3)) count.podsWithExperienced++;
    if (arcHours(members.map((member) => member.offset)) <= POINTS.hoursFree) count.podsCloseInHours++;
    for (const member of members) choices[rankOf(member, pod.area)]++;
  }
  const { seated, ...pods } = count;
  const waiting = community.members.length - seated;
  return { points: sumOfTerms(terms), terms, pods: seating.pods.length, seated, waiting, ...pods, choices };
}

/** 0, 1, 2 for their first, second, third area; 3 for one they did not name. */
function rankOf(member: PlacedMember, area: string): 0 | 1 | 2 | 3 {
  const rank = member.areas.indexOf(area);
  return rank < 0 ? 3 : (Math.min(rank, 2) as 0 | 1 | 2);
}
