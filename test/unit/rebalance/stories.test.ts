/** What happened to real communities, with the right ending. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { buildUsefulPlan } from "#shared/core/plan/build-plan.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import { liveSeating } from "#shared/core/plan/live-seating.ts";
import type { Change, Plan } from "#shared/core/plan/plan.ts";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";
import { type SearchOptions, search } from "#shared/core/search/search.ts";
import { communityAt } from "../../support/seatings.ts";

const test = suite("stories of placement");

const person = (id: string, areas: string[], more: Partial<PlacedMember> = {}): PlacedMember => ({
  id,
  level: 1,
  offset: 0,
  areas,
  volunteer: false,
  anywhere: false,
  with: [],
  pod: null,
  pinned: false,
  settled: true,
  ...more,
});

const people = (count: number, name: string, areas: string[], more: Partial<PlacedMember> = {}): PlacedMember[] =>
  Array.from({ length: count }, (_, n) => person(`${name}${n}`, areas, more));

const AREAS = ["alpha", "beta", "gamma"];
const community = (members: PlacedMember[], pods: Record<string, string> = {}): Community => ({
  areas: AREAS,
  members,
  pods: Object.entries(pods).map(([id, area]) => ({ id, area, advocate: null, locked: false })),
});

const plan = (before: Community, options: SearchOptions): Plan =>
  buildUsefulPlan(before, search(before, { effort: 0.05, ...options }));

/** The community after a plan. */
function after(before: Community, { changes }: Plan): Community {
  const live = liveSeating(before);
  for (const group of groupsOfChanges(changes).values()) assert.equal(applyGroup(live, group), { outcome: "applied" });
  return communityAt(before, live);
}

const seat = (before: Community): Community => after(before, plan(before, { only: "seat" }));

/** Area of each person's pod; "waits" without one. */
function whereIs({ members, pods }: Community): Map<string, string> {
  const areas = new Map(pods.map(({ id, area }) => [id, area]));
  return new Map(members.map(({ id, pod }) => [id, pod === null ? "waits" : (areas.get(pod) ?? "nowhere")]));
}

function assertAgreed(now: Community): void {
  const where = whereIs(now);
  for (const { id, areas } of now.members)
    assert.ok(["waits", ...areas].includes(where.get(id)!), `${id} sits in ${where.get(id)}`);
}

test("eight fans of Beta come one by one: the fifth forms the pod, and nobody is moved", () => {
  let now = seat(community(people(18, "alpha", ["alpha"])));
  const home = whereIs(now);
  assert.not([...home.values()].includes("waits"));
  for (let fans = 1; fans <= 8; fans++) {
    now = seat({ ...now, members: [...now.members, person(`beta${fans}`, ["beta"])] });
    assertAgreed(now);
    const where = whereIs(now);
    for (const [id, area] of home) assert.is(where.get(id), area);
    assert.is(where.get("beta1"), fans < 5 ? "waits" : "beta", `with ${fans} fans`);
  }
  assert.is([...whereIs(now).values()].filter((area) => area === "beta").length, 8);
});

test("three areas with four people each: everybody waits for a fifth", () => {
  const now = seat(community(AREAS.flatMap((area) => people(4, area, [area]))));
  assert.equal([...new Set(whereIs(now).values())], ["waits"]);
});

const NEWCOMERS = people(9, "new", ["alpha", "beta"], { pod: "1" });
const EXPERIENCED = people(9, "old", ["beta", "alpha"], { level: 3, volunteer: true, pod: "2" });

test("nine newcomers and nine experienced volunteers: no plan for nothing", () => {
  const before = community([...NEWCOMERS, ...EXPERIENCED], { 1: "alpha", 2: "beta" });
  const { changes, ...found } = plan(before, { movesMax: 2 });
  const moves = changes.filter(({ kind }) => kind === "move");
  assert.ok(moves.length === 0 || found.after.points < found.before.points, JSON.stringify(found));
});

