import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { groupsOf } from "#shared/core/plan/groups.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import { Random } from "#shared/core/search/random.ts";
import fc from "../../support/fast-check.ts";
import { communityAt, randomCommunity, randomTarget } from "../../support/seatings.ts";

const beside = suite("a plan applied beside joins and leaves");

beside("brings no pod farther from five to nine, loses nobody, and leaves newcomers where they are", () => {
  const shapes = fc.record({ seed: fc.integer(), people: fc.integer({ min: 5, max: 120 }), tidy: fc.boolean() });
  fc.assert(
    fc.property(shapes, (shape) => {
      const planned = randomCommunity(shape);
      const groups = groupsOf(planned, randomTarget(planned, shape.seed + 1, 50));
      const random = new Random(shape.seed + 2);
      const now = liveSeating(planned);
      for (const [member, person] of [...now.people]) {
        if (random.below(12) > 0) continue;
        if (person.pod !== null) now.pods.get(person.pod)?.members.delete(member);
        now.people.delete(member);
      }
      const joined = new Map([...now.pods.keys()].map((pod, i) => [`j${i}`, pod]));
      const live = liveSeating(communityAt(planned, now, joined));
      const names = [...live.people.keys()].sort();
      for (const group of groups) {
        const before = new Map([...live.pods].map(([id, { members }]) => [id, members.size]));
        const seating = seatingAt(live);
        if (applyGroup(live, group).outcome === "skipped") assert.equal(seatingAt(live), seating);
        for (const [id, { members }] of live.pods) {
          assert.ok(outside(members.size) <= outside(before.get(id) ?? 5), `${id}: ${members.size}`);
        }
      }
      for (const [member, pod] of joined) assert.is(live.people.get(member)?.pod, pod);
      const { pods, waiting } = seatingAt(live);
      assert.equal([...pods.flatMap(({ members }) => members), ...waiting].sort(), names);
    }),
    { numRuns: 150 },
  );
});

const outside = (size: number) => Math.max(0, 5 - size, size - 9);

beside.run();
