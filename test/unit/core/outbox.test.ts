import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ATTEMPTS_MAX, backoffMs, MISSING_ATTEMPTS_MAX } from "#shared/core/errand-times.ts";

const test = suite("attempts to send");

/** The hours from the first attempt to the one with this number, where each follows as soon as it may. */
const hoursTo = (attempt: number): number =>
  Array.from({ length: attempt - 1 }, (_, n) => backoffMs(n)).reduce((sum, ms) => sum + ms, 0) / 3_600_000;

test("go on for three days, and for an hour where GitHub does not find what they are about", () => {
  for (const [attempts, hours] of [
    [ATTEMPTS_MAX, 72],
    [MISSING_ATTEMPTS_MAX, 1],
  ] as const) {
    assert.ok(hoursTo(attempts) >= hours, "no earlier");
    assert.ok(hoursTo(attempts - 1) < hours, "and no more than the first one after that");
  }
});

test("come later each time, and at least once an hour", () => {
  const waits = Array.from({ length: ATTEMPTS_MAX }, (_, n) => backoffMs(n));
  assert.equal(
    waits,
    [...waits].sort((a, b) => a - b),
  );
  assert.is(waits.at(-1), 3_600_000);
});

test.run();
