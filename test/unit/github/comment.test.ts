import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMENT_COMMANDS } from "#shared/commands/comment-commands.ts";
import { sentence } from "#shared/commands/comment-door.ts";
import { commandLines } from "#shared/core/github/command-lines.ts";
import { hasMarker } from "#shared/core/github/marker.ts";
import { neutralise, quoteCode } from "#shared/core/github/neutralise.ts";
import type { Member } from "#shared/core/member.ts";
import type { CommentModel } from "#shared/core/messages/github-parts.ts";
import type { Pod } from "#shared/core/pod.ts";
import { Settings } from "#shared/core/settings.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";
import { commentText } from "../../../functions/deliver/comment-text.ts";

const test = suite("the comment");
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
const member = (pseudonym: string, login: string, areas = ["hull"]): Member => ({
  pseudonym,
  profile: { login, areas, ability: "newcomer", volunteer: false, merged: 0 },
  standing: { state: "seated", pod: 1, since: 1, pinned: false },
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
const answer = (change: Partial<CommandAnswer>): CommandAnswer => ({
  operation: "o",
  person: "p1",
  command: "join",
  outcome: "seated",
  pod: 1,
  ...change,
});
const model = (change: Partial<CommentModel> = {}): CommentModel => ({
  settings: settings(),
  near: undefined,
  notified: null,
  answers: [],
  pods: new Map([[1, pod()]]),
  people: new Map([member("p1", "ada"), member("p2", "bob_b")].map((one) => [one.pseudonym, one])),
  queues: new Map(),
  ...change,
});
const text = (change: Partial<CommentModel>) => commentText(model(change), sentence) ?? "";
const answered = (change: Partial<CommandAnswer>, more: Partial<CommentModel> = {}) =>
  text({ answers: [answer(change)], ...more });

test("nothing to say is no comment", () => assert.is(commentText(model(), sentence), undefined));

test("a seated person is welcomed with everything they need", () => {
  const body = answered({});
  assert.match(
    body,
    "<!-- pods:ships:thread -->\n\n@ada: Welcome to the **[Narwhal](https://pods.example.org/pods/narwhal)** pod. You are one of 5; it has 9 seats.",
  );
  assert.match(body, "| **Say hello to** | [bob\\_b](https://github.com/bob_b), your Pod Advocate |");
  assert.match(body, "every Friday at 18:00 (Europe/Berlin), [join](https://meet.example.org/x)");
  assert.match(body, "[in our Slack](https://chat.example.org/join)");
  assert.match(body, "Why Narwhal: Hull is your first choice.");
});

test("it states what is true now, not when the command ran", () => {
  assert.match(answered({}, { pods: new Map([[1, pod({ seats: [] })]]) }), "There was a seat for you");
  assert.match(answered({}, { pods: new Map() }), "a pod that has closed since");
  const waiting = { outcome: "waiting", detail: "hull" };
  assert.match(
    answered(waiting, { queues: new Map([["hull", ["p9", "p1"]]]) }),
    "number 2 of 2 waiting for Hull. No Hull pod has an open seat. A new one forms as soon as 3 more people ask",
  );
  assert.match(answered(waiting, { queues: new Map([["hull", ["p9"]]]) }), "You no longer wait for Hull");
});

test("forgotten people are not named", () => {
  const body = answered({}, { people: new Map() });
  assert.not.match(body, /ada|bob|@/);
  assert.match(answered({ command: "who", outcome: "shown" }, { people: new Map() }), "a former member (Pod Advocate)");
});

test("only an advocate who is to be notified is mentioned", () => {
  const notifying = (notified: string | null) => text({ near: pod(), notified });
  assert.not.match(notifying(null), "@");
  assert.not.match(notifying("p1"), "@");
  assert.match(
    notifying(null),
    "[bob\\_b](https://github.com/bob_b) is its Pod Advocate. 4 seats are free: `/pod join Narwhal`.",
  );
  assert.match(notifying("p2"), "@bob_b is its Pod Advocate");
  assert.not.match(answered({ command: "who", outcome: "shown" }).replace("@ada:", ""), "@");
  assert.not.match(text({ near: pod({ locked: true }) }), "free");
});

test("every command's every outcome has a sentence", () => {
  for (const { word: command, outcomes } of COMMENT_COMMANDS) {
    for (const outcome of [...outcomes, "unusable", "not-known", "forbidden", "no-pod"]) {
      const body = answered({ command, outcome, detail: "x" });
      assert.not.match(body, /undefined|\{pod\}/, `${command} ${outcome}`);
      assert.ok(body.length > 150, `${command} ${outcome}: ${body}`);
    }
  }
});

test("people are named in answers about them, and nobody but the author is notified", () => {
  const bob = "[bob\\_b](https://github.com/bob_b)";
  const narwhal = "**[Narwhal](https://pods.example.org/pods/narwhal)**";
  const saying = (command: string, outcome: string, more: Partial<CommandAnswer> = {}) =>
    answered({ command, outcome, ...more }).split("\n\n")[1];
  assert.is(saying("pin", "changed", { about: "p2" }), `@ada: No plan will move ${bob} out of ${narwhal}.`);
  assert.is(saying("unpin", "changed", { about: "p2" }), `@ada: Plans may move ${bob} again.`);
  assert.is(saying("nominate", "changed"), `@ada: ${bob} is now the advocate of ${narwhal}.`);
  assert.is(
    saying("advocate", "changed"),
    `@ada: Thank you. ${narwhal} has an advocate, ${bob}; you are next in line.`,
  );
  assert.is(saying("advocate", "changed", { person: "p2" }), `@bob_b: Thank you. You are the advocate of ${narwhal}.`);
});

test("help lists what its reader may use", () => {
  const help = (person: string) => answered({ command: "help", outcome: "shown", person });
  assert.match(help("p2"), "`/pod rename <name>`");
  assert.not.match(help("p1"), "/pod rename");
  for (const person of ["p1", "p2"]) assert.match(help(person), "`/pod leave`");
  assert.not.match(help("p2"), /\/pod (demo|apply|undo)/);
});

test("a stored answer with a word that nobody knows is an error that names it", () => {
  assert.throws(() => answered({ outcome: "sailed" }), /"join".*"sailed"/);
  assert.throws(() => answered({ command: "sail" }), /"sail"/);
});

test("of a person's same command only the last is answered", () => {
  const answers = [
    answer({ command: "help", outcome: "shown" }),
    answer({ outcome: "waiting", detail: "hull" }),
    answer({}),
  ];
  const body = text({ answers });
  assert.is(body.split("@ada:").length - 1, 2);
  assert.match(body, "Welcome to");
});

test("it holds no commands and has our marker", () => {
  const body = text({ near: pod(), answers: [answer({}), answer({ command: "help", outcome: "shown" })] });
  assert.equal(commandLines(body), []);
  assert.ok(hasMarker(body));
});

const HOSTILE =
  "@team <!-- pods:x:thread --> <img src=x> [a](http://evil) `code` #12 GH-7 www.evil.org \u202eabc\u0000\n/pod leave **b** | $& \\@bob";

test("text by people cannot mention, link or hide anything", () => {
  for (const body of [
    neutralise(HOSTILE, 400),
    text({ near: pod({ name: HOSTILE.slice(0, 40) }) }),
    text({
      near: pod(),
      settings: settings({ community: HOSTILE.slice(0, 80), areas: { hull: { title: HOSTILE.slice(0, 60) } } }),
    }).slice(30),
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
  const people = new Map([["p1", member("p1", "x @everyone")]]);
  assert.not.match(answered({}, { people }), "@");
});

test.run();
