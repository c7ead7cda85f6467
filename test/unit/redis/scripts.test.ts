import { suite } from "uvu";
import * as assert from "uvu/assert";
import { SKIP_REASONS } from "#shared/core/plan/apply.ts";
import { APPOINT_REFUSALS, INVITE_REFUSALS, JOIN_REFUSALS, PIN_REFUSALS } from "#shared/core/ports.ts";
import { keysOf } from "#shared/redis/keys.ts";
import { callOf, SCRIPTS, type Script } from "#shared/redis/scripts.ts";

const scripts = suite("every script");

const all: readonly Script[] = Object.values(SCRIPTS);

/** The lines of the script's own file, without its header. */
const bodyOf = (script: Script): string => script.text.slice(script.text.lastIndexOf("-- Returns:"));

scripts("documents its purpose, keys, arguments and result in its header", () => {
  for (const { name, text } of all) {
    const header = text.slice(text.lastIndexOf("\n-- KEYS:"));
    assert.match(text, /^#!lua( flags=allow-oom)?\n/, name);
    assert.match(header, /\n-- KEYS: meta/, name);
    assert.match(header, /\n-- ARGV: \S+/, name);
    assert.match(header, /\n-- Returns: \S+/, name);
  }
});

scripts("takes each key once and uses it", () => {
  for (const { name, keys, text } of all) {
    assert.equal(new Set(keys).size, keys.length, name);
    const used = text.slice(text.indexOf("]\n"));
    for (const key of keys) assert.match(used, new RegExp(`\\b${key}_key\\b`), `${name} does not use ${key}`);
  }
});

scripts("uses every argument it takes", () => {
  for (const { name, args, text } of all) {
    const used = text.slice(text.indexOf("ARGV[1]")).replace(/^.*\n/, "");
    for (const arg of args) assert.match(used, new RegExp(`\\b${arg}\\b`), `${name} does not use ${arg}`);
  }
});

scripts("builds no key names and reads no KEYS or ARGV beyond its header", () => {
  for (const script of all) assert.not.match(bodyOf(script), /KEYS\[|ARGV\[|pods:\{/, script.name);
});

scripts("writes nothing by itself when it shares the prelude: `commit` does, the log first", () => {
  const writing = /redis\.call\('(HSET|HDEL|ZADD|ZREM|XADD|SADD|SREM|SET|DEL|HINCRBY)'/;
  for (const script of all.filter(({ keys }) => keys.includes("log"))) {
    // A skipped group, the time of a delivery and a person's pace are notes beside the seating.
    const body = bodyOf(script).replace(/.*(run_key, field, 'skipped|meta_key, 'delivery'|paces_key).*/g, "");
    assert.not.match(body, writing, script.name);
  }
});

scripts("is loaded under the hash of its text, so versions run side by side", () => {
  assert.equal(new Set(all.map(({ sha }) => sha)).size, all.length);
});

scripts("lets people leave and be forgotten when memory is full", () => {
  const allowed = all.filter(({ text }) => text.startsWith("#!lua flags=allow-oom")).map(({ name }) => name);
  assert.equal(allowed.sort(), ["forget", "leave", "rewrite"]);
});

const words = suite("the words of a script");

const SHARED = ["uninitialised", "schema", "conflict"];

const quoted = (text: string): string[] => [...text.matchAll(/'([a-z-]{2,})'/g)].map(([, word]) => word as string);
const sorted = (list: readonly string[]): string[] => [...new Set(list)].sort();

words("are those of its header", () => {
  for (const { name, outcomes, text } of all) {
    const [, returns = ""] = /\n-- Returns: (.*\n(?:-- +\|.*\n)*)/.exec(text) ?? [];
    const alternatives = returns.replaceAll(/\n--/g, "").split(" | ");
    const first = alternatives.flatMap((alternative) => (alternative.trim().split(/[ ,]/)[0] as string).split("|"));
    assert.equal(first, outcomes, name);
  }
});

words("are all in its closed list, shared parts included", () => {
  for (const { name, outcomes, text } of all) {
    const replies = text.matchAll(/(?:return|answer\(|commit\('[a-z-]+',) \{ ([^,}]+)/g);
    for (const word of [...replies].flatMap(([, first]) => quoted(first as string)))
      assert.ok([...outcomes, ...SHARED].includes(word), `${name} answers with ${word}`);
  }
});

words("say why it refuses, and the store knows each reason", () => {
  const reasons = (name: "appoint" | "pin" | "invite"): string[] =>
    [...bodyOf(SCRIPTS[name]).matchAll(/'refused', '([a-z-]+)'/g)].map(([, reason]) => reason as string);
  assert.equal(sorted(reasons("appoint")), sorted(APPOINT_REFUSALS));
  assert.equal(sorted(reasons("pin")), sorted(PIN_REFUSALS));
  assert.equal(sorted(reasons("invite")), sorted(INVITE_REFUSALS));

  const [refusal = ""] = /local function refusal\(\).*?\nend/s.exec(bodyOf(SCRIPTS.join)) ?? [];
  assert.equal(sorted(quoted(refusal).filter((word) => word !== "alumni")), sorted(JOIN_REFUSALS));
});

words("say why it skips a group, as the model of the core does", () => {
  const reasons = [...bodyOf(SCRIPTS.apply).matchAll(/return '([a-z-]+)'/g)].map(([, reason]) => reason as string);
  assert.equal(sorted(reasons), sorted(SKIP_REASONS));
});

const calls = suite("a call");

calls("names every argument of the header, in its order", () => {
  const keys = keysOf("ships");
  assert.equal(callOf(SCRIPTS["begin-send"], keys, {}, { fence: 3, id: "thread:1#2", lease: 60 }), [
    3,
    "pods:{ships}:meta",
    "pods:{ships}:outbox",
    "pods:{ships}:due",
    "thread:1#2",
    3,
    60,
  ]);
});

calls("fails when one is missing", () => {
  assert.throws(() => callOf(SCRIPTS["begin-send"], keysOf("ships"), {}, { id: "x" }), /was not given "fence"/);
});

calls("fails for a community that could break out of its braces", () => {
  for (const id of ["", "a}b", "a b", "a{", "A"]) assert.throws(() => keysOf(id), /is not a community's id/);
});

scripts.run();
words.run();
calls.run();
