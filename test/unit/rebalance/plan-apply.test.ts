import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import type { Group } from "#shared/core/plan/plan.ts";
import { communityOf, type Picture } from "../../support/seatings.ts";

const NOTHING: Group = { forms: [], closes: [], rows: [], advocates: [] };

/** "a:A>B" as a row; `-` is waiting. */
const rows = (...told: string[]): Group["rows"] =>
  told.map((row) => {
    const [member, from, to] = row.split(/[:>]/) as [string, string, string];
    return { member, from: from === "-" ? null : from, to: to === "-" ? null : to };
  });

const closing = (pod: string) => [{ pod, area: pod, advocate: null }];

/** The outcome of a group; asserts that a skipped one changes nothing. */
function tried(picture: Picture, group: Partial<Group>, held: { pinned?: string; locked?: string } = {}) {
  const live = liveSeating(communityOf(picture, held));
  const before = seatingAt(live);
  const applied = applyGroup(live, { ...NOTHING, ...group });
  if (applied.outcome === "skipped") assert.equal(seatingAt(live), before);
  return applied;
}

const APPLIED = { outcome: "applied" };
const skipped = (reason: string, where: object) => ({ outcome: "skipped", reason, ...where });

const people = suite("a group is skipped for somebody who");

people("left", () => {
  assert.equal(tried({ A: "abcde" }, { rows: rows("z:->A") }), skipped("gone", { member: "z" }));
});

people("sits elsewhere by now", () => {
  assert.equal(tried({ A: "abcde", B: "fghijk" }, { rows: rows("k:->A") }), skipped("moved-since", { member: "k" }));
});

people("was pinned since the plan was made, but not when the plan knew of the pin", () => {
  const move = rows("f:A>B");
  const seats = { A: "abcdef", B: "ghijk" };
  assert.equal(tried(seats, { rows: move }, { pinned: "f" }), skipped("pinned", { member: "f" }));
  assert.equal(tried(seats, { rows: move.map((row) => ({ ...row, despite: ["pinned"] })) }, { pinned: "f" }), APPLIED);
});

people("became advocate of a pod that lives on; the advocate of a pod that closes may go", () => {
  assert.equal(tried({ A: "abcdeF", B: "ghijk" }, { rows: rows("F:A>B") }), skipped("advocate", { member: "F" }));
  assert.equal(tried({ A: "F", B: "ghijk" }, { rows: rows("F:A>B"), closes: closing("A") }), APPLIED);
});

people("leaves or enters a pod that was locked, while its size is valid", () => {
  const seats = { A: "abcdef", B: "ghijk" };
  assert.equal(tried(seats, { rows: rows("f:A>B") }, { locked: "A" }), skipped("locked", { pod: "A" }));
  assert.equal(tried(seats, { rows: rows("f:A>B") }, { locked: "B" }), skipped("locked", { pod: "B" }));
  assert.equal(tried({ A: "abcdef", B: "ghij" }, { rows: rows("f:A>B") }, { locked: "B" }), APPLIED);
});

people("did not agree to the area, whether the pod exists or is formed; people may always wait", () => {
  const community = communityOf({ A: "abcdef", B: "ghijk", "-": "vwxyz" });
  const members = community.members.map((one) => ({
    ...one,
    areas: ["B"],
    anywhere: one.id !== "f" && one.id !== "z",
  }));
  const outcome = (group: Partial<Group>) =>
    applyGroup(liveSeating({ ...community, members }), { ...NOTHING, ...group });
  assert.equal(outcome({ rows: rows("f:A>B") }), APPLIED);
  assert.equal(outcome({ rows: rows("z:->A") }), skipped("not-agreed", { member: "z" }));
  assert.equal(outcome({ rows: rows("y:->A") }), APPLIED);
  const form = rows("v:->C", "w:->C", "x:->C", "y:->C", "z:->C");
  assert.equal(outcome({ forms: [{ pod: "C", area: "C" }], rows: form }), skipped("not-agreed", { member: "z" }));
  assert.equal(outcome({ rows: rows("f:A>-") }), APPLIED);
});

