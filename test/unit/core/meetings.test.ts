import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  firstOf,
  heldIn,
  lastHeld,
  type NextMeeting,
  nextOf,
  pastAndNext,
  type RegularMeeting,
} from "#shared/core/meetings.ts";
import type { Weekday } from "#shared/core/week.ts";

const test = suite("meetings");

const meets = (weekday: Weekday, time: string, timezone = "Europe/London", id = "a"): RegularMeeting => ({
  id,
  title: id,
  meeting: { weekday, time, timezone },
});
const at = (text: string) => Date.parse(text);
const minute = (time: number) => new Date(time).toISOString().slice(0, 16);
const said = ({ at: next, before }: NextMeeting) => [next, ...(before === undefined ? [] : [before])].map(minute);

test("the next one is this week's until an hour after it began", () => {
  const thursday = meets("Thursday", "17:00");
  assert.equal(said(nextOf(thursday, at("2026-11-22T12:00Z"))), ["2026-11-26T17:00", "2026-11-19T17:00"]);
  assert.equal(said(nextOf(thursday, at("2026-11-26T17:59Z"))), ["2026-11-26T17:00", "2026-11-19T17:00"]);
  assert.equal(said(nextOf(thursday, at("2026-11-26T18:00Z"))), ["2026-12-03T17:00", "2026-11-26T17:00"]);
});

test("one late on a Sunday goes on in the next week", () => {
  const late = meets("Sunday", "23:30", "UTC");
  assert.equal(said(nextOf(late, at("2026-11-23T00:10Z"))), ["2026-11-22T23:30", "2026-11-15T23:30"]);
});

test("its hour is that of its zone, across a clock change and a year", () => {
  const york = meets("Thursday", "17:00", "America/New_York");
  assert.equal(said(nextOf(york, at("2026-10-30T12:00Z"))), ["2026-11-05T22:00", "2026-10-29T21:00"]);
  assert.equal(said(nextOf(york, at("2027-01-01T12:00Z"))), ["2027-01-07T22:00", "2026-12-31T22:00"]);
});

test("the one held last may have begun just now", () => {
  const thursday = meets("Thursday", "17:00", "UTC");
  assert.is(lastHeld(thursday, at("2026-11-26T17:00Z")), at("2026-11-26T17:00Z"));
  assert.is(lastHeld(thursday, at("2026-11-26T16:59Z")), at("2026-11-19T17:00Z"));
});

test("a meeting is held from when its time was set", () => {
  const fresh = { ...meets("Thursday", "17:00", "UTC"), since: at("2026-11-28T12:00Z") };
  assert.equal(heldIn(fresh, "2026-W48"), []);
  assert.equal(said(nextOf(fresh, at("2026-11-28T12:00Z"))), ["2026-12-03T17:00"]);
  assert.is(lastHeld(fresh, at("2026-11-28T12:00Z")), undefined);
  assert.equal(said(nextOf(fresh, at("2026-12-04T12:00Z"))), ["2026-12-10T17:00", "2026-12-03T17:00"]);
});

test("one that ended is held no more, until a time is set again", () => {
  const old = { weekday: "Thursday", time: "17:00", timezone: "UTC", until: at("2026-11-20T12:00Z") } as const;
  const again = { ...meets("Thursday", "17:00", "UTC"), since: at("2026-11-28T12:00Z"), earlier: [old] };
  const held = (week: string) => heldIn(again, week).map((one) => minute(one.at));
  assert.equal(["2026-W47", "2026-W48", "2026-W49"].flatMap(held), ["2026-11-19T17:00", "2026-12-03T17:00"]);
});

test("one that ended is held no more, and was held at its times before; what never ended is no past", () => {
  const pod = { number: 1, slug: "narwhal", name: "Narwhal", area: "hull", seats: [], advocate: null, locked: false };
  const first = { weekday: "Tuesday", time: "09:00", timezone: "UTC", since: at("2026-11-16T12:00Z") } as const;
  const last = { weekday: "Thursday", time: "17:00", timezone: "UTC", since: at("2026-11-24T12:00Z") } as const;
  const ended = pastAndNext({ ...pod, met: [first, { ...last, until: at("2026-11-27T12:00Z") }] });
  assert.ok(ended);
  const held = ["2026-W47", "2026-W48", "2026-W49"].flatMap((week) => heldIn(ended, week));
  assert.equal(
    held.map((one) => minute(one.at)),
    ["2026-11-17T09:00", "2026-11-24T09:00", "2026-11-26T17:00"],
  );
  assert.is(pastAndNext({ ...pod, met: [first] }), undefined, "its zone is accepted no more");
  assert.is(pastAndNext(pod), undefined);
});

test("one that moved was held at its times before, while they held", () => {
  const old = { weekday: "Thursday", time: "17:00", timezone: "UTC", since: at("2026-11-16T12:00Z") } as const;
  const slip = { weekday: "Monday", time: "09:00", timezone: "UTC", since: at("2026-11-27T12:00Z") } as const;
  const moved = { ...meets("Saturday", "10:00", "UTC"), since: at("2026-11-27T12:05Z"), earlier: [old, slip] };
  const held = (week: string) => heldIn(moved, week).map((one) => minute(one.at));
  assert.equal(held("2026-W46"), []);
  assert.equal(held("2026-W47"), ["2026-11-19T17:00"]);
  assert.equal(held("2026-W48"), ["2026-11-26T17:00", "2026-11-28T10:00"]);
  assert.is(lastHeld(moved, at("2026-11-27T13:00Z")), at("2026-11-26T17:00Z"));
  assert.equal(said(nextOf(moved, at("2026-11-27T13:00Z"))), ["2026-11-28T10:00", "2026-11-26T17:00"]);
  const { since: _, ...unknown } = old;
  assert.is(heldIn({ ...moved, earlier: [unknown, slip] }, "2026-W46").length, 1, "set by an earlier version");
});

test("of several the next to be held comes first, whatever their order", () => {
  const both = [meets("Sunday", "09:00", "UTC", "b"), meets("Thursday", "17:00", "UTC", "c")];
  for (const list of [both, both.toReversed()]) assert.is(firstOf(list, at("2026-11-24T12:00Z"))?.id, "c");
  const together = [meets("Thursday", "18:00", "Europe/Berlin", "a"), meets("Thursday", "17:00", "UTC", "b")];
  for (const list of [together, together.toReversed()]) assert.is(firstOf(list, at("2026-11-24T12:00Z"))?.id, "a");
  assert.is(firstOf([], 0), undefined);
});

test.run();
