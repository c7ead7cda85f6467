import { suite } from "uvu";
import * as assert from "uvu/assert";
import { failureOf } from "#shared/github/failure.ts";

const test = suite("a call to GitHub that failed");
const now = Date.UTC(2026, 10, 22);
const of = (status: number | undefined, headers: Record<string, string> = {}, message = "no") => {
  const { kind, afterMs } = failureOf({ status, message, response: { headers } }, now);
  return [kind, afterMs];
};

test("permanent failures and failures that may heal", () => {
  for (const status of [301, 404, 410, 422, 451]) assert.equal(of(status), ["permanent", undefined], String(status));
  for (const status of [undefined, 403, 500, 502, 503])
    assert.equal(of(status), ["transient", undefined], String(status));
});

test("our credentials are no longer valid", () => assert.equal(of(401), ["unauthorized", undefined]));

test("we wait as long as GitHub asks, at most an hour", () => {
  const reset = String(now / 1000 + 90);
  assert.equal(of(403, { "retry-after": "7" }), ["transient", 7_000]);
  assert.equal(of(503, { "retry-after": "7" }), ["transient", 7_000]);
  assert.equal(of(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }), ["transient", 90_000]);
  assert.equal(of(403, { "x-ratelimit-remaining": "10", "x-ratelimit-reset": reset }), ["transient", undefined]);
  assert.equal(of(429), ["transient", 60_000]);
  assert.equal(of(403, {}, "You have exceeded a secondary rate limit"), ["transient", 60_000]);
  assert.equal(of(429, { "retry-after": "999999" }), ["transient", 3_600_000]);
  assert.equal(of(429, { "retry-after": "soon" }), ["transient", 60_000]);
});

test("a bug of ours is reported as a bug", () => {
  assert.match(failureOf(new TypeError("x is not a function"), now).detail, "TypeError: x is not a function");
});

test.run();
