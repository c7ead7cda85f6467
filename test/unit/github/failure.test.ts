import { suite } from "uvu";
import * as assert from "uvu/assert";
import { failureOf, notAllowed } from "#shared/github/failure.ts";

const test = suite("a call to GitHub that failed");
const now = Date.UTC(2026, 10, 22);
const of = (status: number | undefined, headers: Record<string, string> = {}, message = "no") => {
  const failure = failureOf({ status, message, response: { headers } }, now);
  return "about" in failure
    ? [failure.kind, failure.about]
    : "afterMs" in failure
      ? [failure.kind, failure.afterMs]
      : [failure.kind];
};

test("what is gone for good, what may be too new to be found, and what may heal", () => {
  for (const status of [301, 410, 451]) assert.equal(of(status), ["gone"], String(status));
  assert.equal(of(404), ["missing"]);
  assert.equal(of(422), ["impossible"]);
  for (const status of [undefined, 400, 409, 500, 502, 503]) assert.equal(of(status), ["failed"], String(status));
  assert.equal(of(503, { "retry-after": "7" }), ["failed", 7_000]);
});

test("what we may not do now, and how much else that stops", () => {
  assert.equal(of(401), ["refused", "all"]);
  for (const message of [
    "This installation has been suspended",
    "Resource protected by organization SAML enforcement. You must grant your personal access token access.",
    "Although you appear to have the correct authorization credentials, the `ships` organization has an IP allow list enabled",
    "Repository was archived so is read-only.",
  ])
    assert.equal(of(403, {}, message), ["refused", "repository"], message);
  for (const message of [
    "Resource not accessible by integration",
    "Resource not accessible by personal access token",
    "Must have admin rights to Repository.",
  ])
    assert.equal(of(403, {}, message), ["refused", "permission"], message);
  for (const message of [
    "Unable to create comment because issue is locked.",
    "You cannot edit this comment.",
    "User is blocked",
  ])
    assert.equal(of(403, {}, message), ["refused", "thread"], message);
});

test("a repository in which the app may not write is refused, not gone: it may be installed there again", () => {
  for (const [status, about, words] of [
    [404, "repository", "is not installed"],
    [422, "permission", "lacks a permission"],
  ] as const)
    assert.equal(failureOf(notAllowed({ status, message: "Not Found" }, "ships/hull"), now), {
      kind: "refused",
      about,
      detail: `GitHub: 403 the app ${words} in ships/hull: Not Found`,
    });
  const failed = { status: 502, message: "no" };
  assert.is(notAllowed(failed, "ships/hull"), failed);
});

test("limited, we wait as long as GitHub asks, at most an hour", () => {
  const reset = String(now / 1000 + 90);
  assert.equal(of(403, { "retry-after": "7" }), ["limited", 7_000]);
  assert.equal(of(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }), ["limited", 90_000]);
  assert.equal(of(403, { "x-ratelimit-remaining": "10", "x-ratelimit-reset": reset }), ["refused", "thread"]);
  assert.equal(of(429), ["limited", 60_000]);
  assert.equal(of(403, {}, "You have exceeded a secondary rate limit"), ["limited", 60_000]);
  assert.equal(of(429, { "retry-after": "999999" }), ["limited", 3_600_000]);
  assert.equal(of(429, { "retry-after": "soon" }), ["limited", 60_000]);
});

test("a bug of ours is reported as a bug", () => {
  assert.match(failureOf(new TypeError("x is not a function"), now).detail, "TypeError: x is not a function");
});

test.run();
