import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { applyAll } from "#shared/core/plan/gains.ts";
import { groupsOf } from "#shared/core/plan/groups.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import type { Reason } from "#shared/core/plan/plan.ts";
import { planDiff } from "#shared/core/plan/plan-diff.ts";
import type { PlacedMember } from "#shared/core/scoring/community.ts";
import { pointsOf, termsOf, termsOfPod } from "#shared/core/scoring/points.ts";
import { summaryOf } from "#shared/core/scoring/summary.ts";
import fc from "../../support/fast-check.ts";
import { randomCommunity, randomTarget } from "../../support/seatings.ts";

const names = { area: (id: string) => id.toUpperCase(), pod: (id: string) => `Pod ${id}` };

const reasons = suite("the reasons of any change");

/** What a change costs, and the lock that it does not keep, beside the reasons for it. */
const COSTS: readonly Reason["because"][] = ["worse-choice", "group-saves", "despite-lock"];

reasons("are one to three for every change of any plan, beside its costs, and put in words", () => {
  const shapes = fc.record({ seed: fc.integer(), people: fc.integer({ min: 0, max: 120 }), tidy: fc.boolean() });
  fc.assert(
    fc.property(shapes, (shape) => {
      const community = randomCommunity(shape);
      const target = randomTarget(community, shape.seed + 1, 50);
      const plan = buildPlan(community, target);
      for (const change of plan.changes) {
        const gains = change.reasons.filter(({ because }) => !COSTS.includes(because));
        assert.ok(gains.length >= 1 && gains.length <= 3);
        for (const reason of change.reasons) assert.not.match(reasonInWords(reason, names), "undefined");
      }
      const gained = applyAll(community, liveSeating(community), groupsOf(community, target));
      assert.is(
        gained.reduce((sum, { points }) => sum + points, 0),
        plan.before.points - plan.after.points,
      );
      assert.is(plan.groups, new Set(plan.changes.map((change) => change.group)).size);
      assert.is(plan.after.points, pointsOf(community, target));
      assert.equal(plan.after.terms, termsOf(community, target));
      assert.equal(plan.before, summaryOf(community, seatingAt(liveSeating(community))));
    }),
    { numRuns: 100 },
  );
});

/** Their claim is that a pod has something now that it lacked before. */
const OF_A_POD: readonly Reason["because"][] = ["mixes-ability", "gives-level", "gives-volunteer"];

reasons("say of a pod that was there before only what the plan saves in it", () => {
  const shapes = fc.record({ seed: fc.integer(), people: fc.integer({ min: 0, max: 60 }), tidy: fc.boolean() });
  fc.assert(
    fc.property(shapes, (shape) => {
      const community = randomCommunity(shape);
      const target = randomTarget(community, shape.seed + 1, 50);
      const { pods, mix } = planDiff(community, target);
      for (const { because, ...about } of buildPlan(community, target).changes.flatMap(({ reasons }) => reasons)) {
        const pod = "pod" in about ? pods.get(about.pod) : undefined;
        if (!pod || pod.before.length === 0 || !OF_A_POD.includes(because)) continue;
        const cost = (members: readonly PlacedMember[]) => {
          const terms = termsOfPod(pod, members, mix, pods);
          return because === "gives-volunteer" ? terms.volunteer : terms.ability + terms.experienced;
        };
        assert.ok(cost(pod.after) < cost(pod.before), `${because} ${pod.id}`);
      }
    }),
    { numRuns: 100 },
  );
});

reasons.run();
