import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";

const test = suite("the lists of commands");

const FOLDER = "functions/_shared/commands";
/** Nobody gives it: it answers a command beyond the limit. */
const NO_COMMAND = "slow-down.ts";
const DEFINITION = /^export const \w+ = \w+\(\{\n {2}word: "([\w-]+)"/gm;

test("hold every command that is defined: one that is not listed does nothing", () => {
  const listed = new Set(
    Object.values(COMMANDS)
      .flat()
      .map(({ word }) => word),
  );
  const defined = readdirSync(FOLDER)
    .filter((file) => file !== NO_COMMAND)
    .flatMap((file) =>
      [...readFileSync(`${FOLDER}/${file}`, "utf8").matchAll(DEFINITION)].map(([, word = ""]) => ({ file, word })),
    );
  assert.ok(defined.length > 20, `${defined.length} definitions`);
  for (const { file, word } of defined) assert.ok(listed.has(word), `${file} defines "${word}", and no list has it`);
});

test.run();
