import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { leaveOut, planWithout } from "#shared/core/plan/plan-without.ts";
import { communityOf, seatingOf } from "../../support/seatings.ts";

const without = suite("a plan without some people");

without("is the whole plan when nobody asks to stay", () => {
  const community = communityOf({ A: "abcdef", "-": "yz" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefyz" }));
  assert.equal(planWithout(community, plan, []), {
    changes: plan.changes,
    groups: 2,
    after: plan.after,
    costs: 0,
    dropped: [],
  });
});

without("drops their groups and those that were valid only after them, and says how much that costs", () => {
  const community = communityOf({ A: "abcdefghi", B: "jklmn", "-": "z" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefghz", B: "ijklmn" }));
  const rest = planWithout(community, plan, ["i"]);
  assert.equal(rest.changes, []);
  assert.equal(rest.dropped, [
    { group: 0, reason: "stays", members: ["i"] },
    { group: 1, reason: "size", members: [], pod: "A", size: 10 },
  ]);
  assert.equal(rest.after, plan.before);
  assert.is(rest.costs, plan.before.points - plan.after.points);
});

without("keeps the numbers of the groups that are left", () => {
  const community = communityOf({ A: "abcdef", "-": "xyz" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefxyz" }));
  assert.equal(
    planWithout(community, plan, ["y"]).changes.map((change) => change.group),
    [0, 2],
  );
});

without("counts the cost in the community as it is now, in which other groups may no longer fit", () => {
  const community = communityOf({ A: "abcdef", "-": "xyz" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefxyz" }));
  const now = { ...community, members: community.members.filter(({ id }) => id !== "x") };
  const left = leaveOut(now, plan, ["y"]);
  assert.equal(left.dropped, [{ group: 1, reason: "stays", members: ["y"] }]);
  assert.equal(
    left.changes.map((change) => change.group),
    [0, 2],
    "who went away is found when it is applied",
  );
  const all = planWithout(now, plan, []);
  assert.is(left.cost, planWithout(now, plan, ["y"]).after.points - all.after.points);
  assert.is(left.cost, leaveOut(now, plan, ["x", "y"]).cost);
});

without.run();
