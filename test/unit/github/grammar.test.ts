import { suite } from "uvu";
import * as assert from "uvu/assert";
import { nearest } from "#shared/core/github/edit-distance.ts";
import { parseCommand, USAGE } from "#shared/core/github/grammar.ts";

const test = suite("grammar");
const areas = {
  cli: { title: "CLI", repositories: [], labels: [], paths: [], keywords: [] },
  docs: { title: "Documentation", repositories: [], labels: [], paths: [], keywords: [] },
  core: { repositories: [], labels: [], paths: [], keywords: [] },
  infra: { repositories: [], labels: [], paths: [], keywords: [] },
};
const parse = (line: string) => parseCommand(line, { areas });

test("join reads areas by id or title, a pod, a zone, an ability, a volunteer", () => {
  assert.equal(parse("join cli Documentation tz=Europe/Berlin ability=Contributor advocate hours=3"), {
    word: "join",
    profile: { areas: ["cli", "docs"], timezone: "Europe/Berlin", ability: "contributor", volunteer: true, hours: 3 },
  });
  assert.equal(parse("JOIN Narwhal"), { word: "join", pod: "narwhal", profile: {} });
  assert.equal(parse("join"), { word: "join", profile: {} });
});

test("arguments that cannot be read are named", () => {
  const part = (line: string) => {
    const spoken = parse(line);
    return spoken.word === "unusable" ? spoken.part : `read as ${spoken.word}`;
  };
  assert.is(part("join kubernets"), "kubernets");
  assert.is(part("join cli docs core infra"), "infra");
  assert.is(part("join cli tz=Mars/Base"), "tz=Mars/Base");
  assert.is(part("join cli ability=genius"), "ability=genius");
  assert.is(part("join constructor"), "constructor");
  assert.is(part("pause soon"), "soon");
  assert.is(part("pause 2026-13-40"), "2026-13-40");
  assert.is(part("pause 99w"), "99w");
  assert.is(part("advocate hours=99"), "hours=99");
  assert.is(part("forget"), "");
  assert.is(part("forget @ada"), "@ada");
  assert.is(part("pin"), "");
  assert.is(part("pin @a/b"), "@a/b");
  assert.is(part("rename"), "");
  assert.is(part("meeting Thursday noon Europe/London"), "Thursday noon Europe/London");
  assert.is(
    part("meeting Thursday 17:00 Europe/London javascript:alert(1)"),
    "Thursday 17:00 Europe/London javascript…",
  );
});

test("the other words", () => {
  assert.equal(parse(""), { word: "help" });
  assert.equal(parse("pause 4w"), { word: "pause", days: 28 });
  assert.equal(parse("pause 2 weeks"), { word: "pause", days: 14 });
  assert.equal(parse("pause 2026-12-24"), { word: "pause", until: "2026-12-24" });
  assert.equal(parse("pause"), { word: "pause" });
  assert.equal(parse("forget me"), { word: "forget" });
  assert.equal(parse("step-down"), { word: "step-down" });
  assert.equal(parse("advocate hours=2"), { word: "advocate", hours: 2 });
  assert.equal(parse("pin @ada-l"), { word: "pin", login: "ada-l" });
  assert.equal(parse('rename "The Deep Divers"'), { word: "rename", name: "The Deep Divers" });
  for (const blank of ["\u3164", "\u2800\u2800", "\uffff", "\u{1fffe}"]) {
    assert.is(parse(`rename ${blank}`).word, "unusable", "a name that nobody can see, or no badge can hold");
  }
  assert.equal(parse("meeting thu 17:00 Europe/London https://meet.example.org/x"), {
    word: "meeting",
    meeting: { weekday: "Thursday", time: "17:00", timezone: "Europe/London", link: "https://meet.example.org/x" },
  });
  assert.equal(parse("kudos @ada for all"), { word: "not-yet", part: "kudos" });
});

test("an unknown word is kept for the answer, with the nearest three", () => {
  assert.equal(parse("jion cli"), { word: "unknown", part: "jion" });
  assert.equal(parse("constructor"), { word: "unknown", part: "constructor" });
  assert.equal(parse("__proto__"), { word: "unknown", part: "__proto__" });
  assert.equal(nearest("jion", Object.keys(USAGE))[0], "join");
  assert.is(nearest("levae", Object.keys(USAGE))[0], "leave");
  assert.is(nearest("", Object.keys(USAGE)).length, 3);
});

test.run();
