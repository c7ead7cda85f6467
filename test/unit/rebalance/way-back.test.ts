import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Change } from "#shared/core/plan/plan.ts";
import { hasWayBack } from "#shared/core/plan/way-back.ts";
import type { Settings } from "#shared/core/settings.ts";

const test = suite("an undo");

const move = (member: string, from: string, group = 0): Change => ({
  kind: "move",
  member,
  from,
  to: "9",
  group,
  reasons: [],
});
const close = (pod: string, group = 0): Change => ({
  kind: "close",
  pod,
  area: "hull",
  advocate: null,
  group,
  reasons: [],
});
const SETTINGS = { areas: { hull: { title: "Hull", was: [] } } } as unknown as Pick<Settings, "areas">;
const backOf = (changes: readonly Change[], settings = SETTINGS) =>
  changes.filter(hasWayBack(changes, settings)).map((one) => "member" in one && one.member);

test("takes back seats and moves, and leaves roles where they are", () => {
  const role: Change = { kind: "advocate", pod: "1", member: "b", group: 0, reasons: [] };
  const seat: Change = { kind: "seat", member: "c", to: "1", group: 1, reasons: [] };
  const wait: Change = { kind: "wait", member: "d", from: "1", group: 2, reasons: [] };
  assert.equal(backOf([move("a", "1"), role, seat, wait]), ["a", "c", "d"]);
});

test("forms a pod again that five left when it closed, and none that fewer left", () => {
  const five = [..."abcde"].map((member) => move(member, "1"));
  assert.equal(backOf([...five, close("1")]), [..."abcde"]);
  assert.equal(backOf([...five.slice(1), close("1"), move("z", "2")]), ["z"]);
});

test("forms no pod again in an area that the settings no longer name", () => {
  const five = [..."abcde"].map((member) => move(member, "1"));
  assert.equal(backOf([...five, close("1"), move("z", "2")], { areas: {} }), ["z"]);
});

test("goes back step by step, so people who had left before the pod closed cannot go back either", () => {
  const changes = [move("a", "1", 0), ...[..."bcde"].map((member) => move(member, "1", 1)), close("1", 1)];
  assert.equal(backOf(changes), []);
});

test.run();