people("would sit in an area that is gone, whether the pod exists or is formed, and whatever they agreed to", () => {
  const { pods, ...community } = communityOf({ A: "abcdef", B: "ghijk", "-": "vwxyz" });
  const lost = pods.map((pod) => ({ ...pod, lost: pod.id === "A" }));
  const outcome = (group: Partial<Group>) =>
    applyGroup(liveSeating({ ...community, pods: lost, goneAreas: ["C"] }), { ...NOTHING, ...group });
  assert.equal(outcome({ rows: rows("z:->A") }), skipped("area-gone", { pod: "A" }));
  assert.equal(outcome({ rows: rows("f:A>B") }), APPLIED);
  const form = rows("v:->C", "w:->C", "x:->C", "y:->C", "z:->C");
  assert.equal(outcome({ forms: [{ pod: "C", area: "C" }], rows: form }), skipped("area-gone", { pod: "C" }));
});

people.run();

const pods = suite("a group is skipped for a pod that");

pods("is gone", () => {
  assert.equal(tried({ A: "abcdef" }, { rows: rows("f:A>B") }), skipped("pod-gone", { pod: "B" }));
  assert.equal(tried({ A: "abcdef" }, { closes: closing("B") }), skipped("pod-gone", { pod: "B" }));
});

pods("is there although it should be formed", () => {
  assert.equal(tried({ A: "abcde" }, { forms: [{ pod: "A", area: "A" }] }), skipped("pod-exists", { pod: "A" }));
});

pods("somebody joined the pod that it closes", () => {
  const group = { rows: rows("f:B>A"), closes: closing("B") };
  assert.equal(tried({ A: "abcde", B: "fg" }, group), skipped("joined-since", { pod: "B" }));
});

pods("would end outside five to nine", () => {
  assert.equal(tried({ A: "abcde", B: "fghij" }, { rows: rows("a:A>B") }), skipped("size", { pod: "A", size: 4 }));
  assert.equal(tried({ A: "abcdefghi", "-": "z" }, { rows: rows("z:->A") }), skipped("size", { pod: "A", size: 10 }));
  const formed = { forms: [{ pod: "new-1", area: "A" }], rows: rows("w:->new-1", "x:->new-1") };
  assert.equal(tried({ "-": "wxyz" }, formed), skipped("size", { pod: "new-1", size: 2 }));
});

pods.run();

const fits = suite("a group is applied when");

fits("a short or crowded pod ends nearer to five to nine than before", () => {
  assert.equal(tried({ A: "abc", "-": "z" }, { rows: rows("z:->A") }), APPLIED);
  assert.equal(tried({ A: "abcdefghijkl", B: "mnopq" }, { rows: rows("a:A>B") }), APPLIED);
});

fits("a short pod swaps a member and stays as short as it is", () => {
  assert.equal(tried({ A: "abcd", B: "efghi" }, { rows: rows("a:A>B", "e:B>A") }), APPLIED);
});

fits("it forms a pod: under its real name, with the advocate", () => {
  const live = liveSeating(communityOf({ "-": "abcdE" }));
  const seats = [..."abcdE"].map((one) => `${one}:->new-1`);
  const group = {
    ...NOTHING,
    forms: [{ pod: "new-1", area: "docs" }],
    rows: rows(...seats),
    advocates: [{ pod: "new-1", member: "E" }],
  };
  assert.equal(applyGroup(live, group, { "new-1": 12 }), APPLIED);
  const formed = { id: "12", area: "docs", advocate: "E", members: ["E", "a", "b", "c", "d"] };
  assert.equal(seatingAt(live), { pods: [formed], waiting: [] });
});

fits("it appoints a volunteer only where nobody is advocate", () => {
  const community = communityOf({ A: "aBCde" });
  const appoint = (member: string, advocate: string | null) => {
    const live = liveSeating({ ...community, pods: [{ ...community.pods[0]!, advocate }] });
    const applied = applyGroup(live, { ...NOTHING, advocates: [{ pod: "A", member }] });
    return applied.outcome === "applied" ? live.pods.get("A")?.advocate : applied;
  };
  assert.is(appoint("C", null), "C");
  assert.is(appoint("C", "a"), "C", "somebody who no longer volunteers holds no office");
  assert.equal(appoint("C", "B"), skipped("has-advocate", { pod: "A" }));
  assert.equal(appoint("a", null), skipped("not-volunteer", { member: "a" }));
});

fits.run();
