import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMENT_COMMANDS } from "#shared/commands/comment-commands.ts";
import { sentence } from "#shared/commands/comment-door.ts";
import { commandLines } from "#shared/core/github/command-lines.ts";
import { hasMarker, operationsIn } from "#shared/core/github/marker.ts";
import { neutralise, quoteCode } from "#shared/core/github/neutralise.ts";
import type { AnswerModel } from "#shared/core/messages/github-parts.ts";
import type { Pod } from "#shared/core/pod.ts";
import { Settings } from "#shared/core/settings.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";
import { commentText } from "../../../functions/deliver/comment-text.ts";
import { replyText, thatFit } from "../../../functions/deliver/reply-text.ts";
import { answerIn } from "../../support/answers.ts";

const test = suite("our comments");
const settings = (more: object = {}) =>
  Settings.parse({
    id: "ships",
    community: "Ships",
    organisation: "ships",
    publicUrl: "https://pods.example.org",
    areas: { hull: { title: "Hull" }, sail: { title: "Sails" } },
    links: { slackInvite: "https://chat.example.org/join" },
    ...more,
  });
const pod = (change: Partial<Pod> = {}): Pod => ({
  number: 1,
  slug: "narwhal",
  name: "Narwhal",
  area: "hull",
  seats: ["p1", "p2", "p3", "p4", "p5"].map((pseudonym) => ({ pseudonym, level: 1, offset: 0, volunteer: false })),
  advocate: "p2",
  locked: false,
  meeting: { weekday: "Friday", time: "18:00", timezone: "Europe/Berlin", link: "https://meet.example.org/x" },
  ...change,
});
const answer = (change: Partial<CommandAnswer> = {}): CommandAnswer => ({
  ...answerIn("1#2", { person: "p1", command: "join", outcome: "seated", pod: 1, ...change }),
  operation: "o-1",
});
const model = (change: Partial<AnswerModel> = {}): AnswerModel => ({
  settings: settings(),
  pods: new Map([[1, pod()]]),
  lastNames: new Map(),
  people: new Map([
    ["p1", { login: "ada" }],
    ["p2", { login: "bob_b" }],
  ]),
  ...change,
});
const text = (answers: readonly CommandAnswer[], more: Partial<AnswerModel> = {}) => replyText(answers, model(more));
const answered = (change: Partial<CommandAnswer>, more: Partial<AnswerModel> = {}) => text([answer(change)], more);
const DAY = "22 November 2026";
/** Of a kind that the sentences of the command take. */
const detailOf = (command: string): string => DETAILS[command] ?? "hull";
const DETAILS: Readonly<Record<string, string>> = {
  advocate: "2026-06",
  stay: "2026-11-30",
  pause: "2026-11-30",
  kudos: "2026-W47",
  news: "2026-W47",
  demo: "2026-W47",
  notes: "2026-W47",
  goodbye: "2026-W47",
};

test("a seated person is welcomed with everything they need", () => {
  const body = answered({ detail: "1" });
  assert.match(
    body,
    `<!-- pods:ships:answers:o-1 -->\n\n@ada: Welcome to the **[Narwhal](https://pods.example.org/pods/narwhal)** pod! You took your seat on ${DAY}.\n\n| | |`,
  );
  assert.match(body, "(https://pods.example.org/pods/narwhal) |");
  assert.match(body, "(https://pods.example.org/pods/narwhal/calendar.ics) |");
  assert.match(body, "[in our Slack](https://chat.example.org/join)");
  assert.match(body, "Hull was your first choice.");
});

test("a sentence is the same whatever has become of people and pods since", () => {
  const now = model();
  const later = model({
    pods: new Map([[1, pod({ seats: [], advocate: "p1", locked: true, meeting: undefined as never })]]),
  });
  for (const { word: command, outcomes } of COMMENT_COMMANDS) {
    for (const outcome of outcomes) {
      const one = answer({ command, outcome, detail: detailOf(command), about: ["p2"] });
      assert.is(sentence(one, now), sentence(one, later), `${command} ${outcome}`);
      assert.not.match(
        sentence(one, now),
        /\bnow\b|number \d|\d of \d|\d+ (more|open|free)|undefined/,
        `${command} ${outcome}`,
      );
    }
  }
});

