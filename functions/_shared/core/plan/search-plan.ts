/** Searches for a better seating, and makes the plan that leads there. */
import type { During } from "../ports.ts";
import type { Community } from "../scoring/community.ts";
import { termsOf } from "../scoring/points.ts";
import { changedSeats } from "../search/changed-seats.ts";
import { searchWithFounding } from "../search/founding.ts";
import type { SearchOptions } from "../search/search.ts";
import { buildUsefulPlan } from "./build-plan.ts";
import type { Plan } from "./plan.ts";

/**
 * A plan leaves out the steps that move people for company alone. Where the search has spent moves on them that others need,
 * it is made again without the wishes of people who sit.
 */
export function searchPlan(
  community: Community,
  options: SearchOptions,
  reportProgress: NonNullable<During["reportProgress"]> = () => {},
): Plan {
  const target = searchWithFounding(community, options, reportProgress);
  reportProgress({ step: "explain", done: 0 });
  const plan = buildUsefulPlan(community, target);
  const leavesOut = termsOf(community, target).together < plan.after.terms.together;
  const { movesMax = Number.POSITIVE_INFINITY } = options;
  const seated = community.members.filter(({ pod }) => pod !== null);
  if (!leavesOut || changedSeats(seated, target) < movesMax) return plan;
  const members = community.members.map((member) => (member.pod === null ? member : { ...member, with: [] }));
  const other = buildUsefulPlan(community, searchWithFounding({ ...community, members }, options, reportProgress));
  return other.after.points < plan.after.points ? other : plan;
}
