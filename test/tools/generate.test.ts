import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { derivedFiles } from "../../tools/generate.ts";

const test = suite("derived files");

for (const [path, text] of derivedFiles()) {
  test(`${path} matches the code`, () =>
    assert.ok(readFileSync(path, "utf8") === text, `${path} is not what the code says: run npm run generate`));
}

test.run();