test("people who wait read where it stands, and not how", () => {
  const waiting = (outcome: string, detail: string, isOffered = false) => {
    const { pod, ...one } = answer({ outcome, detail });
    return text([isOffered ? { ...one, pod: pod! } : one]).split("\n\n")[1];
  };
  const page =
    "[Your page](https://pods.example.org/pods/people/ada) says how it stands. If a seating finds you a seat while you wait, I will tell you in the thread where you asked last.";
  const offer =
    "On that day **[Narwhal](https://pods.example.org/pods/narwhal)** (Hull) had an open seat: `/pod accept Narwhal` takes it, unless somebody else was faster. You keep the areas that you named.";
  assert.is(waiting("waiting", "hull"), `@ada: You went on the list for Hull on ${DAY}. ${page}`);
  assert.is(waiting("waiting", "sail", true), `@ada: You went on the list for Sails on ${DAY}. ${offer} ${page}`);
  assert.is(waiting("already-waiting", "*"), `@ada: You were already on the list for any pod on ${DAY}. ${page}`);
  assert.is(waiting("waiting", "hull,sail"), `@ada: You went on the list for Hull and Sails on ${DAY}. ${page}`);
});

test("forgotten people are not named, and a pod that has closed is named as it was first", () => {
  const gone = { people: new Map(), pods: new Map() };
  const body = answered({}, gone);
  assert.not.match(body, /ada|bob|@/);
  assert.match(body, "Welcome to the **Narwhal** pod!");
  const who = answered({ command: "who", outcome: "shown", about: ["p2", "p1"], detail: "p2" }, gone);
  assert.match(who, `On ${DAY} these people were in **Narwhal**: a former member (Pod Advocate), a former member.`);
});

test("a pod whose name has an article gets no second one", () => {
  const watch = pod({ name: "The Night Watch" });
  const name = "**[The Night Watch](https://pods.example.org/pods/narwhal)** pod";
  assert.match(answered({}, { pods: new Map([[1, watch]]) }), `Welcome to ${name}!`);
  assert.match(commentText(watch, {}, settings()), `This is close to ${name}, which`);
});

test("the comment about a pod mentions only people who are to be notified", () => {
  const near = commentText(pod(), {}, settings());
  assert.match(
    near,
    "<!-- pods:ships:thread -->\n\nThis is close to the **[Narwhal](https://pods.example.org/pods/narwhal)** pod, which looks after Hull. `/pod join Narwhal` asks for a seat there.\n\n<sub>",
  );
  assert.not.match(near, "@");
  assert.match(
    commentText(pod(), { mentioned: ["bob_b"] }, settings()),
    "asks for a seat there. @bob_b, would you have a look?",
  );
  assert.match(
    commentText(pod(), { mentioned: ["a", "b", "c"] }, settings()),
    " @a, @b and @c, would you have a look?",
  );
  assert.match(commentText(undefined, {}, settings()), "There is nothing left to say here.");
});

test("the comment about a pod welcomes a newcomer and celebrates their first merge", () => {
  const links = { contributing: "https://ships.example.org/contributing", swag: "https://ships.example.org/swag" };
  const said = (more: Parameters<typeof commentText>[1], own: object = { links }) =>
    commentText(pod(), more, settings(own)).split("\n\n").slice(2, -1);
  assert.equal(said({ welcome: { buddy: "bob_b", isPullRequest: true }, celebrates: true }), [
    "Welcome to Ships, and thank you! Next, somebody who knows this part of the project reviews your changes, and may ask for a few more. If you get stuck, ask [bob\\_b](https://github.com/bob_b), who knows the way around. [How to contribute](https://ships.example.org/contributing) says what a good change needs.",
    "Your first pull request here was merged. Congratulations, and thank you! [Order your swag](https://ships.example.org/swag).",
  ]);
  assert.equal(said({ welcome: { buddy: undefined, isPullRequest: false }, celebrates: true }, { links: {} }), [
    "Welcome to Ships, and thank you! Next, somebody who knows this part of the project answers you here.",
    "Your first pull request here was merged. Congratulations, and thank you!",
  ]);
});

test("a reply holds as many answers as GitHub takes, and none is shortened", () => {
  const detail = COMMENT_COMMANDS.map(({ word }) => word).join(" ");
  const many = Array.from({ length: 100 }, () => answer({ command: "help", outcome: "shown", detail }));
  const first = thatFit([], many, text);
  assert.ok(first.length > 10 && first.length < 100);
  assert.ok(text(first).length <= 65_536);
  assert.ok(text(many.slice(0, first.length + 1)).length > 65_536);
  assert.equal(thatFit(first, many.slice(first.length), text), []);
  assert.is(thatFit([], many.slice(0, 1), () => "x".repeat(70_000)).length, 1, "one at least");
});

test("a reply says which answers it holds, of our community and no other", () => {
  const body = text([answer(), { ...answer(), operation: "o_2-" }]);
  assert.equal(operationsIn(body, "ships"), ["o-1", "o_2-"]);
  assert.equal(operationsIn(body, "boats"), []);
  assert.equal(operationsIn(`> ${body}`, "ships"), []);
});

