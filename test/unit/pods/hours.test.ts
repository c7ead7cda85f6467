import { suite } from "uvu";
import * as assert from "uvu/assert";
import { around, aroundInWords, DAYTIME, overlapOf } from "../../../functions/pods/hours.ts";
import fc from "../../support/fast-check.ts";

const test = suite("hours");

test("hours: whose day it is, over midnight, and together with the reader", () => {
  const tokyo = around([9, 9, 9], null);
  assert.is(aroundInWords(tokyo, "UTC"), "Most people are around from 0:00 to 12:00, UTC.");
  const overMidnight = around([-8], null);
  assert.is(aroundInWords(overMidnight, "UTC"), "Most people are around from 17:00 to 5:00, UTC.");
  assert.is(around([9], 9).overlap, 12);
  assert.is(around([9], 1).overlap, 4);
  assert.is(around([12], 0).overlap, 0);
  assert.is(aroundInWords(around([], null), "UTC"), "Their time zones are not known.");
});

test("half and quarter hours are shown as they are", () => {
  assert.is(around([5.5], 5.5).overlap, 12);
  assert.is(aroundInWords(around([5.5], null), "UTC"), "Most people are around from 3:30 to 15:30, UTC.");
  assert.equal(around([5.5], null).shares.slice(2, 5), [0, 0.5, 1]);
  assert.is(around([5.75], 5.5).overlap, 11.75);
});

test("the hours that a reader shares are those of their day in which at least half of the pod is around", () => {
  const offset = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters / 4);
  fc.assert(
    fc.property(fc.array(offset, { maxLength: 9 }), offset, (offsets, reader) => {
      const { quarters, overlap } = around(offsets, reader);
      const shared = quarters.filter((share, at) => DAYTIME.includes(Math.floor(at / 4)) && share >= 0.5);
      assert.is(overlapOf(offsets, reader), shared.length / 4);
      assert.is(overlap, shared.length / 4);
    }),
  );
});

test("most people are more than half of them; the hours of all are told beside those", () => {
  const apart = [1, 1, 1, 1, 1, 1, -5];
  assert.is(
    aroundInWords(around(apart, null), "UTC"),
    "Most people are around from 8:00 to 20:00, and everybody from 14:00 to 20:00, UTC.",
  );
  const spread = aroundInWords(around([-8, -8, 1, 0, 9], null), "UTC");
  assert.is(spread, "Most people are around from 0:00 to 5:00, 9:00 to 12:00 and 17:00 to 21:00, UTC.");
  const berlin = aroundInWords(around([0, 0, 0, -8, 9], 1), "Berlin");
  assert.is(
    berlin,
    "Most people are around from 10:00 to 22:00, Berlin. At least half of them are for 11 hours of your day.",
  );
});

test("half of the people are not most of them", () => {
  assert.is(aroundInWords(around([0, 12], null), "UTC"), "At any hour it is daytime for half of the pod (UTC).");
  assert.is(aroundInWords(around([0, 6], null), "UTC"), "Most people are around from 9:00 to 15:00, UTC.");
});

test.run();
