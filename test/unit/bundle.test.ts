import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { withoutComments } from "../../template/node18-ts/bundle.mjs";

const test = suite("scripts in a bundle");

const FOLDER = "functions/_shared/redis/scripts";
const HEADER = /^-- (KEYS|ARGV):((?:.*\n)(?:-- {3,}.*\n)*)/gm;
const lists = (lua: string) => [...lua.matchAll(HEADER)].map(([, what, words = ""]) => [what, words.split(/[\s-]+/)]);

for (const name of readdirSync(FOLDER)) {
  test(`${name} keeps its flags, its lists of keys and arguments, and every line of code`, () => {
    const lua = readFileSync(`${FOLDER}/${name}`, "utf8");
    const short = withoutComments(lua);
    assert.equal(lists(short), lists(lua));
    if (lua.startsWith("#!")) assert.is(short.split("\n")[0], lua.split("\n")[0]);
    const code = (text: string) =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line && !line.startsWith("--"));
    assert.equal(code(short), code(lua));
  });
}

test.run();