test("every command's every outcome has a sentence", () => {
  for (const { word: command, outcomes } of COMMENT_COMMANDS) {
    for (const outcome of [...outcomes, "unusable", "not-known", "forbidden", "no-pod"]) {
      const body = answered({ command, outcome, detail: detailOf(command) });
      assert.not.match(body, /undefined|\{pod\}/, `${command} ${outcome}`);
      assert.ok(body.length > 120, `${command} ${outcome}: ${body}`);
    }
  }
});

test("people are named in answers about them, and nobody but the author is notified", () => {
  const bob = "[bob\\_b](https://github.com/bob_b)";
  const narwhal = "**[Narwhal](https://pods.example.org/pods/narwhal)**";
  const saying = (command: string, outcome: string, more: Partial<CommandAnswer> = {}) =>
    answered({ command, outcome, about: ["p2"], ...more }).split("\n\n")[1];
  assert.is(
    saying("pin", "changed"),
    `@ada: On ${DAY} ${bob} was pinned to ${narwhal}: no plan moves them until \`/pod unpin\`, while the pod has five to nine people.`,
  );
  assert.is(
    saying("unpin", "changed"),
    `@ada: On ${DAY} ${bob} was unpinned: plans may move them until the next \`/pod pin\`.`,
  );
  assert.is(
    saying("advocate", "changed"),
    `@ada: Thank you for volunteering. On ${DAY} the Pod Advocate of ${narwhal} was ${bob}. When the role is free, it goes to the volunteer who has been in the pod longest.`,
  );
  assert.is(
    saying("advocate", "changed", { person: "p2" }),
    `@bob_b: Thank you for volunteering. On ${DAY} you were the Pod Advocate of ${narwhal}.`,
  );
});

test("a successor is named and told what it means", () => {
  const body = answered({ command: "nominate", outcome: "changed", about: ["p2"] });
  assert.match(body, `@ada: On ${DAY} @bob_b became the Pod Advocate of **[Narwhal]`);
  assert.match(body, "\n\n@bob_b: thank you. An advocate speaks for the pod");
  const forgotten = answered({ command: "nominate", outcome: "changed", about: ["p3"] });
  assert.match(forgotten, "a former member became the Pod Advocate");
  assert.is(forgotten.split("@").length, 2);
});

test("a stored answer with a word that nobody knows is an error that names it", () => {
  assert.throws(() => answered({ outcome: "sailed" }), /"join".*"sailed"/);
  assert.throws(() => answered({ command: "sail" }), /"sail"/);
});

test("it holds no commands and has our marker", () => {
  for (const body of [
    commentText(pod(), { mentioned: ["bob_b"] }, settings()),
    text([answer({}), answer({ command: "help", outcome: "shown" })]),
  ]) {
    assert.equal(commandLines(body), []);
    assert.ok(hasMarker(body));
  }
});

const HOSTILE =
  "@team <!-- pods:x:thread --> <img src=x> [a](http://evil) `code` #12 GH-7 www.evil.org \u202eabc\u0000\n/pod leave **b** | $& \\@bob";

test("text by people cannot mention, link or hide anything", () => {
  for (const body of [
    neutralise(HOSTILE, 400),
    commentText(pod({ name: HOSTILE.slice(0, 40) }), {}, settings()),
    commentText(
      pod(),
      { welcome: { buddy: "bob_b", isPullRequest: true }, celebrates: true },
      settings({ community: HOSTILE.slice(0, 80), areas: { hull: { title: HOSTILE.slice(0, 60) } } }),
    ),
    answered(
      { outcome: "waiting", detail: "hull", person: null },
      {
        settings: settings({ areas: { hull: { title: HOSTILE.slice(0, 60) } } }),
      },
    ),
  ]) {
    const [marker = "", ...rest] = body.split("\n\n");
    const said = hasMarker(marker) ? rest.join("\n\n") : body;
    assert.not.match(said, /@\w/);
    assert.not.match(said, /<(?!\/?sub>)/);
    assert.not.match(said, /#\d|GH-\d|www\.\w|http:\/\/evil/i);
    assert.not.match(said, /(?<!\\)\[a/);
    assert.not.match(said, /[\u202e\u0000]/);
    assert.equal(commandLines(said), []);
  }
  assert.is(quoteCode("a`b``c\n@x"), "`a'b''c @x`");
  assert.is(quoteCode("```"), "`'''`");
  assert.is(neutralise("👩‍🚀".repeat(200), 10), `${"👩‍🚀".repeat(9)}…`);
});

test("a hostile login is not put behind an @", () => {
  const people = new Map([["p1", { login: "x @everyone" }]]);
  assert.not.match(answered({}, { people }), "@");
});

test.run();
