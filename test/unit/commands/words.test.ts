import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMENT_COMMANDS } from "#shared/commands/comment-commands.ts";
import { placesNamed } from "#shared/commands/places-named.ts";
import { unusableText } from "#shared/commands/unusable.ts";
import { LostArea, Unusable } from "#shared/commands/words.ts";
import { nearest } from "#shared/core/github/edit-distance.ts";
import type { NamedPod } from "#shared/core/places.ts";
import { Settings } from "#shared/core/settings.ts";

const test = suite("the words of commands");
const settings = Settings.parse({
  community: "X",
  organisation: "x",
  areas: { cli: { title: "CLI" }, docs: { title: "Documentation" }, core: {}, infra: {} },
});
const at = Date.UTC(2026, 10, 26);

/** The fields that a line's words give; what comes before them is the command. */
function read(line: string, pods?: readonly NamedPod[]): object {
  const [word = "", ...parts] = line.split(" ").filter((part) => part !== "");
  const command = COMMENT_COMMANDS.find((one) => one.word === word);
  if (!command) throw new Error(`no command: ${word}`);
  return command.comment.read({ parts, settings, at, ...(pods && { pods }) });
}

test("commands that take a text say how long it may be", () => {
  const model = { settings, pods: new Map(), lastNames: new Map(), people: new Map() };
  const asked = { command: "", person: "", outcome: "unusable", at, thread: "1#2", operation: "o" } as never;
  for (const [word, max] of [
    ["demo", 120],
    ["news", 120],
    ["kudos", 120],
    ["rename", 40],
  ] as const) {
    const command = COMMENT_COMMANDS.find((one) => one.word === word);
    assert.match(command?.sentence(asked, model) ?? "", `at most ${max} characters.`, word);
  }
});

test("an area that is gone is named by all of its id, and stands behind whatever else the words mean", () => {
  const lost = ["front-end"];
  const named = (...parts: string[]) =>
    placesNamed({ parts, settings, at, lost, pods: [{ slug: "orca", name: "Front End Fans" }] });
  for (const parts of [["front-end"], ["docs", "and", "Front", "End,"]])
    assert.throws(
      () => named(...parts),
      (error: unknown) => error instanceof LostArea && error.part === "front-end",
    );
  assert.equal(named("front", "end", "fans", "please"), [
    { kind: "pod", slug: "orca" },
    { kind: "word", word: "please", written: "please" },
  ]);
});

test("join reads areas by id or title, a pod, a zone, an ability, a volunteer", () => {
  assert.equal(read("join cli Documentation tz=Europe/Berlin ability=Contributor advocate hours=3"), {
    areas: ["cli", "docs"],
    timezone: "Europe/Berlin",
    ability: "contributor",
    advocate: true,
    hours: 3,
  });
  assert.equal(read("join Narwhal"), { pod: "narwhal" });
  assert.equal(read("join"), {});
});

test("join, accept and who read a pod alike: by its name, its slug, or as pod=", () => {
  const pods = [
    { slug: "narwhal", name: "Yarr!" },
    { slug: "orca", name: "The Night Watch" },
  ];
  for (const [line, slug] of [
    ["narwhal", "narwhal"],
    ["Orca.", "orca"],
    ["pod=Orca", "orca"],
    ["pod=orca!", "orca"],
    ["Yarr!", "narwhal"],
    ["yarr", "narwhal"],
    ["the night watch", "orca"],
  ] as const) {
    for (const word of ["join", "accept"]) assert.equal(read(`${word} ${line}`, pods), { pod: slug }, line);
    assert.equal(read(`who ${line}`, pods), { slug }, line);
  }
  for (const line of [
    "accept cli",
    "accept narwhal orca",
    "accept pod=bilge",
    "who pod=bilge",
    "who cli orca",
    "join pod=bilge",
  ])
    assert.throws(() => read(line, pods), /unusable/, line);
  assert.equal(read("join docs, cli."), { areas: ["docs", "cli"] });
  for (const line of ["join docs and cli", "join the docs & cli, please!", "join the docs pod and cli"])
    assert.equal(read(line, pods), { areas: ["docs", "cli"] }, line);
  assert.equal(read("join the Night Watch and cli", pods), { areas: ["cli"], pod: "orca" });
  assert.equal(read("join the pod, please"), {});
});

test("a zone that means several is asked back with those, in a join and for a meeting", () => {
  assert.match(unusableText("tz=BST", "tz=…", "hint"), "can mean Europe/London or Asia/Dhaka; say which.");
  assert.match(unusableText("thu 17:00 EST", "…", undefined), "can mean America/New_York, UTC-5 or Australia/Sydney");
  assert.match(unusableText("thu noon EST", "…", "hint"), "hint");
});

