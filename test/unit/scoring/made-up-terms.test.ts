/** Terms of the two kinds that depend on other people or on having no seat, and what a new term gets for nothing. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Person } from "#shared/core/scoring/community.ts";
import { podSummary } from "#shared/core/scoring/pod-summary.ts";
import { pointsOf } from "#shared/core/scoring/points.ts";
import { pointsBy } from "#shared/core/scoring/points-by.ts";
import type { TermTable } from "#shared/core/scoring/term-kinds.ts";
import { TERMS } from "#shared/core/scoring/terms.ts";
import { communityOf, seatingOf } from "../../support/seatings.ts";

const test = suite("made-up terms");

/** In these tests the wishes to sit with somebody are kept among the areas. */
const WITH_MADE_UP = {
  ...TERMS,
  friends: {
    kind: "pair",
    points: 4,
    private: true,
    others: ({ areas }: Person) => areas.filter((area) => area.length === 1 && area === area.toLowerCase()),
    count: ({ seated, together }) => (seated && !together ? 1 : 0),
    rows: [{ goal: "wishes not met", shows: "count" }],
    reason: { wording: "none" },
  },
  waits: {
    kind: "waiting",
    points: 30,
    private: false,
    count: (person, active) => (active >= 5 && person.level === 1 ? 1 : 0),
    rows: [{ goal: "people who wait", shows: "count" }],
    reason: { wording: "none" },
  },
} as const satisfies TermTable;

const made = pointsBy(WITH_MADE_UP);

function wishing(picture: Record<string, string>, wishes: Record<string, string[]>) {
  const community = communityOf(picture);
  return { ...community, members: community.members.map((one) => ({ ...one, areas: wishes[one.id] ?? [] })) };
}

test("a pair counts while one has a seat and the other is active", () => {
  const picture = { A: "abcde", B: "fghij", "-": "w" };
  const seating = seatingOf(picture);
  const friends = (wishes: Record<string, string[]>) => made.termsOf(wishing(picture, wishes), seating).friends;
  assert.is(friends({}), 0);
  assert.is(friends({ a: ["b"] }), 0, "they sit together");
  assert.is(friends({ a: ["f"], f: ["a"] }), 8, "each of them wants it");
  assert.is(friends({ a: ["w"] }), 4, "the other one waits");
  assert.is(friends({ w: ["a"] }), 0, "the wisher has no seat");
  assert.is(friends({ a: ["z"] }), 0, "the other one is not here");
});

test("somebody who waits counts, whether the seating says so or leaves them out", () => {
  const community = communityOf({ A: "abcde", "-": "wx" });
  assert.is(made.termsOf(community, seatingOf({ A: "abcde", "-": "wx" })).waits, 60);
  assert.is(made.termsOf(community, { pods: [], waiting: [] }).waits, 210);
  assert.is(made.termsOf(communityOf({ "-": "abcd" }), { pods: [], waiting: [] }).waits, 0, "four are no pod");
});

test("made-up terms come on top of the others, and change none of them", () => {
  const picture = { A: "abcde", B: "fghijk", "-": "w" };
  const community = wishing(picture, { a: ["f"] });
  const seating = seatingOf(picture);
  assert.is(made.pointsOf(community, seating), pointsOf(community, seating) + 4 + 30);
  assert.equal(Object.keys(made.nothing), [...Object.keys(TERMS), "friends", "waits"]);
});

test("a joiner is drawn to the pod where their friend sits", () => {
  const joiner = { level: 1, offset: 0, areas: ["b"], volunteer: false, anywhere: false, with: [] } as const;
  const pod = podSummary("A", [joiner, joiner, joiner, joiner, joiner]);
  const cost = (people: string) => made.termsOfJoining(joiner, pod, [6, 0, 0, 0], (id) => people.includes(id));
  assert.is(cost("abc").friends, 0);
  assert.is(cost("fgh").friends, 4);
});

test.run();
