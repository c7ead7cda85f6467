import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { SETTINGS_WORDS } from "#shared/openfaas/settings-words.beside.ts";

const test = suite("pods.yml");

const refused = (text: string): PodsError => {
  try {
    parseSettings(text);
  } catch (error) {
    if (error instanceof PodsError) return error;
  }
  throw new Error("was accepted");
};

test("the smallest settings get every default", () => {
  const settings = parseSettings("community: Ships\norganisation: ships\nareas: { hull: {} }\n");
  assert.is(settings.id, "pods");
  assert.is(settings.consent, "offer");
  assert.is(settings.publicUrl, "/function");
  assert.equal(settings.rebalance, {
    seat: "daily",
    plan: "weekly",
    autoApply: false,
    maxMovesPercent: 5,
    settleWeeks: 8,
  });
  assert.equal(settings.digest.to, ["markdown"]);
});

test("a real community's settings are accepted", () => {
  const text = readFileSync(new URL("../../fixtures/community-large.pods.yml", import.meta.url), "utf8");
  assert.is(Object.keys(parseSettings(text).areas).length, 35);
});

test("a missing key is reported as required, in plain words", () => {
  assert.is(
    refused("organisation: ships\nareas: { hull: {} }\n").detail,
    'pods.yml line 1: community is required; it takes a name of 1 to 80 characters, such as "community: Ships"',
  );
});

test("characters that nobody sees are refused wherever they stand, with their number", () => {
  const text = (community: string, title = "Hull", meeting = "crew", label = "bug") =>
    [
      `community: ${JSON.stringify(community)}`,
      "organisation: ships",
      `areas: { hull: { title: ${JSON.stringify(title)}, labels: [${JSON.stringify(label)}] } }`,
      `meetings: { ${JSON.stringify(meeting)}: { weekday: Thursday, time: "17:00", timezone: UTC } }`,
      "",
    ].join("\n");
  const says = (place: string, number: string) =>
    `pods.yml line ${place} holds a character that nobody sees; write it without that character (U+${number})`;
  assert.is(refused(text("Sh\u0001ips")).detail, says("1: community", "0001"));
  assert.is(refused(text("\u202eShips")).detail, says("1: community", "202E"));
  assert.is(refused(text("Ships", "H\u200bull")).detail, says("3: areas.hull.title", "200B"));
  assert.is(refused(text("Ships", "Hull", "cr\u0000ew")).detail, says("4: meetings", "0000"));
  assert.is(refused(text("Ships", "Hull", "crew", "\u2066bug")).detail, says("3: areas.hull.labels, entry 1,", "2066"));
  for (const name of ["Ships ❤️‍🔥", "می‌خواهم", "Café", "Ships\n"]) assert.is(parseSettings(text(name)).community, name);
});

test("a former id of an area means one area only", () => {
  const faults = refused(
    [
      "community: Ships",
      "organisation: ships",
      "areas:",
      "  hull: {}",
      "  keel:",
      "    was: [hull, keel, bilge, bilge]",
      "  deck:",
      "    was: [bilge, Old]",
      "",
    ].join("\n"),
  ).errors.map(({ detail }) => detail);
  assert.equal(faults, [
    'pods.yml line 8: areas.deck.was, entry 2, takes an id that the area had before, such as "was: [documentation]"',
    "pods.yml line 6: areas.keel.was, entry 1, is hull, which is an area of its own",
    "pods.yml line 6: areas.keel.was, entry 4, is bilge, which stands there twice; keep one of them",
    "pods.yml line 8: areas.deck.was, entry 1, is bilge, which stands in was of keel as well; an area's pods can go to one area only",
  ]);
  assert.equal(
    parseSettings("community: Ships\norganisation: ships\nareas: { keel: { was: [hull] } }\n").areas.keel?.was,
    ["hull"],
  );
  const back = "community: Ships\norganisation: ships\nareas: { hull: { was: [hull] } }\n";
  assert.equal(parseSettings(back).areas.hull?.was, ["hull"], "it has its own id back");
});

