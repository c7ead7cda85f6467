import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reloadable } from "#shared/openfaas/reloadable.ts";

const test = suite("a reloadable value");

test("a changed text is used from the next call on; a malformed one is logged once and ignored", () => {
  let text: string | undefined = "one";
  const errors: string[] = [];
  const read = (now: string | undefined) => {
    if (now === "bad") throw new Error("is bad.");
    return `read ${now}`;
  };
  const current = reloadable(() => text, read, {
    log: { error: (message) => errors.push(message) },
    now: () => 7,
  });
  assert.is(current(), "read one");
  text = "bad";
  assert.equal(
    [current(), current(), errors],
    ["read one", "read one", ["is bad. The last valid value stays in use until this is mended; a start would fail."]],
  );
  assert.equal(current.fault(), { reason: "is bad.", since: 7 });
  text = undefined;
  assert.is(current.fault(), undefined, "mended, without a call in between");
  assert.is(current(), "read undefined");
  assert.throws(() => reloadable(() => "bad", read, { log: { error() {} } }), "is bad.");
});

test.run();
