import { suite } from "uvu";
import * as assert from "uvu/assert";
import { alike } from "#shared/core/alike.ts";
import { charactersOf, hidesText, oneLine, peopleText } from "#shared/core/people-text.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { HONEST, HOSTILE_TEXTS } from "../../support/people-text.ts";

const test = suite("text of people");

for (const [what, text] of Object.entries(HONEST)) {
  test(`${what} is shown as it is`, () => {
    assert.is(oneLine(text), text);
    assert.not.ok(hidesText(text));
  });
}

for (const [what, [text, shown]] of Object.entries(HOSTILE_TEXTS))
  test(`${what}: harmless`, () => assert.is(oneLine(text), shown));

test("is cut between characters as people see them, and bounded in bytes", () => {
  const family = "👨‍👩‍👧‍👦";
  assert.is(oneLine(family.repeat(6), 4), `${family.repeat(3)}…`);
  assert.is(oneLine("e\u0301".repeat(5), 5), "ééééé");
  assert.is(charactersOf(oneLine("ñ".repeat(50), 40)).length, 40);
  assert.ok(Buffer.byteLength(oneLine(`👨${"\u200d👨".repeat(10_000)}`, 40)) <= 40 * 40);
});

test("on its way in, a text that is empty, invisible or long is refused with the reason", () => {
  const fault = (text: string) => peopleText(5).safeParse(text).error?.issues[0]?.message;
  assert.is(fault(" "), "is empty");
  assert.is(fault("\u202e\u200b"), "shows nothing: all of its characters are invisible, such as U+202E");
  assert.is(fault("abcdef"), "is at most 5 characters");
  assert.is(peopleText(5).parse(" \u202eabc\u200b  d "), "abc d");
  assert.is(peopleText(2).parse("👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿"), "👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿");
});

test("names that look alike are found", () => {
  for (const [name, other] of [
    ["NARWHAL", "Narwhal"],
    ["Närwhal", "Narwhal"],
    ["Ｎａｒｗｈａｌ", "Narwhal"],
    ["Nаrwhаl", "Narwhal"],
    ["Nar-whal", "narwhal"],
    ["Narwha1", "Narwhal"],
    ["οrсa", "Orca"],
    ["narwhal 2", "narwhal-2"],
  ] as const)
    assert.is(alike(name, [other]), other, name);
  for (const name of ["Night Watch", "Orcas", "नमस्ते", "👩🏽‍💻", "!!!"])
    assert.is(alike(name, ["Narwhal", "Orca", "नमस्ता", "👩🏽‍🔬", "???"]), undefined, name);
});

test("a line of the log shows no character that commands a terminal", () => {
  let line = "";
  createLog({ name: "x", write: (text) => (line = text) }).info("a\u009b2J\u202e\u2028\u{e0041}é");
  assert.not.match(line.trimEnd(), /[\p{Cc}\p{Cf}\p{Zl}]/u);
  assert.is(JSON.parse(line).message, "a\u009b2J\u202e\u2028\u{e0041}é");
});

test.run();
