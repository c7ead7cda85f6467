import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildUsefulPlan } from "#shared/core/plan/build-plan.ts";
import { applyAll } from "#shared/core/plan/gains.ts";
import { groupsOf } from "#shared/core/plan/groups.ts";
import { liveSeating } from "#shared/core/plan/live-seating.ts";
import { GROUP_ROWS_MAX, type Group } from "#shared/core/plan/plan.ts";
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

/** The rows for the hours of others: one person moves to people who live twelve hours away from the rest of the pod. */
const movedForHours = (wishers: string, others: number) => {
  const community = withAreas({ A: "abcdefghi", B: "jklmn" }, { h: [] });
  const far = new Set("hjklmn");
  // The hours and sizes save 5 points more than the move costs, and each of these people's wishes 4.
  const members = community.members.map((one) => ({
    ...one,
    offset: far.has(one.id) ? 12 : 0,
    with: wishers.includes(one.id) ? ["h"] : [],
  }));
  const waiting = Array.from({ length: others }, (_, n) => ({ ...members[0]!, id: `other-${n}`, pod: null }));
  return moved({ ...community, members: [...members, ...waiting] }, { A: "abcdefgi", B: "jklmnh" });
};

test("for the hours of others only where much is gained in a large community; company that they wish for counts as well", () => {
  assert.equal(movedForHours("", 600), [], "5 points");
  assert.equal(movedForHours("jkl", 600), [], "17 points");
  assert.equal(movedForHours("jklm", 600), ["h:A>B"], "21 points");
});

test("not for company alone, which would tell everybody of the wish", () => {
  const friends = (before: Picture, wishers: string): Community => {
    const community = sameArea(communityOf(before));
    const members = community.members.map((one) => ({ ...one, with: wishers.includes(one.id) ? ["h"] : [] }));
    return { ...community, members };
  };
  const full = friends({ A: "abcdefgh", B: "ijklmno" }, "ij");
  assert.equal(moved(full, { A: "abcdefg", B: "ijklmnoh" }), [], "8 points for the wishes, none for all else");
  const uneven = friends({ A: "abcdefghi", B: "jklmn" }, "jk");
  assert.equal(
    moved(uneven, { A: "abcdefgi", B: "jklmnh" }),
    [],
    "8 points, and 2 for the sizes: fewer than the move costs",
  );
  // Their own wish is to move: one for company adds to it.
  const members = uneven.members.map((one) => (one.id === "h" ? { ...one, areas: ["B"] } : one));
  const pods = uneven.pods.map((pod) => ({ ...pod, area: pod.id }));
  assert.equal(moved({ ...uneven, members, pods }, { A: "abcdefgi", B: "jklmnh" }), ["h:A>B"]);
});

test("for others where a little is gained in a small community: a better seat is rare there", () => {
  assert.equal(movedForHours("", 0), ["h:A>B"], "5 points");
  assert.equal(movedForHours("", 180 - 14), [], "5 points of 6");
  assert.equal(movedForHours("", 179 - 14), ["h:A>B"], "5 points of 5");
});

test("for a point, into an area that they want more", () => {
  const community = withAreas({ A: "abcdefgh", B: "ijklm" }, { h: ["B", "A"] });
  // Saves 2 points for the choice and 1 for the size of each pod; the move costs 3.
  assert.equal(moved(community, { A: "abcdefg", B: "ijklmh" }), ["h:A>B"]);
});

test("not into an area that they want less", () => {
  const community = withAreas({ A: "abcdefghi", B: "jklmn" }, { h: ["A", "B"], i: ["B", "A"] });
  assert.equal(moved(community, { A: "abcdefg", B: "jklmnhi" }), ["i:A>B"]);
});

test("to give a pod with nobody experienced somebody who is", () => {
  const community = withAreas({ A: "abcdefghi", B: "jklmn" }, { h: ["A", "B"] });
  const members = community.members.map((member) => ({ ...member, level: "ghi".includes(member.id) ? 3 : 1 }) as const);
  assert.equal(moved({ ...community, members }, { A: "abcdefgi", B: "jklmnh" }), ["h:A>B"]);
});

test("to mend a pod, unless somebody in that step asked to stay", () => {
  const community = withAreas({ A: "abcd", B: "ijklm", C: "stuvwxyz" }, { z: ["B", "C"] });
  const target = seatingOf({ B: "ijklmabcd", C: "stuvwxyz" });
  assert.is(buildUsefulPlan(community, target).changes.length, 5);
  const members = community.members.map((one) => (one.id === "a" ? { ...one, pinned: true, staying: true } : one));
  const { changes, before, after } = buildUsefulPlan({ ...community, members }, target);
  assert.equal([changes, after], [[], before]);
});

