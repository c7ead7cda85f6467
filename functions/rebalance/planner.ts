/** Makes plans: a picture of the seating, the search, the changes with their reasons, an id that says what is in it. */
import { createHash } from "node:crypto";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { movesLimit } from "#shared/core/plan/moves-limit.ts";
import type { Plan } from "#shared/core/plan/plan.ts";
import type { Plans, StoredPlan } from "#shared/core/ports.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { type Mix, mixOf } from "#shared/core/scoring/points.ts";
import { sortById } from "#shared/core/search/index-community.ts";
import { type SearchOptions, search } from "#shared/core/search/search.ts";
import type { Settings } from "#shared/core/settings.ts";
import { tellProgress } from "./progress.ts";

/** A plan of the seating as it is now; nothing is stored but how far it is, and nobody is moved. */
export async function makePlan(
  store: Pick<Plans, "snapshot" | "saveProgress">,
  settings: Settings,
  now: () => number,
  only?: "seat",
): Promise<{ plan: StoredPlan; mix: Mix }> {
  const createdAt = now();
  const tell = tellProgress(store, now);
  try {
    tell({ step: "read", done: 0, points: null });
    const { revision, community: asStored } = await store.snapshot();
    const community = { ...asStored, areas: Object.keys(settings.areas) };
    const seated = community.members.filter(({ pod }) => pod !== null).length;
    const options: SearchOptions = {
      movesMax: movesLimit(seated, settings.rebalance.maxMovesPercent),
      ...(only && { only }),
    };
    const target = search(community, options, tell);
    tell({ step: "explain", done: 0, points: null });
    const plan = buildPlan(community, target);
    const id = idOf(community, plan);
    const stored: StoredPlan = { ...plan, id, revision, createdAt, status: "waiting", staying: [] };
    return { plan: stored, mix: mixOf(community.members) };
  } finally {
    await tell.end();
  }
}

/** People and rows that are hashed at a time. */
const SLICE = 1_000;

/** The same seating always gives the same plan, so the id is a hash of both; when it was made lies outside. */
function idOf(community: Community, plan: Plan): string {
  const hash = createHash("sha256");
  const rows = [sortById(community.members), sortById(community.pods), plan.changes];
  for (const some of rows) {
    for (let from = 0; from < some.length; from += SLICE) {
      hash.update(JSON.stringify(some.slice(from, from + SLICE)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
