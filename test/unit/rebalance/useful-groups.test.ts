import { suite } from "uvu";
import * as assert from "uvu/assert";
import { groupsOf } from "#shared/core/plan/groups.ts";
import { usefulGroups } from "#shared/core/plan/useful-groups.ts";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";
import { communityOf, type Picture, seatingOf } from "../../support/seatings.ts";

const test = suite("a plan moves people who did not ask");

const withAreas = (before: Picture, areas: Record<string, readonly string[]>): Community => {
  const community = communityOf(before);
  const areasOf = ({ id, pod }: PlacedMember) => areas[id] ?? (pod === null ? [] : [pod]);
  return { ...community, members: community.members.map((member) => ({ ...member, areas: areasOf(member) })) };
};

const moved = (community: Community, after: Picture): string[] =>
  usefulGroups(community, groupsOf(community, seatingOf(after))).flatMap(({ rows }) =>
    rows.map(({ member, from, to }) => `${member}:${from ?? "-"}>${to ?? "-"}`),
  );

test("not for a point", () => {
  const community = withAreas({ A: "abcdefgh", B: "ijklm" }, { h: ["B", "A"] });
  // Saves 2 points for the choice and 1 for the size of each pod; the move costs 3.
  assert.equal(moved(community, { A: "abcdefg", B: "ijklmh" }), []);
});

test("where that saves as much again as the move costs", () => {
  const community = withAreas({ A: "abcdefghi", B: "jklmn" }, { h: ["B", "C", "A"] });
  assert.equal(moved(community, { A: "abcdefgi", B: "jklmnh" }), ["h:A>B"]);
});

test("for any point when the move is their own wish", () => {
  const community = withAreas({ A: "abcdefg", B: "ijklm" }, { g: ["B"] });
  assert.equal(moved(community, { A: "abcdef", B: "ijklmg" }), ["g:A>B"]);
});

test("to form a pod with an advocate, for the people who come next; those beyond five come only if that is worth it", () => {
  const before = { A: "abcdefghi", B: "jklmnopqR", D: "12345", "-": "6" };
  const community = withAreas(before, { 6: ["D"], h: ["C", "A"], i: ["C", "A"], p: ["C", "B"], q: ["C", "B"] });
  const rows = moved(community, { A: "abcdefg", B: "jklmn", D: "123456", C: "hiopqR" });
  assert.equal(rows.sort(), ["6:->D", "R:B>C", "h:A>C", "i:A>C", "o:B>C", "p:B>C"].sort());
});

test.run();