test("no title is a name of another area", () => {
  const faults = (areas: readonly string[]) =>
    refused(["community: Ships", "organisation: ships", "areas:", ...areas, ""].join("\n")).errors.map(
      ({ detail }) => detail,
    );
  assert.equal(faults(["  hull: { title: Sail }", "  sail: { title: HULL }", "  docs: { title: Docs }"]), [
    "pods.yml line 4: areas.hull.title is Sail, which is the id of the area sail; whoever asks for it would get that area, not hull",
    "pods.yml line 5: areas.sail.title is HULL, which is the id of the area hull; whoever asks for it would get that area, not sail",
  ]);
  assert.equal(faults(["  keel: { title: Keel, was: [front-hull] }", "  sail: { title: “Front Hull” }"]), [
    "pods.yml line 5: areas.sail.title is “Front Hull”, which is a former id of the area keel; whoever asks for it would get that area, not sail",
  ]);
  const own = "areas: { keel: { title: Keel, was: [hull] }, sail: { title: Sails } }";
  assert.is(parseSettings(`community: Ships\norganisation: ships\n${own}\n`).areas.keel?.title, "Keel");
  const former = "areas: { keel: { title: Hull, was: [hull] } }";
  assert.is(parseSettings(`community: Ships\norganisation: ships\n${former}\n`).areas.keel?.title, "Hull");
});

test("every fault names its line", () => {
  const { code, errors } = refused(
    [
      "community: Ships",
      "organisation: ships",
      "areas:",
      "  Hull: {}",
      "digest:",
      "  timezone: Europe/Atlantis",
      "",
    ].join("\n"),
  );
  assert.is(code, "invalid");
  assert.ok(
    errors.some(({ detail }) => detail.includes("line 4") && detail.includes("Hull")),
    JSON.stringify(errors),
  );
  assert.ok(
    errors.some(({ detail }) => detail.includes("line 6") && detail.includes("time zone")),
    JSON.stringify(errors),
  );
});

test("a misspelt key is refused, not lost", () => {
  const { detail } = refused(
    "community: Ships\norganisation: ships\nareas: { hull: {} }\nrebalanse: { plan: weekly }\n",
  );
  assert.match(detail, "line 4");
  assert.match(detail, "rebalanse");
});

test("the repository where people join is one of ours", () => {
  const joining = (repository: string) =>
    `${GOOD}areas: { hull: { repositories: [other/hull] } }\njoinRepository: ${repository}\n`;
  for (const ours of ["ships/community", "Ships/Hull", "other/hull"])
    assert.is(parseSettings(joining(ours)).joinRepository, ours);
  for (const foreign of ["other/community", "shipshape/hull", "community"])
    assert.is(
      refused(joining(foreign)).detail,
      'pods.yml line 4: joinRepository takes a public repository of the organisation or of an area, with issues switched on, written owner/name, such as "joinRepository: ships/community"',
    );
});

test("the thread of notices is in one of our repositories", () => {
  const telling = (thread: string) => `${GOOD}areas: { hull: {} }\nnotices: { thread: "${thread}" }\n`;
  assert.is(parseSettings(telling("Ships/community#12")).notices.thread, "Ships/community#12");
  assert.is(parseSettings(`${GOOD}areas: { hull: {} }\n`).notices.thread, undefined);
  for (const wrong of ["other/community#12", "ships/community", "ships/community#0", "#12"])
    assert.match(
      refused(telling(wrong)).detail,
      "line 4: notices.thread takes an issue or a pull request in a repository",
    );
});

const GOOD = "community: Ships\norganisation: ships\n";

test("every setting has words of its own, which no parser wrote", () => {
  const missing: string[] = [];
  const walk = (schema: JsonSchema, path: string[]) => {
    const key = path.join(".");
    if (key !== "" && !Object.hasOwn(SETTINGS_WORDS, key)) missing.push(key);
    for (const [name, inner] of Object.entries(schema.properties ?? {})) walk(inner, [...path, name]);
    for (const inner of [schema.items, schema.additionalProperties]) {
      if (typeof inner === "object") walk(inner, [...path, "*"]);
    }
  };
  walk(JSON.parse(readFileSync("pods.schema.json", "utf8")), []);
  assert.equal(missing, []);
});

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

