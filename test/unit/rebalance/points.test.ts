import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Community, Level, PlacedMember, Seating } from "#shared/core/scoring/community.ts";
import { costOfJoining } from "#shared/core/scoring/join-points.ts";
import {
  arcHours,
  choicePoints,
  hourPoints,
  mixOf,
  pointsOf,
  sharePoints,
  sizePoints,
  sumOfTerms,
  termsOf,
  termsOfPod,
} from "#shared/core/scoring/points.ts";
import { search } from "#shared/core/search/search.ts";
import { communities } from "../../support/communities.ts";

const test = suite("points");

function member(id: string, level: Level, more: Partial<PlacedMember> = {}): PlacedMember {
  return { id, level, offset: 0, areas: ["cli"], volunteer: false, pod: null, pinned: false, ...more };
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
    ["cli", "docs", "gateway", "operator"].map((area) => choicePoints(wishes, area)),
    [0, 2, 4, 10],
  );
  assert.is(choicePoints([], "cli"), 10);
  assert.is(termsWith((members) => members, "docs").choice, 70);
});

test("size: one a person away from seven", () => {
  assert.equal([5, 6, 7, 8, 9].map(sizePoints), [2, 1, 0, 1, 2]);
  assert.is(termsWith((members) => [...members, member("m7", 1)]).size, 1);
});

test("ability: two for each person beyond the share, rounded down to up", () => {
  // 40 of 100 are contributors or more: of seven people that is 2.8, so 2 or 3.
  const mix = [100, 40, 20, 10] as const;
  assert.equal(
    [0, 1, 2, 3, 4, 5].map((count) => sharePoints(7, count, 2, mix)),
    [4, 2, 0, 0, 2, 4],
  );
  assert.is(sharePoints(5, 3, 3, [10, 10, 10, 10]), 4, "everybody is experienced: five of five is the share");
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
  assert.equal([0, 6, 7, 12, 16].map(hourPoints), [0, 0, 1, 6, 6]);
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
  const after = [...before, joiner];
  const summary = {
    area: "cli",
    size: 5,
    levels: [2, 0, 0] as const,
    hours: before.map(({ offset }) => offset ?? 0),
    volunteers: 0,
  };
  const none = new Set<string>();
  assert.is(
    costOfJoining(joiner, summary, mix),
    sumOfTerms(termsOfPod(pod, after, mix, none)) - sumOfTerms(termsOfPod(pod, before, mix, none)),
  );
});

test("the search counts the same points", () => {
  fc.assert(
    fc.property(communities({ podMin: 0, podMax: 12, podsMax: 5, waitingMax: 20 }), (community) => {
      let points: number | null = null;
      const seating = search(community, { effort: 0.002 }, (progress) => {
        points = progress.points;
      });
      if (points !== null) assert.is(points, pointsOf(community, seating));
    }),
    { seed: 5, numRuns: 60 },
  );
});

test.run();
