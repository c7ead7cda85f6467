import { suite } from "uvu";
import * as assert from "uvu/assert";
import { around, aroundInWords } from "../../../functions/pods/hours.ts";

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

test.run();
