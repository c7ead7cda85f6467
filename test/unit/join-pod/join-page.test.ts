import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPage } from "../../../functions/join-pod/join-page.ts";
import { pod, settings } from "../../support/pages.ts";

const test = suite("join page");

test("the command repeats the answers; without an open seat people may wait", () => {
  const form = { area: "cli", timezone: "Asia/Tokyo", ability: "newcomer" } as const;
  const matched = joinPage({ settings, form, matches: [{ pod: pod(1), reasons: ["first choice: CLI"] }] });
  assert.match(matched, "/pod join Pod 1 tz=Asia/Tokyo ability=newcomer");
  assert.match(matched, "first choice: CLI");
  const none = joinPage({ settings, form, matches: [] });
  assert.match(none, "/pod join cli tz=Asia/Tokyo ability=newcomer");
  assert.not.match(joinPage({ settings, form: {}, matches: [] }), "/pod join");
  const rare = joinPage({ settings, form: { timezone: "Asia/Kathmandu" } });
  assert.match(rare, '<option value="Asia/Kathmandu" selected>Kathmandu');
});

test("somebody who has answered is not asked for answers, and nobody is promised company that a first pod cannot give", () => {
  const asked = joinPage({ settings, form: {} });
  assert.match(asked, "Three short answers, then you say so on GitHub");
  assert.match(asked, "We try to seat you with people who have been here for a while.");
  const answered = joinPage({ settings, form: { area: "cli" }, matches: [{ pod: pod(1), reasons: [] }] });
  assert.match(answered, "Say so on GitHub now, so that we know it is really you.");
  assert.not.match(answered, "Three short answers");
});

test("company is named to a maintainer, since a comment tells everybody", () => {
  assert.match(joinPage({ settings, form: {} }), "somebody you would like to sit with? Tell a maintainer in private");
});

test("everything that is shown of people is said before they join", () => {
  const page = joinPage({ settings, form: {} });
  for (const shown of ["GitHub name", "the city of ", "the month ", "weekly digest"]) assert.match(page, shown);
});

test.run();
