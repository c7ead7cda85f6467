/** The rules of consent in a search: areas, settling, waiting, company, and the limit of moves. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildUsefulPlan } from "#shared/core/plan/build-plan.ts";
import { unaskedMoves } from "#shared/core/plan/moves-limit.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";
import { type SearchOptions, search } from "#shared/core/search/search.ts";
import { podsOf } from "../../support/seating-rules.ts";
import { communityOf, type Picture } from "../../support/seatings.ts";

const test = suite("consent");

/** A little work is enough for so few people. */
const QUICK = { effort: 0.05 };

/** People who name the area of their pod (those who wait: A) and agree to no other, with some changed. */
function strict(picture: Picture, special: Record<string, Partial<PlacedMember>> = {}): Community {
  const community = communityOf(picture);
  const members = community.members.map((one) => ({
    ...one,
    areas: [one.pod ?? "A"],
    anywhere: false,
    ...special[one.id],
  }));
  return { ...community, members };
}

/** The pod of each of these people after a search; a dot for one who waits. */
function seats(community: Community, people: string, options: SearchOptions = {}): string {
  const pods = podsOf(search(community, { ...QUICK, ...options }));
  return [...people].map((id) => pods.get(id) ?? ".").join("");
}

const planned = (community: Community, options: SearchOptions = {}) =>
  buildUsefulPlan(community, search(community, { ...QUICK, ...options }));

test("somebody waits rather than sit in an area that they did not agree to", () => {
  const picture = { A: "abcdefghi", B: "jklmnop", "-": "z" };
  const seatOf = (z: Partial<PlacedMember>) => seats(strict(picture, { z }), "z", { only: "seat" });
  assert.is(seatOf({}), ".");
  assert.is(seatOf({ anywhere: true }), "B");
  assert.is(seatOf({ areas: ["A", "B"] }), "B");
  assert.is(seatOf({ areas: [] }), ".", "nor do they when they named none");
});

test("somebody who no longer wants the area keeps the seat until there is another", () => {
  assert.is(seats(strict({ A: "abcdefg", B: "hijklmnop" }, { a: { areas: ["C"] } }), "a"), "A");
});

test("five who wait for an area form a pod; four wait", () => {
  const wishes = Object.fromEntries([..."vwxyz"].map((id) => [id, { areas: ["C"] }]));
  assert.is(new Set(seats(strict({ A: "abcdefg", "-": "vwxyz" }, wishes), "vwxyz")).has("."), false);
  assert.is(seats(strict({ A: "abcdefg", "-": "vwxy" }, wishes), "vwxy"), "....");
});

test("people whom any area suits complete a pod of those who wait for one, even if they want different areas", () => {
  const wishes = { v: ["C"], w: ["C"], x: ["A", "C"], y: ["B"], z: ["A"] };
  const five = (anywhere: string) => {
    const special = Object.entries(wishes).map(([id, areas]) => [id, { areas, anywhere: anywhere.includes(id) }]);
    return seats(strict({ "-": "vwxyz" }, Object.fromEntries(special)), "vwxyz", { only: "seat" });
  };
  assert.is(new Set(five("yz")).has("."), false);
  assert.is(five("z"), ".....");
});

test("people of a short pod refill it with others who agree, join another, or wait, each with a reason", () => {
  assert.is(seats(strict({ A: "abcd", "-": "z" }), "abcdz"), "AAAAA");
  const merged = strict({ A: "abc", B: "defghij" }, { a: { areas: ["A", "B"] }, b: { areas: ["A", "B"] } });
  assert.is(seats(merged, "abc", { only: "seat" }), "BB.");
  const { changes, before, after } = planned(merged, { only: "seat" });
  assert.equal(changes.map(({ kind }) => kind).sort(), ["close", "move", "move", "wait"]);
  const wait = changes.find((change): change is Extract<Change, { kind: "wait" }> => change.kind === "wait");
  assert.equal([wait?.member, wait?.from, wait?.reasons], ["c", "A", [{ because: "pod-closes", pod: "A" }]]);
  assert.equal([before.waiting, after.waiting], [0, 1]);
});

test("people who have not settled stay in a sound pod whose area they name; their own wish moves them", () => {
  const picture = { A: "abcdefghi", B: "jklmn" };
  const wants = { areas: ["B", "A"], settled: false };
  assert.is(seats(strict(picture, { a: { ...wants, settled: true } }), "a"), "B");
  assert.is(seats(strict(picture, { a: wants }), "a"), "A");
  assert.is(seats(strict(picture, { a: { ...wants, areas: ["B"] } }), "a"), "B");
});

test("people sit with company that they wished for, and no reason tells of it", () => {
  const community = strict({ A: "abcdefg", B: "hijklmn", "-": "z" }, { z: { areas: ["A", "B"], with: ["h", "i"] } });
  assert.is(seats(community, "z"), "B");
  const seat = planned(community).changes.find(({ kind }) => kind === "seat");
  assert.equal(seat?.reasons, [{ because: "choice", rank: 2, area: "B" }]);
});

test("a seat outside their own areas says who gets one through it, where a new pod needs them", () => {
  const wishes = { v: ["C"], w: ["C"], x: ["C"], y: ["B"], z: ["A"] };
  const special = Object.entries(wishes).map(([id, areas]) => [id, { areas, anywhere: areas[0] !== "C" }]);
  const { changes } = planned(strict({ "-": "vwxyz" }, Object.fromEntries(special)), { only: "seat" });
  const reasonsOf = (id: string) =>
    changes.flatMap((change) => (change.kind === "seat" && change.member === id ? [change.reasons] : []))[0];
  for (const id of ["y", "z"]) assert.equal(reasonsOf(id)?.[0], { because: "seats-waiting", people: 3 }, id);
  assert.equal(reasonsOf("v"), [{ because: "choice", rank: 1, area: "C" }]);
});

test("a seat in a second or third choice says so, too, of those who want that area more", () => {
  const wishes = { v: ["C"], w: ["C"], x: ["C", "A"], y: ["A", "C"], z: ["B", "A", "C"] };
  const special = Object.entries(wishes).map(([id, areas]) => [id, { areas }]);
  const { changes } = planned(strict({ "-": "vwxyz" }, Object.fromEntries(special)), { only: "seat" });
  const reasonsOf = (id: string) =>
    changes.flatMap((change) => (change.kind === "seat" && change.member === id ? change.reasons.slice(0, 2) : []));
  for (const [id, people, rank] of [
    ["y", 3, 2],
    ["z", 4, 3],
  ] as const)
    assert.equal(reasonsOf(id), [
      { because: "seats-waiting", people },
      { because: "choice", rank, area: "C" },
    ]);
  assert.equal(reasonsOf("v")[0], { because: "choice", rank: 1, area: "C" });
});

test("moves that people wished for, repairs and seats do not count for the limit", () => {
  const community = strict(
    { A: "abcdefg", B: "hijk", C: "lmnopqr" },
    { a: { areas: ["C"] }, l: { areas: ["A", "C"] } },
  );
  const move = (member: string, from: string, to: string): Change => ({
    kind: "move",
    group: 0,
    member,
    from,
    to,
    reasons: [],
  });
  const count = (...changes: Change[]) => unaskedMoves(community, changes);
  assert.is(count(move("a", "A", "C")), 0, "no longer names A");
  assert.is(count(move("a", "A", "B")), 1, "names neither");
  assert.is(count(move("l", "C", "A")), 1, "still names C");
  assert.is(count(move("h", "B", "A")), 0, "their pod is short");
  assert.is(count({ kind: "seat", group: 0, member: "z", to: "A", reasons: [] }), 0);
});

test.run();
