import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MEMBER_STATES, MERGES_TO_EXPERIENCED } from "#shared/core/member.ts";
import { SKIP_REASONS } from "#shared/core/plan/apply.ts";
import { APPOINT_REFUSALS, LISTING_REFUSALS, LISTING_WORDS, NO_SEATS, PIN_REFUSALS } from "#shared/core/ports.ts";
import { assembleLibrary, type Verb } from "#shared/redis/assemble-library.ts";
import { keysOf } from "#shared/redis/keys.ts";
import { callOf, library, VERBS } from "#shared/redis/library.ts";

const verbs = suite("every verb");

const all: readonly Verb[] = Object.values(VERBS);

/** The lines of the verb's file without its header. */
const bodyOf = ({ source }: Verb): string => source.replace(/^--.*$/gm, "");
/** The verb's file as somebody wrote it. */
const written = ({ name }: Verb): string => readFileSync(`functions/_shared/redis/library/${name}.lua`, "utf8");
const SHARED_FILES = [
  "community",
  "change",
  "people",
  "notices",
  "profile",
  "seats",
  "threads",
  "weeks",
  "commit",
  "rows",
  "errands",
]
  .map((name) => readFileSync(`functions/_shared/redis/library/shared/${name}.lua`, "utf8").replace(/^--.*$/gm, ""))
  .join("\n");

verbs("documents its purpose, keys, arguments and result in its header", () => {
  for (const verb of all) {
    assert.match(
      written(verb),
      /^-- [A-Z].*\n(-- .*\n)*-- KEYS: meta.*\n(-- {3}.*\n)*-- ARGV:.*\n(-- {3}.*\n)*-- Returns: \S/,
      verb.name,
    );
  }
});

verbs("takes each key once, and uses it or shares it with others", () => {
  for (const verb of all) {
    assert.equal(new Set(verb.keys).size, verb.keys.length, verb.name);
    const used = bodyOf(verb) + SHARED_FILES;
    for (const key of verb.keys) assert.match(used, new RegExp(`\\b${key}_key\\b`), `${verb.name} does not use ${key}`);
  }
});

verbs("uses every argument it takes", () => {
  for (const verb of all) {
    const used = bodyOf(verb) + SHARED_FILES;
    for (const arg of verb.args) assert.match(used, new RegExp(`\\b${arg}\\b`), `${verb.name} does not use ${arg}`);
  }
});