test("a person who moves for the good of others reads what it costs, and what the step saves", () => {
  const others = people(6, "b", ["beta"], { pod: "2" });
  const before = community(
    [
      ...people(6, "a", ["alpha"], { pod: "1", level: 3, volunteer: true }),
      person("guide", ["alpha", "beta"], { pod: "1", level: 3, volunteer: true }),
      ...others,
    ],
    { 1: "alpha", 2: "beta" },
  );
  const { changes } = plan(before, { movesMax: 2 });
  const [move] = changes.filter((change): change is Extract<Change, { kind: "move" }> => change.kind === "move");
  assert.is(move?.member, "guide");
  const names = { area: (id: string) => id, pod: (id: string) => `Pod ${id}` };
  const words = move?.reasons.map((reason) => reasonInWords(reason, names)) ?? [];
  assert.ok(words.includes("their second choice instead of their first"), words.join("; "));
  assert.match(words.at(-1) ?? "", /^this step saves \d+ points in all$/);
});

test("twelve people change from Alpha to Beta: all of them go, within a limit of two moves", () => {
  const members = [
    ...people(7, "a", ["beta"], { pod: "1" }),
    ...people(4, "b", ["beta"], { pod: "2" }),
    ...people(5, "c", ["alpha"], { pod: "2" }),
    person("d", ["beta"], { pod: "3" }),
    ...people(8, "e", ["alpha"], { pod: "3" }),
  ];
  const before = community(members, { 1: "alpha", 2: "alpha", 3: "alpha" });
  const found = plan(before, { movesMax: 2 });
  const now = after(before, found);
  assertAgreed(now);
  assert.is([...whereIs(now).values()].filter((area) => area === "beta").length, 12);
  assert.ok(found.unasked <= 2, `${found.unasked} moves that nobody asked for`);
});

test("ten people in one area: nine sit, the tenth waits, and nobody is moved without a preview", () => {
  const before = community([...people(9, "p", ["alpha"], { pod: "1" }), person("tenth", ["alpha"])], { 1: "alpha" });
  assert.equal(plan(before, { only: "seat" }).changes, []);
  const split = plan(before, {});
  assert.is(split.after.waiting, 0, "a plan splits the pod");
  const unsettled = { ...before, members: before.members.map((one) => ({ ...one, settled: one.pod === null })) };
  assert.equal(plan(unsettled, {}).changes, [], "once its people have settled");
});

test("of four who wait alike, the two who came first get the two open seats", () => {
  for (const order of [
    [0, 1, 2, 3],
    [3, 1, 0, 2],
    [2, 3, 1, 0],
  ]) {
    const waiting = order.map((turn, n) => person(`w${n}`, ["alpha"], { waitingSince: turn }));
    const before = community([...people(7, "p", ["alpha"], { pod: "1" }), ...waiting], { 1: "alpha" });
    const seated = seat(before).members.flatMap(({ id, pod }) =>
      id.startsWith("w") && pod ? [order[Number(id[1])]!] : [],
    );
    assert.equal(seated.sort(), [0, 1]);
  }
});

test("of two volunteers the one whose first choice it is becomes the advocate, since plans leave advocates where they are", () => {
  const able = person("able", ["beta", "alpha"], { level: 4, volunteer: true });
  const now = seat(community([...people(6, "p", ["alpha"]), able, person("keen", ["alpha"], { volunteer: true })]));
  assert.is(whereIs(now).get("able"), "alpha");
  assert.equal(
    now.pods.map(({ advocate }) => advocate),
    ["keen"],
  );
});

test("points count people who wait, so that seating them is better", () => {
  const before = community([...people(7, "p", ["alpha"], { pod: "1" }), ...people(2, "w", ["alpha"])], { 1: "alpha" });
  const found = plan(before, { only: "seat" });
  assert.is(found.before.terms.wait, 60);
  assert.ok(found.after.points < found.before.points);
  assert.equal([found.before.waiting, found.after.waiting], [2, 0]);
});

test.run();
