import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMENT_COMMANDS } from "#shared/commands/comment-commands.ts";
import type { Relation } from "#shared/commands/define.ts";
import { COMMANDS } from "#shared/commands/index.ts";

const test = suite("who may command what");
const all = Object.values(COMMANDS).flat();
const wordsFor = (relation: Relation) => all.flatMap(({ word, may }) => (may.includes(relation) ? word : []));

test("a maintainer may give every command", () => {
  assert.equal(
    wordsFor("maintainer"),
    all.map(({ word }) => word),
  );
});

test("a person rules over themselves and nothing else", () => {
  const mine = wordsFor("self");
  for (const word of ["join", "leave", "pause", "forget", "export", "accept", "stay"]) assert.ok(mine.includes(word));
  for (const word of ["rename", "pin", "lock", "initialise"]) assert.not.ok(mine.includes(word), word);
});

test("an advocate looks after their pod and moves nobody", () => {
  const theirs = wordsFor("advocate");
  for (const word of ["rename", "meeting", "pin", "unpin", "nominate"]) assert.ok(theirs.includes(word), word);
  for (const word of ["leave", "forget", "export", "lock"]) assert.not.ok(theirs.includes(word), word);
});

test("every example is a body that its command accepts", () => {
  for (const { word, json } of all) {
    if (json) assert.ok(json.body().safeParse(json.example).success, `${word}: ${JSON.stringify(json.example)}`);
  }
});

test("every word is one command of its function, and one that comments can give", () => {
  const words = (commands: readonly { readonly word: string }[]) => commands.map(({ word }) => word);
  for (const list of [...Object.values(COMMANDS).map(words), words(COMMENT_COMMANDS)])
    assert.equal(list.length, new Set(list).size);
});

test.run();
