/** Reasons as sentences about the person whom a change concerns. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Profile } from "#shared/core/member.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import { reasonsAboutPerson } from "#shared/core/notice-words.ts";
import type { Decided } from "#shared/core/notices.ts";
import type { Reason } from "#shared/core/plan/plan.ts";

const test = suite("reasons");
const names = { area: (id: string) => id.toUpperCase(), pod: (id: string) => `Pod ${id}` };
const ada: Profile = { login: "ada", areas: ["cli"], ability: "newcomer", volunteer: true, joinedAt: 0, merged: 0 };
const community = { community: "Ships" };

const SEAT: Decided = {
  kind: "seat",
  group: 0,
  member: "p1",
  to: "1",
  reasons: [
    { because: "choice", rank: 1, area: "cli" },
    { because: "choice", rank: 2, area: "docs" },
    { because: "was-small", pod: "1", size: 5 },
    { because: "gives-volunteer", pod: "1" },
    { because: "gives-level", pod: "1", level: 3 },
    { because: "no-room-there" },
    { because: "worse-choice", rank: 2, instead: 1, area: "docs" },
    { because: "group-saves", points: 9 },
  ],
};

test("speak to the person", () => {
  assert.is(
    reasonsAboutPerson(SEAT, names, ada, community),
    "CLI is your first choice; DOCS was your second choice; Pod 1 had only five people; your joining gives Pod 1 somebody who can be its advocate; your joining gives Pod 1 a better mix of experience; no pod of an area that you named had room; it is your second choice instead of your first",
  );
});

test("speak of the person to everybody else", () => {
  assert.is(
    reasonsAboutPerson(SEAT, names, ada, community, "they"),
    "CLI is their first choice; DOCS was their second choice; Pod 1 had only five people; their joining gives Pod 1 somebody who can be its advocate; their joining gives Pod 1 a better mix of experience; no pod of an area that they named had room; it is their second choice instead of their first",
  );
});

test("say who said that an advocate volunteers, to nobody but the person", () => {
  const reasons: Reason[] = [{ because: "volunteered", pod: "1" }];
  const change: Decided = { kind: "advocate", group: 0, member: "p1", pod: "1", reasons };
  const said = (volunteerBy?: "file" | "maintainer") =>
    (["you", "they"] as const).map((voice) =>
      reasonsAboutPerson(change, names, { ...ada, ...(volunteerBy && { volunteerBy }) }, community, voice),
    );
  assert.equal(said(), ["you volunteered", "they were a volunteer"]);
  assert.equal(said("file"), ["a file of Ships listed you as a volunteer", "they were a volunteer"]);
  assert.equal(said("maintainer"), ["a maintainer listed you as a volunteer", "they were a volunteer"]);
});

test("of what nothing has been made yet say how the pods are", () => {
  const now = { ...names, isNow: true };
  const said = (reason: Reason) => [reasonInWords(reason, names), reasonInWords(reason, now)];
  assert.equal(said({ because: "was-small", pod: "1", size: 6 }), [
    "Pod 1 had only six people",
    "Pod 1 has only six people",
  ]);
  assert.equal(said({ because: "was-full", pod: "1", size: 9 }), ["Pod 1 was full", "Pod 1 is full"]);
  assert.equal(said({ because: "was-full", pod: "1", size: 10 }), [
    "Pod 1 had 10 people, and nine is the most",
    "Pod 1 has 10 people, and nine is the most",
  ]);
});

test.run();
