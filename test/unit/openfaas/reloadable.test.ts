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
  const current = reloadable(() => text, read, { error: (message) => errors.push(message) });
  assert.is(current(), "read one");
  text = "bad";
  assert.equal(
    [current(), current(), errors],
    ["read one", "read one", ["is bad. The last valid value stays in use."]],
  );
  text = undefined;
  assert.is(current(), "read undefined");
  assert.throws(() => reloadable(() => "bad", read, { error() {} }), "is bad.");
});

test.run();
