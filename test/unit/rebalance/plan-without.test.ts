import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { leaveOut, previewWithout } from "#shared/core/plan/plan-without.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { communityOf, type Picture, seatingOf } from "../../support/seatings.ts";

const without = suite("a plan without some people");

without("is the whole plan when nobody asks to stay", () => {
  const community = communityOf({ A: "abcdef", "-": "yz" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefyz" }));
  assert.equal(leaveOut(community, plan, []), { changes: plan.changes, cost: 0, dropped: [], fits: true });
  const { applied, after } = previewWithout(community, plan, []);
  assert.equal([applied, after], [[0, 1], plan.after]);
});

without("drops their groups and those that were valid only after them, and says how much that costs", () => {
  const community = communityOf({ A: "abcdefghi", B: "jklmn", "-": "z" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefghz", B: "ijklmn" }));
  const rest = previewWithout(community, plan, ["i"]);
  assert.equal(rest.applied, []);
  assert.equal(rest.dropped, [
    { group: 0, reason: "stays", members: ["i"] },
    { group: 1, reason: "size", members: [], pod: "A", size: 10 },
  ]);
  assert.equal(rest.after, plan.before);
  assert.is(rest.cost, plan.before.points - plan.after.points);
});

without("keeps the numbers of the groups that are left", () => {
  const community = communityOf({ A: "abcdef", "-": "xyz" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefxyz" }));
  assert.equal(previewWithout(community, plan, ["y"]).applied, [0, 2]);
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
  const preview = previewWithout(now, plan, ["y"]);
  assert.equal([preview.applied, preview.unfit.map(({ group }) => group)], [[2], [0]]);
  assert.is(left.cost, preview.after.points - previewWithout(now, plan, []).after.points);
  assert.is(left.cost, leaveOut(now, plan, ["x", "y"]).cost);
});

without("tells of the people of a dropped step who are not where it found them", () => {
  const community = communityOf({ A: "abcdefg", B: "hijklmn" });
  const plan = buildPlan(community, seatingOf({ A: "abcdefn", B: "ghijklm" }));
  const now = { ...community, members: community.members.filter(({ id }) => id !== "n") };
  assert.equal(leaveOut(community, plan, ["g"]).dropped, [{ group: 0, reason: "stays", members: ["g"] }]);
  assert.equal(leaveOut(now, plan, ["g"]).dropped, [{ group: 0, reason: "stays", members: ["g"], elsewhere: ["n"] }]);
});

without("drops what would move people for company alone by now", () => {
  const { members, pods, ...rest } = communityOf({ A: "abcdefghi", B: "jklmn" });
  const home = pods.map((pod) => ({ ...pod, area: "A" }));
  const named = members.map((one) => ({ ...one, areas: ["A"], with: "jk".includes(one.id) ? ["h"] : [] }));
  const community = { ...rest, pods: home, members: named };
  const plan = buildPlan(community, seatingOf({ A: "abcdefgi", B: "jklmnh" }));
  assert.ok(plan.after.points < plan.before.points);
  assert.equal(reasonsOf(leaveOut(community, plan, []).dropped), [[0, "saves-nothing"]]);
});

/** People of these pods name their own area; those in `far` are twelve hours away from the others. */
function spread(picture: Picture, far: string): Community {
  const { members, ...rest } = communityOf(picture);
  return { ...rest, members: members.map((one) => ({ ...one, areas: ["A"], offset: far.includes(one.id) ? 12 : 0 })) };
}

const reasonsOf = (dropped: readonly { group: number; reason: string }[]) =>
  dropped.map(({ group, reason }) => [group, reason]);

without("drops groups that save points only together with theirs", () => {
  const before = spread({ A: "abcde", B: "fghij", C: "klmnopqr", D: "stuvw" }, "defgh");
  const community = { ...before, pods: before.pods.map((pod) => ({ ...pod, area: "A" })) };
  const seating = seatingOf({ A: "abcij", B: "fghde", C: "klmnopq", D: "rstuvw" });
  const target = { ...seating, pods: seating.pods.map((pod) => ({ ...pod, area: "A" })) };
  const founding = { ...community, members: community.members.map((one) => ({ ...one, founding: true })) };
  // Two swaps, which save the hours of both pods together; and a person leaves a full pod for a small one.
  const plan = buildPlan(founding, target);
  const groupOf = (member: string) =>
    plan.changes.find((change) => "member" in change && change.member === member)?.group ?? -1;
  const [first, second, apart] = [groupOf("d"), groupOf("e"), groupOf("r")];
  assert.is(new Set([first, second, apart]).size, 3);

  const rest = previewWithout(founding, plan, ["d"]);
  assert.equal(reasonsOf(rest.dropped), [
    [first, "stays"],
    [second, "needs-others"],
  ]);
  assert.equal(rest.applied, [apart]);
  assert.is(rest.after.points, rest.before.points - 2);
  assert.is(rest.cost, 12);
  const { changes, fits } = leaveOut(founding, plan, ["d", "r"]);
  assert.equal([changes, fits], [[], false], "nothing is left that is worth it");
});

without("keeps repairs, whatever they cost", () => {
  const drawn = communityOf({ A: "abcd", B: "efghij" });
  const community = { ...drawn, members: drawn.members.map((one) => ({ ...one, areas: [one.pod ?? ""] })) };
  const plan = buildPlan(community, seatingOf({ A: "abcde", B: "fghij" }));
  const { before, after, applied, dropped } = previewWithout(community, plan, []);
  assert.ok(after.points > before.points, "somebody gives up their first choice");
  assert.equal([applied, dropped], [[0], []]);
});

without("drops groups that save nothing any more, also when nobody stays", () => {
  const community = communityOf({ A: "abcdefgh", B: "ijklm" });
  const wanting = (areas: string[]) => ({
    ...community,
    members: community.members.map((one) => ({ ...one, areas: one.id === "h" ? areas : [one.pod ?? ""] })),
  });
  const plan = buildPlan(wanting(["B", "A"]), seatingOf({ A: "abcdefg", B: "ijklmh" }));
  assert.equal(leaveOut(wanting(["B", "A"]), plan, []).dropped, []);
  const left = leaveOut(wanting(["A", "B"]), plan, []);
  assert.equal(reasonsOf(left.dropped), [[0, "saves-nothing"]]);
  assert.ok(left.cost < 0, "the seating is better without");
});

without.run();
