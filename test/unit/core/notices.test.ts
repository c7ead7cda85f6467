import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reasonsNow } from "#shared/core/notices.ts";
import type { Reason } from "#shared/core/plan/plan.ts";

const test = suite("the reasons for a change to come");

const now = (reason: Reason, ...areas: string[]) => reasonsNow([reason], { areas });

test("name the choice that an area is by now, and no choice that was taken back", () => {
  const choice: Reason = { because: "choice", rank: 1, area: "hull" };
  assert.equal(now(choice, "sail", "hull"), [{ ...choice, rank: 2 }]);
  assert.equal(now(choice, "sail"), []);
  const unlisted: Reason = { because: "unlisted-area", area: "hull" };
  assert.equal(now(unlisted, "sail"), [unlisted]);
  assert.equal(now(unlisted, "hull"), []);
});

test("tell a cost only while it is one", () => {
  const cost: Reason = { because: "worse-choice", rank: 2, instead: 1, area: "hull" };
  assert.equal(now(cost, "sail", "hull"), [cost]);
  assert.equal(now(cost, "hull", "sail"), [], "they want it most by now");
  const unnamed: Reason = { ...cost, rank: null };
  assert.equal(now(unnamed, "sail"), [unnamed]);
  assert.equal(now(unnamed, "sail", "hull"), []);
});

test.run();
