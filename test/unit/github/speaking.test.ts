import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type AuthorStanding, type Occasion, speechIn } from "#shared/core/github/speaking.ts";
import { MEMBER_STATES } from "#shared/core/member.ts";
import { Settings } from "#shared/core/settings.ts";

const test = suite("whether we speak in a thread");
const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse("2026-11-22T12:00:00Z");
const settings = (mentions: object = {}) =>
  Settings.parse({ community: "Ships", organisation: "ships", areas: { hull: {} }, mentions });

const fresh: Occasion = {
  author: "known",
  createdAt: NOW - 1_000,
  since: NOW - DAY_MS,
  now: NOW,
  open: true,
  draft: false,
  locked: false,
  isPrivate: false,
  silenced: false,
  isJoinIssue: false,
};
const say = (change: Partial<Occasion> = {}, mentions: object = {}) =>
  speechIn({ ...fresh, ...change }, settings(mentions)).say;

const AUTHORS = {
  known: "comment",
  invited: "comment",
  waiting: "comment",
  seated: "label",
  maintainer: "label",
  paused: "label",
  independent: "label",
  declined: "label",
  alumni: "label",
  forgotten: "label",
  nobody: "label",
} as const satisfies Record<AuthorStanding, "comment" | "label">;
const authors = Object.keys(AUTHORS) as AuthorStanding[];

test("a comment is for authors who may not know the pods; everybody else's threads get a label", () => {
  assert.equal([...MEMBER_STATES].sort(), authors.filter((one) => MEMBER_STATES.includes(one as never)).sort());
  for (const author of authors) assert.is(say({ author }), AUTHORS[author], author);
});

test("a community may want the comment for insiders too, and never for the unwilling", () => {
  const wanted = authors.filter((author) => say({ author }, { insiders: "comment" }) === "comment");
  assert.equal(wanted, ["known", "invited", "waiting", "seated", "maintainer"]);
});

test("threads from before we came, old ones and those of private repositories get a label", () => {
  const since = NOW - 30 * DAY_MS;
  assert.is(say({ createdAt: fresh.since - 1_000 }), "label");
  assert.is(say({ createdAt: NOW - 1_000, since: NOW - 999 }), "comment", "GitHub tells whole seconds");
  assert.is(say({ createdAt: NOW - 7 * DAY_MS, since }), "label");
  assert.is(say({ createdAt: NOW - 7 * DAY_MS + 1, since }), "comment");
  assert.is(say({ isPrivate: true }), "label");
});

test("nothing new is said where it would be noise, whoever the author is", () => {
  const quiet = [{ open: false }, { locked: true }, { draft: true }, { silenced: true }, { isJoinIssue: true }];
  for (const change of quiet)
    for (const author of authors) assert.is(say({ ...change, author }), "nothing", JSON.stringify(change));
  assert.is(say({ draft: true }, { quietOnDrafts: false }), "comment");
});

test("the settings can ask for labels alone", () => {
  assert.is(say({}, { mode: "quiet" }), "label");
  assert.is(say({}, { perThread: 0 }), "label");
  assert.is(say({ author: "seated" }, { mode: "quiet", insiders: "comment" }), "label");
});

test("it says why", () => {
  const because = (change: Partial<Occasion>) => speechIn({ ...fresh, ...change }, settings()).because;
  assert.is(because({}), "its author may not know the pods");
  assert.is(because({ author: "seated" }), "its author knows the pods");
  assert.is(because({ author: "forgotten" }), because({ author: "paused" }), "nobody learns who was forgotten");
  assert.is(because({ silenced: true, draft: true }), "a person wants it quiet");
});

test.run();
