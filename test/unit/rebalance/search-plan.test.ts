import { suite } from "uvu";
import * as assert from "uvu/assert";
import { searchPlan } from "#shared/core/plan/search-plan.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { communityOf } from "../../support/seatings.ts";

const test = suite("search plan");

/** Two pods of one area, of nine each: four people of either wish for somebody of the other, and one wants another area. */
const wishes: Community = (() => {
  const { members, pods } = communityOf({ A: "abcdefghi", B: "jklmnopqr", C: "stuvw" });
  const friends = new Map(
    ["aj", "bk", "cl", "dm"].flatMap(([one = "", other = ""]) => [[one, other] as const, [other, one] as const]),
  );
  return {
    areas: ["A", "C"],
    pods: pods.map((pod) => (pod.id === "B" ? { ...pod, area: "A" } : pod)),
    members: members.map((member) => ({
      ...member,
      areas: "irstuvw".includes(member.id) ? ["C", "A"] : ["A"],
      with: [friends.get(member.id) ?? []].flat(),
      anywhere: false,
    })),
  };
})();

function planned(movesMax: number) {
  let searches = 0;
  const plan = searchPlan(wishes, { movesMax }, ({ step }) => {
    if (step === "read") searches++;
  });
  return { searches, moved: plan.changes.flatMap((change) => ("member" in change ? change.member : [])).sort() };
}

test("where wishes for company took the moves that others need, the search is made again without them", () => {
  assert.equal(planned(2), { searches: 2, moved: ["i", "r"] });
});

test("where moves were left for everybody, it is made once", () => {
  const { searches, moved } = planned(23);
  assert.is(searches, 1);
  assert.ok(moved.includes("i") && moved.includes("r"));
});

test.run();
