import { suite } from "uvu";
import * as assert from "uvu/assert";
import { endedTerm } from "#shared/core/term.ts";

const test = suite("the term of an advocate");

test("ends with its last month", () => {
  const next = Date.parse("2027-01-01T00:00:00Z");
  assert.is(endedTerm({ term: "2026-12" }, next - 1), undefined);
  assert.is(endedTerm({ term: "2026-12" }, next), "2026-12");
  assert.is(endedTerm({}, next), undefined);
});

test.run();
