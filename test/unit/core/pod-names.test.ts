import { suite } from "uvu";
import * as assert from "uvu/assert";
import { defaultName, numberOf, slugOf } from "#shared/core/pod-names.ts";
import fc from "../../support/fast-check.ts";

const test = suite("pod names");

test("the first pods are called after whales", () => {
  assert.is(slugOf(1), "narwhal");
  assert.is(defaultName(1), "Narwhal");
  assert.is(numberOf("narwhal"), 1);
});

test("every pod has its own slug, and the slug leads back to it", () => {
  void fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (number) => assert.is(numberOf(slugOf(number)), number)),
  );
  assert.is(new Set(Array.from({ length: 5000 }, (_, i) => slugOf(i + 1))).size, 5000);
});

test("once all names are used they start again with a number", () => {
  const second = Array.from({ length: 500 }, (_, i) => i + 1).find((number) => slugOf(number) === "narwhal-2");
  assert.ok(second);
  assert.is(defaultName(second), "Narwhal 2");
});

test("any other word is not a pod", () => {
  for (const slug of [
    "",
    "status",
    "narwhal-1",
    "narwhal-02",
    "Narwhal",
    "narwhal-",
    "constructor",
    "narwhal-99999999",
  ]) {
    assert.is(numberOf(slug), undefined, slug);
  }
});

test.run();
