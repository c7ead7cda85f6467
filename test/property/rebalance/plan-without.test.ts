import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import { planWithout } from "#shared/core/plan/plan-without.ts";
import { summaryOf } from "#shared/core/scoring/summary.ts";
import { Random } from "#shared/core/search/random.ts";
import { randomCommunity, randomTarget } from "../../support/seatings.ts";

const without = suite("any plan without some people");

without("leaves exactly them in place, stays valid, and leads to the points it names", () => {
  const shapes = fc.record({ seed: fc.integer(), people: fc.integer({ min: 0, max: 120 }), tidy: fc.boolean() });
  fc.assert(
    fc.property(shapes, (shape) => {
      const community = randomCommunity(shape);
      const plan = buildPlan(community, randomTarget(community, shape.seed + 1, 70));
      const random = new Random(shape.seed + 2);
      const staying = community.members.filter(() => random.below(10) === 0);
      const ids = staying.map(({ id }) => id);
      const rest = planWithout(community, plan, ids);
      const live = liveSeating(community);
      const at = new Map([...live.people].map(([id, { pod }]) => [id, pod]));
      for (const group of groupsOfChanges(rest.changes).values()) {
        assert.equal(applyGroup(live, group), { outcome: "applied" });
      }
      for (const id of ids) assert.is(live.people.get(id)?.pod, at.get(id));
      assert.equal(rest.after, summaryOf(community, seatingAt(live)));
      assert.is(rest.groups + rest.dropped.length, plan.groups);
    }),
    { numRuns: 150 },
  );
});

without.run();
