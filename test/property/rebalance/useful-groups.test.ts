import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyAll } from "#shared/core/plan/gains.ts";
import { groupsOf } from "#shared/core/plan/groups.ts";
import { liveSeating } from "#shared/core/plan/live-seating.ts";
import { appoints, type Group } from "#shared/core/plan/plan.ts";
import { usefulGroups } from "#shared/core/plan/useful-groups.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import fc from "../../support/fast-check.ts";
import { randomCommunity, randomTarget, shuffled } from "../../support/seatings.ts";

const useful = suite("the useful groups of any two seatings");

const shapes = fc.record({
  seed: fc.integer(),
  people: fc.integer({ min: 0, max: 90 }),
  stay: fc.constantFrom(50, 80, 95),
  founding: fc.boolean(),
});
type Shape = typeof shapes extends fc.Arbitrary<infer One> ? One : never;

function communityOf({ seed, people, founding }: Shape): Community {
  const community = randomCommunity({ seed, people, tidy: true });
  return { ...community, members: community.members.map((member) => ({ ...member, founding })) };
}

const gainsOf = (community: Community, groups: readonly Group[]) => applyAll(community, liveSeating(community), groups);
const sumOf = (gains: readonly { points: number }[]) => gains.reduce((sum, { points }) => sum + points, 0);
const isNeeded = ({ rows }: Group) => rows.some(({ from, to }) => from === null || to === null);

useful("fit one after the other, and each saves points, or is needed", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const community = communityOf(shape);
      const groups = groupsOf(community, randomTarget(community, shape.seed + 1, shape.stay));
      const made = usefulGroups(community, groups);
      const gains = gainsOf(community, made);
      assert.is(gains.filter(({ group }) => !appoints(group)).length, made.filter((group) => !appoints(group)).length);
      for (const { group, points } of gains) assert.ok(points > 0 || isNeeded(group) || appoints(group), `${points}`);
      // Steps that bother nobody are left out only where the seating is as good without them.
      if (shape.founding) assert.ok(sumOf(gains) >= sumOf(gainsOf(community, groups)));
      for (const group of groups.filter(isNeeded)) {
        const seats = group.rows.filter(({ from }) => from === null);
        const kept = made.flatMap(({ rows }) => rows);
        if (shape.founding) for (const seat of seats) assert.ok(kept.includes(seat), `${seat.member} keeps waiting`);
      }
    }),
    { numRuns: 200 },
  );
});

useful("are the same for any order of the community", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const community = communityOf(shape);
      const target = randomTarget(community, shape.seed + 1, shape.stay);
      const random = new Random(shape.seed + 2);
      const mixed = {
        areas: shuffled(community.areas, random),
        members: shuffled(community.members, random),
        pods: shuffled(community.pods, random),
      };
      assert.equal(usefulGroups(mixed, groupsOf(mixed, target)), usefulGroups(community, groupsOf(community, target)));
    }),
    { numRuns: 60 },
  );
});

useful.run();
