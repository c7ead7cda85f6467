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

test.run();
