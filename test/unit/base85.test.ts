import { randomBytes } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fromBase85, toBase85 } from "../../template/node18-ts/base85.mjs";

const test = suite("bytes as text in a bundle");

test("come back, whatever their number, and need no escape", () => {
  for (let length = 0; length < 70; length++) {
    for (const bytes of [randomBytes(length), Buffer.alloc(length, 255), Buffer.alloc(length)]) {
      const text = toBase85(bytes);
      assert.not.match(text, /[\\"'`$\s]/);
      assert.ok(fromBase85(text, length).equals(bytes), `${length} bytes`);
    }
  }
});

test.run();
