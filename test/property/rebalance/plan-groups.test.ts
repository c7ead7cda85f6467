import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { groupsOf } from "#shared/core/plan/groups.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import { GROUP_ROWS_MAX } from "#shared/core/plan/plan.ts";
import { Random } from "#shared/core/search/random.ts";
import fc from "../../support/fast-check.ts";
import { randomCommunity, randomTarget, shuffled, spelled } from "../../support/seatings.ts";

const properties = suite("groups of any two seatings");

const shapes = fc.record({
  seed: fc.integer(),
  people: fc.integer({ min: 0, max: 150 }),
  tidy: fc.boolean(),
  stay: fc.constantFrom(0, 50, 95),
});

const outside = (size: number) => Math.max(0, 5 - size, size - 9);

properties("lead there exactly, each valid after those before it", () => {
  fc.assert(
    fc.property(shapes, ({ stay, ...shape }) => {
      const community = randomCommunity(shape);
      const target = randomTarget(community, shape.seed + 1, stay);
      const live = liveSeating(community);
      for (const group of groupsOf(community, target)) {
        const before = new Map([...live.pods].map(([id, pod]) => [id, pod.members.size]));
        assert.equal(applyGroup(live, group), { outcome: "applied" });
        for (const [id, { members }] of live.pods) {
          const was = before.get(id);
          const fine = outside(members.size) === 0 || (was !== undefined && outside(members.size) <= outside(was));
          assert.ok(fine, `${id} went from ${was} to ${members.size}`);
        }
        assert.ok(group.rows.length <= GROUP_ROWS_MAX);
        assert.is(new Set(group.rows.map((row) => row.member)).size, group.rows.length);
      }
      assert.equal(seatingAt(live), spelled(target));
    }),
    { numRuns: 300 },
  );
});

properties("stay small when every pod is replaced at once: then some people wait in between", () => {
  const community = randomCommunity({ seed: 5, people: 700, tidy: true });
  const { pods } = randomTarget(community, 6, 0);
  const target = { pods: pods.map((pod, number) => ({ ...pod, id: `new-${number}` })), waiting: [] };
  const live = liveSeating(community);
  for (const group of groupsOf(community, target)) {
    assert.ok(group.rows.length <= GROUP_ROWS_MAX);
    assert.equal(applyGroup(live, group), { outcome: "applied" });
  }
  assert.equal(seatingAt(live), spelled(target));
});

properties("are the same for any order of the community and the seating", () => {
  fc.assert(
    fc.property(shapes, ({ stay, ...shape }) => {
      const community = randomCommunity(shape);
      const target = randomTarget(community, shape.seed + 1, stay);
      const random = new Random(shape.seed + 2);
      const mixed = {
        areas: shuffled(community.areas, random),
        members: shuffled(community.members, random),
        pods: shuffled(community.pods, random),
      };
      const mixedTarget = {
        pods: shuffled(target.pods, random).map((pod) => ({ ...pod, members: shuffled(pod.members, random) })),
        waiting: shuffled(target.waiting, random),
      };
      assert.equal(groupsOf(mixed, mixedTarget), groupsOf(community, target));
    }),
    { numRuns: 100 },
  );
});

properties.run();
