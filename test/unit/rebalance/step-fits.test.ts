import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Member } from "#shared/core/member.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import { whyStepFails } from "#shared/core/plan/step-fits.ts";
import type { Pod } from "#shared/core/pod.ts";
import { pod } from "../../support/digest.ts";

const test = suite("a step of a plan that waits");

const settings = { areas: { hull: { was: [] }, sail: { was: [] } } } as unknown as Parameters<typeof whyStepFails>[3];
const seatedIn = (number: number, id: string, more: object = {}) =>
  ({
    pseudonym: id,
    profile: { areas: ["hull", "sail"], anywhere: false, volunteer: false },
    standing: { state: "seated", pod: number, since: 1 },
    ...more,
  }) as unknown as Member;
const [hull, sail] = [pod(1, "narwhal", "hull", []), pod(2, "orca", "sail", [])] as [Pod, Pod];
const move = (member: string, from: string, to: string): Change =>
  ({ kind: "move", group: 0, member, from, to, begunBy: 1, reasons: [] }) as Change;
const swap = [move("a", "1", "2"), move("b", "2", "1")];
const why = (
  step: readonly Change[],
  people: readonly Member[],
  pods: readonly Pod[] = [hull, sail],
  before?: readonly Change[],
) =>
  whyStepFails({ step, ...(before && { before }) }, new Map(people.map((one) => [one.pseudonym, one])), pods, settings);

test("can be made while its people sit where it says and want to go, whatever the sizes if nobody knows what is before it", () => {
  assert.is(why(swap, [seatedIn(1, "a"), seatedIn(2, "b")]), undefined);
  const form = { kind: "form", group: 0, pod: "new-1", area: "sail", reasons: [] } as Change;
  assert.is(why([form, move("a", "1", "new-1")], [seatedIn(1, "a")]), undefined);
  assert.is(why([move("a", "1", "new-2")], [seatedIn(1, "a")]), undefined, "an earlier step forms it");
});

test("cannot be made without somebody in it, or a pod", () => {
  const both = [seatedIn(1, "a"), seatedIn(2, "b")];
  assert.is(why(swap, both.slice(0, 1)), "gone");
  assert.is(why(swap, [seatedIn(1, "a"), seatedIn(1, "b")]), "moved-since");
  assert.is(why(swap, both, [hull]), "pod-gone");
  assert.is(why(swap, both, [hull, { ...sail, orphaned: true }]), "area-gone");
  const form = { kind: "form", group: 0, pod: "new-1", area: "deck", reasons: [] } as Change;
  assert.is(why([form, move("a", "1", "new-1")], both), "area-gone");
  const profile = { areas: ["hull"], anywhere: false, volunteer: false };
  assert.is(why(swap, [seatedIn(1, "a", { profile }), seatedIn(2, "b")]), "not-agreed");
});

test("leaves no pod outside five to nine people, as those before it leave them", () => {
  const seats = (letters: string) =>
    [...letters].map((pseudonym) => ({ pseudonym, level: 2, offset: null, volunteer: false }) as Pod["seats"][number]);
  const [five, eight, nine] = ["abcde", "ABCDEFGH", "ABCDEFGHI"];
  const people = [...five, ...nine].map((id) => seatedIn(id === id.toLowerCase() ? 1 : 2, id));
  const [small, room, full] = [
    { ...hull, seats: seats(five) },
    { ...sail, seats: seats(eight) },
    { ...sail, seats: seats(nine) },
  ];
  const later = (change: Change) => ({ ...change, group: 1 });
  const back = later(move("A", "2", "1"));
  const away = later(move("a", "1", "2"));
  assert.is(why([away], people, [small, room], []), "size", "four would stay");
  assert.is(why([away], people, [small, room], [move("B", "2", "1")]), undefined, "somebody came before");
  assert.is(why([back], people, [small, full], []), undefined);
  assert.is(why([away], people, [small, full], [move("B", "2", "1"), move("C", "2", "1")]), undefined);
  const close = { kind: "close", group: 1, pod: "1", area: "hull", advocate: null, reasons: [] } as Change;
  assert.is(why([away, close], people, [small, room], []), "joined-since");
});

test.run();
