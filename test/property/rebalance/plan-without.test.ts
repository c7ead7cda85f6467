import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import { appoints, type Row } from "#shared/core/plan/plan.ts";
import { leaveOut, previewWithout } from "#shared/core/plan/plan-without.ts";
import { isSound } from "#shared/core/pod.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { summaryOf } from "#shared/core/scoring/summary.ts";
import { Random } from "#shared/core/search/random.ts";
import { carryOut } from "../../support/carry-out.ts";
import fc from "../../support/fast-check.ts";
import { randomCommunity, randomTarget } from "../../support/seatings.ts";

/** Whether a row seats somebody, or enters or leaves a pod of fewer than five or more than nine. */
function isNeeded({ pods, members }: Community): (row: Row) => boolean {
  const size = (id: string | null) => members.filter(({ pod }) => pod === id).length;
  const isBroken = (id: string | null) => pods.some((pod) => pod.id === id) && !isSound(size(id));
  return ({ from, to }) => from === null || to === null || isBroken(from) || isBroken(to);
}

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
      const rest = previewWithout(community, plan, ids);
      const live = liveSeating(community);
      const at = new Map([...live.people].map(([id, { pod }]) => [id, pod]));
      const groups = [...groupsOfChanges(leaveOut(community, plan, ids).changes).values()];
      for (const group of groups) assert.equal(applyGroup(live, group), { outcome: "applied" });
      for (const id of ids) assert.is(live.people.get(id)?.pod, at.get(id));
      assert.equal(rest.after, summaryOf(community, seatingAt(live)));
      assert.is(rest.applied.length + rest.dropped.length, plan.groups);
      const repairs = groups.some(({ rows }) => rows.some(isNeeded(community)));
      assert.ok(groups.every(appoints) || repairs || rest.after.points < rest.before.points, "its sum is better");
    }),
    { numRuns: 150 },
  );
});

without(
  "does what its preview says, for a thousand random choices of people, also when the community has changed",
  () => {
    const random = new Random(10);
    let [choices, dropped, unfit] = [0, 0, 0];
    for (let shape = 0; shape < 100; shape++) {
      const made = randomCommunity({ seed: shape, people: 20 + random.below(100), tidy: shape % 2 === 0 });
      const plan = buildPlan(made, randomTarget(made, shape + 1, 70));
      for (let choice = 0; choice < 10; choice++, choices++) {
        const gone = choice < 5 ? 0 : 20;
        const community = { ...made, members: made.members.filter(() => random.below(100) >= gone) };
        const often = 2 + random.below(20);
        const ids = made.members.filter(() => random.below(often) === 0).map(({ id }) => id);
        const preview = previewWithout(community, plan, ids);
        dropped += preview.dropped.length;
        unfit += preview.unfit.length;

        const live = liveSeating(community);
        const before = new Map([...live.pods].map(([id, { members }]) => [id, members.size]));
        const rest = leaveOut(community, plan, ids);
        const run = carryOut(live, rest.changes);
        const done = run.groups.filter(({ outcome }) => outcome === "applied");
        assert.is(rest.fits, done.length > 0);
        assert.equal(
          done.map(({ group }) => group),
          preview.applied,
        );
        assert.equal(
          run.groups.filter(({ outcome }) => outcome === "skipped").map(({ group }) => group),
          preview.unfit.map(({ group }) => group),
        );
        const numbers = new Map(
          done.flatMap(({ pods = {} }) => Object.entries(pods).map(([pod, n]) => [String(n), pod])),
        );
        const after = new Map([...live.pods].map(([id, { members }]) => [numbers.get(id) ?? id, members.size]));
        const changed = [...new Set([...before.keys(), ...after.keys()])]
          .map((pod) => ({ pod, before: before.get(pod) ?? 0, after: after.get(pod) ?? 0 }))
          .filter((size) => size.before !== size.after);
        assert.equal(byPod(preview.sizes), byPod(changed));
        assert.equal(preview.after, summaryOf(community, seatingAt(live)));
        const kept = [...groupsOfChanges(plan.changes)].filter(([number]) => preview.applied.includes(number));
        const needed = kept.some(([, group]) => appoints(group) || group.rows.some(isNeeded(community)));
        assert.ok(kept.length === 0 || needed || preview.after.points < preview.before.points, "its sum is better");
      }
    }
    assert.is(choices, 1000);
    assert.ok(dropped > 1000 && unfit > 1000, `${dropped} groups left out, ${unfit} that no longer fit`);
  },
);

const byPod = <T extends { pod: string }>(sizes: readonly T[]) => [...sizes].sort((a, b) => (a.pod < b.pod ? -1 : 1));

without.run();
