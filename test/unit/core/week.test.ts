import { suite } from "uvu";
import * as assert from "uvu/assert";
import { addWeeks, dayOf, dueAfter, isWeek, weekBounds, weekOf } from "#shared/core/week.ts";
import fc from "../../support/fast-check.ts";

const test = suite("weeks");
const at = (iso: string): number => Date.parse(iso);

test("the ISO weeks around New Year", () => {
  assert.is(weekOf(at("2026-11-22T12:00Z"), "UTC"), "2026-W47");
  assert.is(weekOf(at("2026-12-31T12:00Z"), "UTC"), "2026-W53");
  assert.is(weekOf(at("2027-01-03T12:00Z"), "UTC"), "2026-W53");
  assert.is(weekOf(at("2027-01-04T00:00Z"), "UTC"), "2027-W01");
  assert.is(weekOf(at("2024-12-30T00:00Z"), "UTC"), "2025-W01");
});

test("local time decides which week it is", () => {
  assert.is(weekOf(at("2026-11-22T23:30Z"), "UTC"), "2026-W47");
  assert.is(weekOf(at("2026-11-22T23:30Z"), "Europe/Berlin"), "2026-W48");
  assert.is(weekOf(at("2026-11-23T04:00Z"), "America/New_York"), "2026-W47");
});

test("a week with a clock change is an hour longer or shorter", () => {
  const hours = (week: string): number => {
    const { from, to } = weekBounds(week, "Europe/London");
    return (to - from) / 3_600_000;
  };
  assert.is(hours("2026-W13"), 167);
  assert.is(hours("2026-W43"), 169);
  assert.is(hours("2026-W20"), 168);
});

test("a digest is due at its local time in the week after", () => {
  const due = { weekday: "Monday", time: "09:00", timezone: "Europe/London" } as const;
  assert.is(dueAfter("2026-W47", due), at("2026-11-23T09:00Z"));
  assert.is(dueAfter("2026-W23", due), at("2026-06-08T08:00Z"));
});

test("a time that the clock skips is an hour later, and one that it shows twice is the first", () => {
  const due = (week: string, time: string, timezone: string) =>
    new Date(dueAfter(week, { weekday: "Sunday", time, timezone })).toISOString();
  assert.is(due("2026-W12", "02:30", "Europe/Berlin"), "2026-03-29T01:30:00.000Z");
  assert.is(due("2026-W42", "02:30", "Europe/Berlin"), "2026-10-25T00:30:00.000Z");
});

test("the day is local too", () => {
  assert.is(dayOf(at("2026-11-22T23:30Z"), "Europe/Berlin"), "2026-11-23");
});

test("a week that does not exist is refused", () => {
  assert.ok(isWeek("2026-W53"));
  for (const week of ["2025-W53", "2026-W00", "2026-W54", "2026W47", "2026-w47", "", "2026-W4"])
    assert.not.ok(isWeek(week), week);
  assert.throws(() => weekBounds("yesterday", "UTC"), RangeError);
});

test("every instant lies in its week, and weeks tile time", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu");
  void fc.assert(
    fc.property(fc.integer({ min: at("2020-01-01"), max: at("2035-01-01") }), zones, (instant, zone) => {
      const week = weekOf(instant, zone);
      const { from, to } = weekBounds(week, zone);
      assert.ok(from <= instant && instant < to, `${week} ${zone} ${instant}`);
      assert.is(weekBounds(addWeeks(week, 1), zone).from, to);
      assert.ok(isWeek(week));
    }),
  );
});

test.run();
