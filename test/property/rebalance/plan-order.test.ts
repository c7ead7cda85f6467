/** The same people in the same pods give the same bytes, in whatever order they are listed. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { liveSeating } from "#shared/core/plan/live-seating.ts";
import { leaveOut } from "#shared/core/plan/plan-without.ts";
import { undoOf } from "#shared/core/plan/undo.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import { jobs } from "../../../functions/rebalance/planner/jobs.ts";
import { carryOut } from "../../support/carry-out.ts";
import { communities } from "../../support/communities.ts";
import fc from "../../support/fast-check.ts";
import { communityAt, randomCommunity, randomTarget, shuffled } from "../../support/seatings.ts";

const properties = suite("the order of people, pods and areas");

const turnedBy = ({ areas, members, pods }: Community, seed: number): Community => {
  const random = new Random(seed);
  return { areas: shuffled(areas, random), members: shuffled(members, random), pods: shuffled(pods, random) };
};

const assertSame = (one: unknown, other: unknown) => assert.is(JSON.stringify(one), JSON.stringify(other));

properties("does not change the id of a plan", () => {
  // Too few for a pod, so that nothing is searched; a test of the search has its order.
  const few = communities({ podMin: 1, podMax: 2, podsMax: 2, waitingMax: 0 });
  fc.assert(
    fc.property(few, fc.integer(), (community, seed) => {
      const planned = (one: Community) => jobs.plan({ community: one, options: {} }, () => {});
      assertSame(planned(turnedBy(community, seed)), planned(community));
    }),
    { seed: 5, numRuns: 100 },
  );
});

properties("changes neither the reasons of a plan, nor what is left of it, nor its undo", () => {
  const shapes = fc.record({ seed: fc.integer(), people: fc.integer({ min: 0, max: 120 }), tidy: fc.boolean() });
  fc.assert(
    fc.property(shapes, fc.constantFrom(0, 50, 95), (shape, stay) => {
      const community = randomCommunity(shape);
      const turned = turnedBy(community, shape.seed + 2);
      const target = randomTarget(community, shape.seed + 1, stay);
      const plan = buildPlan(community, target);
      assertSame(buildPlan(turned, target), plan);
      const staying = community.members.slice(0, 3).map(({ id }) => id);
      assertSame(leaveOut(turned, plan, staying), leaveOut(community, plan, staying));
      const live = liveSeating(community);
      const run = carryOut(live, plan.changes);
      const now = communityAt(community, live);
      assertSame(undoOf(run, turnedBy(now, shape.seed + 3)), undoOf(run, now));
    }),
    { seed: 5, numRuns: 150 },
  );
});

properties.run();
