/** Makes plans: a picture of the seating, the search, the changes with their reasons, an id that says what is in it. */
import { createHash } from "node:crypto";
import type { Plans, StoredPlan } from "#shared/core/ports.ts";
import { buildPlan } from "#shared/core/rebalance/build-plan.ts";
import type { Community } from "#shared/core/rebalance/community.ts";
import type { Plan } from "#shared/core/rebalance/plan.ts";
import { type Mix, mixOf } from "#shared/core/rebalance/points.ts";
import { type SearchOptions, search } from "#shared/core/rebalance/search.ts";
import type { Settings } from "#shared/core/settings.ts";
import { inSlices } from "./slices.ts";

/** However few people there are, a plan may move this many; a swap takes two. */
const MOVES_MIN = 2;

/** The best improvement within the share of the seated that may be moved. */
export function movesLimit(community: Community, settings: Pick<Settings, "rebalance">): number {
  const seated = community.members.filter(({ pod }) => pod !== null).length;
  return Math.max(MOVES_MIN, Math.floor((seated * settings.rebalance.maxMovesPercent) / 100));
}

/** A plan of the seating as it is now; nothing is stored and nobody is moved. */
export async function makePlan(
  store: Pick<Plans, "snapshot">,
  settings: Settings,
  now: number,
  only?: "seat",
): Promise<{ plan: StoredPlan; mix: Mix }> {
  const { revision, community: asStored } = await store.snapshot();
  const community = { ...asStored, areas: Object.keys(settings.areas) };
  const options: SearchOptions = { movesMax: movesLimit(community, settings), ...(only && { only }) };
  const plan = await inSlices(buildPlan(community, await inSlices(search(community, options))));
  const stored: StoredPlan = {
    ...plan,
    id: idOf(community, plan),
    revision,
    createdAt: now,
    status: "waiting",
    staying: [],
  };
  return { plan: stored, mix: mixOf(community.members) };
}

/** The same seating always gives the same plan, so the id is a hash of both; when it was made lies outside. */
function idOf(community: Community, plan: Plan): string {
  const byId = <T extends { readonly id: string }>(things: readonly T[]): T[] =>
    things.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const seating = { members: byId(community.members), pods: byId(community.pods) };
  return createHash("sha256")
    .update(JSON.stringify([seating, plan.changes]))
    .digest("hex")
    .slice(0, 16);
}
