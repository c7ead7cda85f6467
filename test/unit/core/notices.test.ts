import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reasonsNow } from "#shared/core/notice-words.ts";
import { stands } from "#shared/core/notices.ts";
import type { Reason } from "#shared/core/plan/plan.ts";
import { Settings } from "#shared/core/settings.ts";
import { pod } from "../../support/digest.ts";

const test = suite("the reasons for a change to come");

const now = (reason: Reason, ...areas: string[]) => reasonsNow([reason], { areas }, "galley");

test("name the choice that an area is by now, and no choice that was taken back", () => {
  const choice: Reason = { because: "choice", rank: 1, area: "hull" };
  assert.equal(now(choice, "sail", "hull"), [{ ...choice, rank: 2 }]);
  assert.equal(now(choice, "sail"), []);
  assert.equal(now(choice, "galley", "hull"), [], "they want the area of their seat more by now");
  assert.equal(now(choice, "hull", "galley"), [choice]);
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

const decided = suite("what others decided");

decided("that a move is not made, or a role ended, stands while people sit in that pod", () => {
  const member = (state: "seated" | "waiting", number: number | null) => ({
    pseudonym: "a",
    profile: { login: "ada", areas: ["hull"], ability: "newcomer" as const, volunteer: false, merged: 0 },
    standing: { state, pod: number, since: 1, pinned: false },
  });
  const settings = Settings.parse({ community: "Ships", organisation: "ships", areas: { hull: {} } });
  const orca = pod(2, "orca", "hull", [1]);
  for (const what of ["move-stopped", "move-dropped", "role-ended", "role-unlisted"] as const) {
    const holds = (one: ReturnType<typeof member>) => stands({ what, about: "2", revision: 1 }, orca, one, settings);
    assert.equal(
      [holds(member("seated", 2)), holds(member("seated", 3)), holds(member("waiting", null))],
      [true, false, false],
    );
  }
});

decided.run();