const MISTAKES: readonly (readonly [yaml: string, says: string])[] = [
  [
    "areas:\n",
    'areas is required; it takes at least one area, each a line of its own, such as "areas: { cli: { title: CLI } }"',
  ],
  ["areas: [cli]\n", "line 3: areas takes at least one area"],
  [
    "areas: { cli: {} }\npublicUrl: pods.example.org\n",
    "line 4: publicUrl takes an address that begins with https:// or http://, or a path",
  ],
  ["areas: { cli: {} }\nlinks:\n  slackInvite: example\n", "line 5: links.slackInvite takes an address"],
  [
    `areas: { cli: {} }\nlinks:\n  feeds: [${Array.from({ length: 21 }, (_, n) => `https://example.org/${n}`)}]\n`,
    "line 5: links.feeds takes a list of at most 20 addresses of feeds",
  ],
  ["areas: { cli: {} }\nmentions:\n  perThread: 12\n", "line 5: mentions.perThread takes a whole number from 0 to 9"],
  ["areas: { cli: {} }\nconsent: perhaps\n", "line 4: consent takes offer (an import invites people) or assign"],
  [
    "areas: { cli: {} }\ndigest: { time: 9:00 }\n",
    `digest.time takes hours and minutes in quotation marks, such as 'time: "09:00"'`,
  ],
  [
    "areas:\n  cli: { labels: [2026] }\n",
    "line 4: areas.cli.labels, entry 1, takes a word, in quotation marks if it is a number, true or false",
  ],
  ["areas:\n  cli: yes please\n", "line 4: areas.cli takes what belongs to the area, or nothing"],
  [
    "areas: { cli: {} }\ndigest: { timezone: BST }\n",
    "line 4: digest.timezone can mean Europe/London or Asia/Dhaka; say which",
  ],
  [
    'areas: { cli: {} }\nmeetings:\n  all: { weekday: Monday, time: "17:00", timezone: London }\n',
    "line 5: meetings.all.timezone is not a whole name; write Europe/London",
  ],
  ["areas:\n  Hull:\n", "line 4: areas.Hull is no id of an area"],
  ["areas:\n  cli:\n  __proto__: {}\n", "line 5: areas.__proto__ is a name that cannot be used"],
  ["areas: { cli: {} }\nrebalanse: { plan: weekly }\n", "line 4: does not know rebalanse; did you mean rebalance?"],
  ["areas:\n  cli:\n    repos: [a/b]\n    titel: x\n", "line 6: areas.cli does not know titel; did you mean title?"],
  ["areas: { cli: {} }\ncolour: blue\n", "does not know colour; it takes id, community, organisation"],
  [
    "areas: { cli: {} }\nmeetings:\n  all: { weekday: Monday }\n",
    "line 5: meetings.all.time is required; it takes hours",
  ],
  ['areas: { cli: {} }\nmeetings:\n  all: { time: "17:00" }\n', "line 5: meetings.all.weekday is required; it takes"],
  ['areas: { cli: {} }\nmaintainers: [ada, "@bob"]\n', "line 4: maintainers, entry 2, takes a login on GitHub"],
  ["areas: { cli: {} }\nareas: { docs: {} }\n", "line 4: holds a key that stands there twice"],
  ["areas: { cli: {} }\n\tconsent: offer\n", "line 4: begins with a tab; YAML is indented with spaces"],
  ["areas:\n  cli: { paths: [*.ts] }\n", "line 4: holds a text that begins with *"],
  ["areas: { cli: {}\n", "a bracket or a quotation mark before it is never closed"],
  [
    "areas: { cli: {} }\nmaintainers: [@mia, tom]\n",
    'line 4: holds a text in brackets that needs quotation marks, such as ["@mia", "a: b"], or lacks a comma',
  ],
  ["areas: { cli: {} }\nbots: [dependabot[bot]]\n", "line 4: holds a text in brackets that needs quotation marks"],
  ["areas: { clients: { title: Clients: all } }\n", "line 3: holds a text in brackets that needs quotation marks"],
  ["areas: { cli: {} }\nmaintainers: [ada,,bob]\n", "or lacks a comma or a bracket"],
  ["areas: { cli: {} }\nmaintainers: [ada\nbots: [bob]\n", "a bracket or a quotation mark before it is never closed"],
  ["areas: { cli: {} }\n---\nid: whales\n", "line 4: begins a second document; keep one of them"],
  ["areas: { cli: {} }\n---\nid: whales\n---\nid: seals\n...\n", "line 4: begins a second document; keep one of them"],
  [
    "areas:\n  cli:{}\n  docs: {}\n",
    "line 5: is not indented like the lines beside it, follows a line without a space",
  ],
  ["areas:cli\n", "line 4: it, or the line before it, is no setting; a space follows the colon"],
  ["areas: { cli: {} }\nid: whales\u0001\n", "line 4: holds a character that nobody sees; write it without that"],
  ['areas: { cli: {} }\nid: "whales\u0001"\n', "line 4: holds a character that nobody sees; write it without that"],
  ["areas: { cli: {} }\nid: whales\0\n", "line 4: holds a character that nobody sees; write it without that"],
  ['areas: { cli: { title: "\\xzz" } }\n', "line 3: holds a backslash between double quotation marks"],
  ["areas: { cli: {} }\n}\n", "line 4: it, or the line before it, is no setting; a space follows the colon"],
  ['areas: { cli: { title: "a\\q" } }\n', "line 3: holds a backslash between double quotation marks"],
  ["areas: {{ id: x }}\n", "); a text that holds a sign such as : # @ [ or % needs quotation marks"],
  [
    'areas: { cli: {} }\nbots: ["dependabot[bot]"]\n',
    "line 4: bots, entry 1, takes the login of a robot that is a user to GitHub; leave out apps, whose logins end in [bot]",
  ],
  [
    "areas: { cli: {} }\ndigest: { weekday: monday }\n",
    "digest.weekday takes the English name of a day, with a capital",
  ],
  [
    "areas: { cli: {} }\nid: @whales\n",
    "line 4: is not indented like the lines beside it, follows a line without a space after its colon, or holds a text that",
  ],
];

