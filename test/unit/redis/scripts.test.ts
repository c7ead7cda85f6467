import { suite } from "uvu";
import * as assert from "uvu/assert";
import { FIXED_KEYS, KEY_FAMILIES, keysOf } from "#shared/redis/keys.ts";
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

scripts("takes only keys of the closed list, each once, and uses them all", () => {
  for (const { name, keys, text } of all) {
    assert.equal(new Set(keys).size, keys.length, name);
    for (const key of keys) {
      assert.ok(FIXED_KEYS.has(key) || KEY_FAMILIES.has(key), `${name} takes ${key}`);
      assert.match(text.slice(text.indexOf("]\n")), new RegExp(`\\b${key}\\b`), `${name} does not use ${key}`);
    }
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

scripts("writes nothing by itself when it shares the prelude: `settle` does, the log first", () => {
  const writing = /redis\.call\('(HSET|HDEL|ZADD|ZREM|XADD|SADD|SREM|SET|DEL|HINCRBY)'/;
  for (const script of all.filter(({ keys }) => keys.includes("log"))) {
    // A skipped group and the time of a delivery are notes beside the seating.
    const body = bodyOf(script).replace(/.*(run, field, 'skipped|meta, 'delivery').*/g, "");
    assert.not.match(body, writing, script.name);
  }
});

scripts("is loaded under the hash of its text, so versions run side by side", () => {
  assert.equal(new Set(all.map(({ sha }) => sha)).size, all.length);
});

scripts("lets people leave and be forgotten when memory is full", () => {
  const allowed = all.filter(({ text }) => text.startsWith("#!lua flags=allow-oom")).map(({ name }) => name);
  assert.equal(allowed.sort(), ["forget", "leave"]);
});

const calls = suite("a call");

calls("names every argument of the header, in its order", () => {
  const keys = keysOf("ships");
  assert.equal(callOf(SCRIPTS.posting, keys, {}, { fence: 3, id: "thread:1#2", lease: 60 }), [
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
  assert.throws(() => callOf(SCRIPTS.posting, keysOf("ships"), {}, { id: "x" }), /was not given "fence"/);
});

calls("fails for a community that could break out of its braces", () => {
  for (const id of ["", "a}b", "a b", "a{", "A"]) assert.throws(() => keysOf(id), /is not a community's id/);
});

scripts.run();
calls.run();