verbs("builds no key names and reads no keys or arguments beyond its header", () => {
  for (const verb of all) assert.not.match(bodyOf(verb), /\b(?:KEYS|ARGV)\b|pods:\{/, verb.name);
});

verbs("that is a change takes what `commit` needs", () => {
  for (const { name, begin, keys, args } of all) {
    if (begin !== "change") continue;
    assert.equal(keys.slice(0, 6), ["meta", "operation", "log", "outbox", "due", "urgent"], name);
    assert.equal(args.slice(0, 4), ["operation", "fingerprint", "at", "errands"], name);
  }
});

verbs("that is a change writes nothing by itself: `commit` does, the log first", () => {
  const writing = /redis\.call\('(HSET|HDEL|ZADD|ZREM|XADD|SADD|SREM|SET|DEL|HINCRBY)'/;
  for (const verb of all.filter(({ begin }) => begin === "change")) {
    // A skipped group, a run's mark, the time of a delivery and a person's pace are notes beside the seating.
    const body = bodyOf(verb).replace(/.*(run_key, (field, 'skipped|flag)|meta_key, 'delivery'|paces_key).*/g, "");
    assert.not.match(body, writing, verb.name);
  }
});

verbs("has a name that changes with the text of the library, so versions run side by side", () => {
  const other = assembleLibrary({ community: "-- KEYS: meta\nlocal verbs, begin = {}, {}" }, [VERBS.probe]);
  assert.match(library().functionOf(VERBS["begin-send"]), /^pods_[0-9a-f]{12}_begin_send$/);
  assert.not.equal(other.functionOf(VERBS.probe), library().functionOf(VERBS.probe));
});

verbs("counts the people in each state that the core knows", () => {
  const [, states = ""] = /local STATES = \{(.*)\}/.exec(SHARED_FILES) ?? [];
  assert.equal(quoted(states).sort(), [...MEMBER_STATES].sort());
});

verbs("raises an ability at as many merges as the core knows", () => {
  const [, ...merges] = /local MERGES_TO_CONTRIBUTOR, MERGES_TO_EXPERIENCED = (\d+), (\d+)/.exec(SHARED_FILES) ?? [];
  assert.equal(merges.map(Number), [1, MERGES_TO_EXPERIENCED]);
});

verbs("lets people leave, be forgotten and hear of it when memory is full", () => {
  assert.equal(
    all
      .filter(({ always }) => always)
      .map(({ name }) => name)
      .sort(),
    ["answer", "claim-maintainer", "enqueue", "forget", "leave", "pace", "rewrite"],
  );
  assert.match(library().scriptOf(VERBS.leave).text, /^#!lua flags=allow-oom\n/);
});

const places = suite("an error of Redis");

places("names the file and line that somebody wrote, as a function and as a script", () => {
  const line = (text: string, code: string) => text.split("\n").findIndex((found) => found.includes(code)) + 1;
  for (const [file, code] of [
    ["join.lua", "local function fullest_open"],
    ["shared/people.lua", "function identify"],
  ] as const) {
    const at = line(readFileSync(`functions/_shared/redis/library/${file}`, "utf8"), code);
    for (const [kind, text] of [
      ["function", library().text],
      ["script", library().scriptOf(VERBS.join).text],
    ] as const) {
      const message = `ERR user_${kind}:${line(text, code)}: no script: x, on @user_${kind}:${line(text, code)}.`;
      assert.is(library().placed(message), `ERR ${file}:${at}: no script: x, on @${file}:${at}.`);
    }
  }
  assert.is(library().placed("ERR user_function:1: header"), "ERR user_function:1: header");
});

const words = suite("the words of a verb");

const SHARED = ["uninitialised", "schema", "conflict"];

const quoted = (text: string): string[] => [...text.matchAll(/'([a-z-]{2,})'/g)].map(([, word]) => word as string);
const sorted = (list: readonly string[]): string[] => [...new Set(list)].sort();

words("are those of its header", () => {
  for (const verb of all) {
    const [, returns = ""] = /\n-- Returns: (.*\n(?:-- +\|.*\n)*)/.exec(written(verb)) ?? [];
    const alternatives = returns.replaceAll(/\n--/g, "").split(" | ");
    const first = alternatives.flatMap((alternative) => (alternative.trim().split(/[ ,]/)[0] as string).split("|"));
    assert.equal(first, verb.outcomes, verb.name);
  }
});

words("are all in its closed list, shared parts included", () => {
  for (const { name, outcomes, source } of all) {
    const replies = (source + SHARED_FILES).matchAll(/(?:return|answer\(|commit\('[a-z-]+',) \{ ([^,}]+)/g);
    for (const word of [...replies].flatMap(([, first]) => quoted(first as string)))
      assert.ok([...outcomes, ...SHARED].includes(word), `${name} answers with ${word}`);
  }
});

words("say why it refuses, and the store knows each reason", () => {
  const reasons = (name: "appoint" | "pin"): string[] =>
    [...bodyOf(VERBS[name]).matchAll(/'refused', '([a-z-]+)'/g)].map(([, reason]) => reason as string);
  assert.equal(sorted(reasons("appoint")), sorted(APPOINT_REFUSALS));
  assert.equal(sorted(reasons("pin")), sorted(PIN_REFUSALS));

  const [listing, inviting, independent] = [VERBS.enlist, VERBS.invite, VERBS["list-independent"]].map((verb) => {
    const [refusal = ""] = /local function refusal\(.*?\nend/s.exec(bodyOf(verb)) ?? [];
    return sorted(quoted(refusal).filter((word) => word !== "alumni"));
  });
  assert.equal(listing, sorted(LISTING_REFUSALS));
  assert.equal(inviting, ["declined", "forgotten", "independent"]);
  assert.equal(independent, ["declined", "forgotten"]);

  const [obstacle = ""] = /local function obstacle\(.*?\nend/s.exec(bodyOf(VERBS.enlist)) ?? [];
  assert.equal(sorted(quoted(obstacle).filter((word) => word !== "seated")), sorted(NO_SEATS));
});

words("about a row are those that the store knows", () => {
  const verbs = [VERBS.enlist, VERBS.invite, VERBS["list-independent"]];
  const [shared, ...listing] = [SHARED_FILES, ...verbs.map(bodyOf)].map((text) =>
    [...text.matchAll(/row_outcome\((.*?), person\)/g)].flatMap(([, word]) => quoted(word as string)),
  );
  assert.equal(
    sorted([...(shared ?? []), ...listing.flat()]).filter((word) => word !== "c"),
    sorted(LISTING_WORDS),
  );
});

words("say why it skips a group, as the model of the core does, or that somebody asked to stay", () => {
  const reasons = [...bodyOf(VERBS.apply).matchAll(/return '([a-z-]+) ?'/g)].map(([, reason]) => reason as string);
  assert.equal(sorted(reasons), sorted([...SKIP_REASONS, "stays"]));
});

const calls = suite("a call");

calls("names every argument of the header, in its order", () => {
  const keys = keysOf("ships");
  assert.equal(callOf(VERBS["begin-send"], keys, {}, { fence: 3, id: "thread:1#2", lease: 60, to: "github" }), [
    5,
    "pods:{ships}:meta",
    "pods:{ships}:outbox",
    "pods:{ships}:due",
    "pods:{ships}:urgent",
    "pods:{ships}:writes",
    "thread:1#2",
    3,
    60,
    "github",
  ]);
});

calls("fails when one is missing", () => {
  assert.throws(() => callOf(VERBS["begin-send"], keysOf("ships"), {}, { id: "x" }), /was not given "fence"/);
});

calls("fails for a community that could break out of its braces", () => {
  for (const id of ["", "a}b", "a b", "a{", "A"]) assert.throws(() => keysOf(id), /is not a community's id/);
});

verbs.run();
places.run();
words.run();
calls.run();