for (const [yaml, says] of MISTAKES) {
  test(`in plain words: ${JSON.stringify(yaml)}`, () => {
    const { detail } = refused(GOOD + yaml);
    assert.ok(detail.includes(says), detail);
    assert.not.match(detail, /Invalid|expected|received|undefined/);
  });
}

test("a key with nothing behind it is as if it were not there; an area has its defaults", () => {
  const settings = parseSettings(
    `${GOOD}areas:\n  cli:\n  docs: { labels: }\nlinks:\n  swag:\nmentions:\nmaintainers:\n`,
  );
  assert.equal(settings.areas.cli, { was: [], repositories: [], labels: [], paths: [], keywords: [] });
  assert.equal(settings.areas.docs, settings.areas.cli);
  assert.equal([settings.links.swag, settings.mentions.perThread, settings.maintainers], [undefined, 3, []]);
});

test("a list or a word is told what settings are", () => {
  for (const text of ["- a\n", "-\n", "[]\n", "settings\n"]) {
    assert.is(refused(text).detail, 'pods.yml line 1: takes settings, each a line such as "community: Ships"');
  }
});

test("a second document is found behind the marks of the first one", () => {
  for (const [text, line] of [
    ["---\nid: whales\n---\nid: seals\n...\n", 3],
    ["# Ours\n\n%YAML 1.2\n---\nid: whales\n--- # Theirs\nid: seals\n", 6],
    ["---\n---\nid: whales\n", 2],
    ["about: |\n  ---\nid: whales\n...\nid: seals\n", 4],
    ["---x: 1\n---\nid: seals\n", 2],
  ] as const)
    assert.is(refused(text).detail, `pods.yml line ${line}: begins a second document; keep one of them`, text);
});

test("broken YAML is reported with its line", () => {
  assert.match(refused("community: Ships\nareas: { hull: {}\n").detail, /line \d/);
  assert.match(refused("community: Ships\ncommunity: Boats\n").detail, "line 2");
});

test("other sizes than 7 ± 2 are refused with the reason", () => {
  const { detail } = refused("community: S\norganisation: s\nareas: { a: {} }\nsize: { min: 2, target: 3, max: 4 }\n");
  assert.match(detail, "line 4");
});

test("an alias bomb is refused", () => {
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (let i = 1; i < 9; i++)
    bomb.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1 || ""}`)
        .join(",")}]`,
    );
  assert.match(refused(bomb.join("\n")).detail, "aliases");
});

test.run();
