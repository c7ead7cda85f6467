import { suite } from "uvu";
import * as assert from "uvu/assert";
import { appliedChanges, doneBy, podsFormed } from "#shared/core/plan/done-by-run.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { Run } from "#shared/core/ports.ts";

const test = suite("what a run did");

const wait = (group: number, member: string) =>
  ({ kind: "wait", group, reasons: [], member, from: "1" }) as const satisfies Change;

const RUN: Pick<Run, "changes" | "groups"> = {
  changes: [wait(0, "a"), wait(1, "b"), wait(2, "c"), wait(3, "d")],
  groups: [
    { group: 0, outcome: "applied", revision: 20, pods: { "new-1": 4 }, exAdvocates: ["a"] },
    { group: 1, outcome: "skipped", reason: "gone" },
    { group: 2, outcome: "applied", revision: 22, pods: { "new-2": 5 } },
  ],
};

test("are the changes of steps that were made, not of those that were skipped, or are still to come", () => {
  assert.equal(appliedChanges(RUN), [wait(0, "a"), wait(2, "c")]);
  assert.equal(podsFormed(RUN.groups), { "new-1": 4, "new-2": 5 });
  const { changes, formed, last, endsRole } = doneBy(RUN);
  assert.equal([changes, formed, last], [appliedChanges(RUN), podsFormed(RUN.groups), 22]);
  assert.equal([endsRole(wait(0, "a")), endsRole(wait(2, "a")), endsRole(wait(2, "c"))], [true, false, false]);
});

test.run();
