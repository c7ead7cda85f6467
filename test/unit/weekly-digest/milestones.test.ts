import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { CreditedActivity } from "#shared/core/activity.ts";
import type { Profile } from "#shared/core/member.ts";
import { milestonesIn } from "../../../functions/weekly-digest/milestones.ts";
import { did, SETTINGS, WEEK } from "../../support/digest.ts";

const test = suite("the search for milestones");

/** How many earlier weeks are read for somebody whose first merge is in none of them. */
async function weeksRead(ofEach: readonly CreditedActivity[]): Promise<number> {
  let read = 0;
  const store = {
    activities: async () => {
      if (++read > 1_000) throw new Error("it does not end");
      return [...ofEach];
    },
    profiles: async () => new Map([["p1", { ability: "experienced", merged: 12 } as Profile]]),
    firstSteps: async () => ({ wasKnown: false, firstMerge: "merged:1#1" }),
  };
  assert.equal(await milestonesIn(WEEK, [did("merged", 1)], { store, settings: SETTINGS }), []);
  return read;
}

test("ends after two years, and before it takes too long", async () => {
  assert.is(await weeksRead([]), 104);
  const others = Array.from({ length: 10_000 }, () => did("opened", 2));
  assert.is(await weeksRead(others), 3);
});

test.run();
