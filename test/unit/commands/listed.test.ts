import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";
import { PLAN_WORDS, unknownOf } from "#shared/commands/unknown.ts";
import type { AnswerModel } from "#shared/core/messages/github-parts.ts";
import { answerIn } from "../../support/answers.ts";

const test = suite("the lists of commands");

const FOLDER = "functions/_shared/commands";
const files = readdirSync(FOLDER).map((file) => ({ file, source: readFileSync(`${FOLDER}/${file}`, "utf8") }));
/** A call of one of the kinds, on one line or many. */
const DEFINITION = /^export const \w+ = \w*(?:Command|Question)\(\{\s*word: "([\w-]+)"/gm;
const KIND = /^export const \w+ = \w*(?:Command|Question)\(/gm;

test("hold every command that is defined: one that is not listed does nothing", () => {
  const listed = new Set(
    Object.values(COMMANDS)
      .flat()
      .map(({ word }) => word),
  );
  const defined = files.flatMap(({ file, source }) =>
    [...source.matchAll(DEFINITION)].map(([, word = ""]) => ({ file, word })),
  );
  assert.ok(defined.length > 20, `${defined.length} definitions`);
  for (const { file, word } of defined) assert.ok(listed.has(word), `${file} defines "${word}", and no list has it`);
});

test("can be held to what is defined: a definition begins with its word", () => {
  for (const { file, source } of files) {
    const [kinds, words] = [source.match(KIND) ?? [], source.match(DEFINITION) ?? []];
    assert.is(words.length, kinds.length, `${file}: begin the definition with word: "…"`);
  }
});

test("about plans are given on a page or as JSON: nothing says that a comment can, and the answer to one says where", () => {
  const words = COMMANDS.rebalance.map(({ word }) => word);
  assert.equal([...PLAN_WORDS].sort(), [...words].sort());
  const unknown = unknownOf(() => words);
  for (const { word, comment } of COMMANDS.rebalance) {
    assert.is(comment, undefined, word);
    const answer = { ...answerIn("1#2", { command: "unknown", outcome: "unknown", detail: word }), operation: "" };
    assert.match(unknown.sentence(answer, {} as AnswerModel), "on their own page");
  }
  const texts = ["README.md", "CONTRIBUTING.md", ...under("docs", ".md"), ...under("functions", ".ts")];
  assert.ok(texts.length > 300, `${texts.length} files`);
  const promise = new RegExp(`/pod (${words.join("|")})\\b`);
  for (const path of texts) assert.not.match(readFileSync(path, "utf8"), promise, path);
});

const under = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`);

test.run();