test("what is behind a word and cannot be read is named", () => {
  const part = (line: string) => {
    try {
      return `read as ${JSON.stringify(read(line))}`;
    } catch (error) {
      if (error instanceof Unusable) return error.part;
      throw error;
    }
  };
  assert.is(part("join kubernets"), "kubernets");
  assert.is(part("join cli docs core infra"), "infra");
  assert.is(part("join cli tz=Mars/Base"), "tz=Mars/Base");
  assert.equal(read("join cli tz=gmt+2"), { areas: ["cli"], timezone: "UTC+2" });
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
  assert.is(part("meeting Thursday noon Europe/London"), "noon");
  assert.is(part("meeting Noday 17:00 Europe/London"), "Noday");
  const link = "javascript:alert(1)";
  assert.is(part(`meeting Thursday 17:00 Europe/London ${link}`), link);
});

test("the other words", () => {
  assert.equal(read("pause 4w"), { until: "2026-12-24" });
  assert.equal(read("pause 2 weeks"), { until: "2026-12-10" });
  assert.equal(read("pause 2026-12-24"), { until: "2026-12-24" });
  assert.equal(read("pause"), {});
  assert.equal(read("forget me"), {});
  assert.equal(read("step-down"), {});
  assert.equal(read("advocate hours=2"), { hours: 2 });
  assert.equal(read("pin @ada-l"), { login: "ada-l" });
  assert.equal(read('rename "The Deep Divers"'), { name: "The Deep Divers" });
  for (const blank of ["\u3164", "\u2800\u2800", "\uffff", "\u{1fffe}"]) {
    assert.throws(() => read(`rename ${blank}`), /unusable/, "a name that nobody can see, or no badge can hold");
  }
  assert.equal(read("meeting thu 17:00 Europe/London https://meet.example.org/x"), {
    weekday: "Thursday",
    time: "17:00",
    timezone: "Europe/London",
    link: "https://meet.example.org/x",
  });
});

test("brackets are read as help writes them, and names as a sentence ends them", () => {
  assert.equal(read("join <cli>… [tz=Europe/Berlin] [ability=newcomer] [advocate]"), {
    areas: ["cli"],
    timezone: "Europe/Berlin",
    ability: "newcomer",
    advocate: true,
  });
  assert.equal(read("pause [4w]"), { until: "2026-12-24" });
  assert.equal(read("advocate [hours=2]"), { hours: 2 });
  assert.equal(read("who [Documentation]"), { area: "docs" });
  assert.equal(read("rename <The Deep Divers>"), { name: "The Deep Divers" });
  const post = { link: "https://ada.example.org/tight", title: "How we did it" };
  assert.equal(read("news <https://ada.example.org/tight> <How we did it>"), post);
  assert.equal(read("news <https://ada.example.org/tight> How we did it"), post);
  for (const line of [
    "news [How we did it](https://ada.example.org/tight)",
    "news [How we did it](https://ada.example.org/tight).",
  ])
    assert.equal(read(line), post);
  assert.equal(read("news [[WIP] (a) hull](https://ada.example.org/a_(b))"), {
    title: "[WIP] (a) hull",
    link: "https://ada.example.org/a_(b)",
  });
  for (const link of ["[https://meet.example.org/x]", "<https://meet.example.org/x>"])
    assert.is((read(`meeting thu 17:00 Europe/London ${link}`) as { link: string }).link, "https://meet.example.org/x");
  assert.equal(read("notes https://notes.example.org/1 contributor"), {
    link: "https://notes.example.org/1",
    meeting: "contributor",
  });
  assert.throws(() => read("notes https://notes.example.org/1 of the meeting"), /unusable/);
  assert.equal(read("demo [WIP] List<String> in a hull"), { title: "[WIP] List<String> in a hull" });
  for (const line of ["kudos @ada <for the hull>", "kudos @ada: for the hull", "kudos ada, for the hull"])
    assert.equal(read(line), { whom: "ada", why: "for the hull" });
  for (const line of ["pin @ada.", "pin <@ada>"]) assert.equal(read(line), { login: "ada" });
  for (const line of ["kudos @ada, @bob thanks", "kudos @ada and @bob thanks", "kudos for @ada thanks"])
    assert.throws(() => read(line), /unusable/);
});

test("a word nobody knows has nearest ones", () => {
  const words = COMMENT_COMMANDS.map(({ word }) => word);
  assert.equal(nearest("jion", words)[0], "join");
  assert.is(nearest("levae", words)[0], "leave");
  assert.is(nearest("", words).length, 3);
});

test("every command that a page, a message or a document names is there", () => {
  const sources = readdirSync("functions", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `functions/${path}`);
  const docs = readdirSync("docs").flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []));
  const here = new Set(COMMENT_COMMANDS.map(({ word }) => word));
  const named = [...sources, ...docs, "README.md", "tools/start/words.ts"].flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/\/pod ([a-z-]+)/g)].map(([, word = ""]) => [path, word] as const),
  );
  assert.ok(named.length > 30);
  for (const [path, word] of named) assert.ok(here.has(word), `${path} names /pod ${word}`);
});

test.run();
