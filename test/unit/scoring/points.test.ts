import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Community, Level, PlacedMember, Seating } from "#shared/core/scoring/community.ts";
import { arcHours } from "#shared/core/scoring/hours.ts";
import { beyondShare, mixOf } from "#shared/core/scoring/mix.ts";
import { podSummary } from "#shared/core/scoring/pod-summary.ts";
import { points, pointsOf, sumOfTerms, termsOf, termsOfPod } from "#shared/core/scoring/points.ts";
import { rankOf } from "#shared/core/scoring/points-by.ts";
import { AGREEABLE } from "../../support/seatings.ts";

const test = suite("points");

function member(id: string, level: Level, more: Partial<PlacedMember> = {}): PlacedMember {
  const seat = { pod: null, pinned: false, ...AGREEABLE };
  return { id, level, offset: 0, areas: ["cli"], volunteer: false, ...seat, ...more };
}

/** Seven people in their first area, close in hours, with a volunteer: not a point. */
const seven = ([1, 1, 1, 2, 2, 3, 4] as const).map((level, n) => member(`m${n}`, level, { volunteer: n === 6 }));

function seated(members: readonly PlacedMember[], area = "cli"): { community: Community; seating: Seating } {
  const ids = members.map(({ id }) => id);
  return {
    community: {
      areas: ["cli", "docs", "gateway"],
      members,
      pods: [{ id: "9", area: "docs", advocate: null, locked: false }],
    },
    seating: { pods: [{ id: "new-1", area, advocate: null, members: ids }], waiting: [] },
  };
}

function termsWith(change: (members: PlacedMember[]) => PlacedMember[], area = "cli") {
  const { community, seating } = seated(change([...seven]), area);
  return termsOf(community, seating);
}

test("a perfect pod of seven costs nothing", () => {
  const { community, seating } = seated(seven);
  assert.is(pointsOf(community, seating), 0);
});

test("choice: nothing, two, four, and ten for an area the person did not name", () => {
  const wishes = ["cli", "docs", "gateway"];
  assert.equal(
    ["cli", "docs", "gateway", "operator"].map((area) =>
      points.ofPlace({ rank: rankOf({ areas: wishes }, area), moves: false }),
    ),
    [0, 2, 4, 10],
  );
  assert.is(rankOf({ areas: [] }, "cli"), 3, "somebody who named nothing did not name it");
  assert.is(termsWith((members) => members, "docs").choice, 70);
});

test("size: one a person away from seven", () => {
  assert.equal([5, 6, 7, 8, 9].map(points.ofSize), [2, 1, 0, 1, 2]);
  assert.is(termsWith((members) => [...members, member("m7", 1)]).size, 1);
});

test("ability: two for each person beyond the share, rounded down to up", () => {
  // 40 of 100 are contributors or more: of seven people that is 2.8, so 2 or 3.
  assert.equal(
    [0, 1, 2, 3, 4, 5].map((people) => beyondShare(people, 7, 40, 100)),
    [2, 1, 0, 0, 1, 2],
  );
  assert.equal(
    [0, 1, 2, 3, 4, 5].map((people) => points.ofCount("contributors", people, 7, [100, 40, 20, 10])),
    [4, 2, 0, 0, 2, 4],
  );
  assert.is(beyondShare(3, 5, 10, 10), 2, "everybody is experienced: five of five is the share");
  assert.is(beyondShare(3, 5, 0, 0), 0, "nobody was counted yet");
});

test("nobody experienced costs one a member", () => {
  assert.is(termsWith((members) => members.map((one) => ({ ...one, level: 2 as const }))).experienced, 7);
  assert.is(termsWith((members) => members).experienced, 0);
});

test("no volunteer costs one a member", () => {
  assert.is(termsWith((members) => members.map((one) => ({ ...one, volunteer: false }))).volunteer, 7);
});

test("hours: the shortest arc around the clock, free up to six, capped at twelve", () => {
  assert.is(arcHours([]), 0);
  assert.is(arcHours([5, null]), 0);
  assert.is(arcHours([-8, 1]), 9);
  assert.is(arcHours([-11, 12]), 1, "over the date line");
  assert.is(arcHours([-12, 12]), 0, "the same hour of the circle");
  assert.is(arcHours([0, 8, 16]), 16);
  assert.equal([0, 6, 7, 12, 16].map(points.ofArc), [0, 0, 1, 6, 6]);
  assert.is(termsWith(([first, ...rest]) => [{ ...first!, offset: 9 }, ...rest]).hours, 3);
});

test("a move costs three, whether the old pod lives on or not; an unknown old pod is not a move", () => {
  assert.is(termsWith((members) => members.map((one) => ({ ...one, pod: "9" }))).move, 21);
  assert.is(termsWith((members) => members.map((one) => ({ ...one, pod: "gone" }))).move, 0);
});

test("joining costs as much as the pod's points change", () => {
  const mix = mixOf([...seven, member("x", 3), member("y", 1)]);
  const joiner = member("z", 3, { offset: 9, areas: ["docs", "cli"], volunteer: true });
  const pod = { id: "1", area: "cli" };
  const before = seven.slice(0, 5);
  const none = new Set<string>();
  const sitsThere = (id: string) => before.some((one) => one.id === id);
  const cost = (members: readonly PlacedMember[]) => sumOfTerms(termsOfPod(pod, members, mix, none));
  assert.is(
    sumOfTerms(points.termsOfJoining(joiner, podSummary("cli", before), mix, sitsThere)),
    cost([...before, joiner]) - cost(before),
  );
});

test("a wish for company costs four points while the wisher sits and the other, who is here, does not sit there", () => {
  const [first, ...others] = seven;
  const wishes = (who: string[]) => {
    const { community, seating } = seated([{ ...first!, with: who }, ...others]);
    const members = [...community.members, member("late", 1)];
    return termsOf({ ...community, members }, seating).together;
  };
  assert.equal(
    [wishes([]), wishes(["m1"]), wishes(["late"]), wishes(["m1", "late"]), wishes(["gone"])],
    [0, 0, 4, 4, 0],
  );
  const { community } = seated([{ ...first!, with: ["m1"] }, ...others]);
  assert.is(termsOf(community, { pods: [], waiting: [] }).together, 0, "people who wait have no company to miss");
});

test("a person who waits costs thirty points, once there are enough people for a pod", () => {
  const waiting = (count: number) => termsOf(seated(seven.slice(0, count)).community, { pods: [], waiting: [] }).wait;
  assert.equal([waiting(4), waiting(5), waiting(7)], [0, 150, 210]);
});

test.run();
