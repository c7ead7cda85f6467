/** Prints the plans of some invented communities as JSON. A test bundles it and runs it on every version of Node. */
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { search } from "#shared/core/search/search.ts";
import { randomCommunity } from "./seatings.ts";

for (const shape of [
  { seed: 1, people: 240, tidy: true },
  { seed: 2, people: 57, tidy: false },
]) {
  const community = randomCommunity(shape);
  for (const options of [{ movesMax: 12 }, { only: "seat" } as const]) {
    console.log(JSON.stringify(buildPlan(community, search(community, options))));
  }
}