test("for any point when the move is their own wish", () => {
  const community = withAreas({ A: "abcdefg", B: "ijklm" }, { g: ["B"] });
  assert.equal(moved(community, { A: "abcdef", B: "ijklmg" }), ["g:A>B"]);
});

test("to form a pod with an advocate, for the people who come next; those beyond five come only if that is worth it", () => {
  const before = { A: "abcdefghi", B: "jklmNopqR", D: "12345", "-": "6" };
  const eager = Object.fromEntries([..."hiopR"].map((id) => [id, ["C", "D", "hi".includes(id) ? "A" : "B"]]));
  const community = withAreas(before, { 6: ["D"], ...eager });
  const rows = moved(community, { A: "abcdefg", B: "jklmN", D: "123456", C: "hiopqR" });
  assert.equal(rows.sort(), ["6:->D", "R:B>C", "h:A>C", "i:A>C", "o:B>C", "p:B>C"].sort());
});

test("not to form a pod that loses points and seats nobody", () => {
  const community = withAreas({ A: "abcdefghi", B: "jklmNopqR" }, {});
  assert.equal(moved(community, { A: "abcdefg", B: "jklmN", C: "hiopqR" }), []);
});

const together = suite("groups of a plan that bother nobody");

/** Two people of each pod are twelve hours away from the others, and would all meet by day in the other pod. */
const crossed = (): Community => {
  const community = withAreas({ A: "abcde", B: "fghij" }, {});
  const far = new Set("defgh");
  const members = community.members.map((member) => ({
    ...member,
    areas: far.has(member.id) ? ["B", "A"] : ["A", "B"],
    offset: far.has(member.id) ? 12 : 0,
    founding: true,
  }));
  return { ...community, members };
};

const sameArea = (community: Community): Community => ({
  ...community,
  members: community.members.map((member) => ({ ...member, areas: ["A"] })),
  pods: community.pods.map((pod) => ({ ...pod, area: "A" })),
});

const gainsOf = (community: Community, groups: readonly Group[]) =>
  applyAll(community, liveSeating(community), groups).map(({ points }) => points);

together("are one where they save points only together", () => {
  const community = sameArea(crossed());
  const groups = groupsOf(community, seatingOf({ A: "abcij", B: "fghde" }));
  assert.equal(gainsOf(community, groups), [0, 12], "two swaps; the hours are short when both are done");
  const useful = usefulGroups(community, groups);
  assert.equal(
    useful.map(({ rows }) => rows.map(({ member }) => member).sort()),
    [["d", "e", "i", "j"]],
  );
  assert.equal(gainsOf(community, useful), [12]);
});

together("stay apart where one group would have more rows than can be stored", () => {
  const copies = Array.from({ length: GROUP_ROWS_MAX / 4 + 1 }, (_, copy) => copy);
  const one = sameArea(crossed());
  const ofCopy = (copy: number) => (name: string) => `${name}${copy}`;
  const large: Community = {
    ...one,
    members: copies.flatMap((copy) =>
      one.members.map((member) => ({ ...member, id: ofCopy(copy)(member.id), pod: ofCopy(copy)(member.pod!) })),
    ),
    pods: copies.flatMap((copy) => one.pods.map((pod) => ({ ...pod, id: ofCopy(copy)(pod.id) }))),
  };
  const swaps = groupsOf(one, seatingOf({ A: "abcij", B: "fghde" }));
  const groups = swaps.map((swap) => ({
    ...swap,
    rows: copies.flatMap((copy) =>
      swap.rows.map(({ member, from, to }) => ({
        member: ofCopy(copy)(member),
        from: ofCopy(copy)(from!),
        to: ofCopy(copy)(to!),
      })),
    ),
  }));
  assert.equal(gainsOf(large, groups), [0, 12 * copies.length]);
  assert.equal(usefulGroups(large, groups), groups);
});

together("stay apart where each saves points", () => {
  const community = crossed();
  const groups = groupsOf(community, seatingOf({ A: "abcij", B: "fghde" }));
  assert.equal(gainsOf(community, groups), [4, 16]);
  assert.equal(usefulGroups(community, groups), groups);
});

together("are left out where no other needs them", () => {
  const community = sameArea(crossed());
  const groups = groupsOf(community, seatingOf({ A: "abijd", B: "fghec" }));
  assert.ok(groups.length > 0);
  const saved = gainsOf(community, groups).reduce((sum, points) => sum + points, 0);
  assert.is(saved, 0, "a person of each kind is still in the wrong pod");
  assert.equal(usefulGroups(community, groups), []);
});

together.run();
test.run();
