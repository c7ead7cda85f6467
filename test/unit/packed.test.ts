/** The values of `*.static.ts` as bundles hold them. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pack, unpack } from "../../template/node18-ts/packed.mjs";

const test = suite("packed values");

test("are unpacked as they were, whatever the number of bits", () => {
  for (let length = 0; length < 40; length++) {
    const values = {
      text: "schooner Ünïcode\n".repeat(length),
      list: [length, null, `${length * 7919}`.repeat(length)],
    };
    assert.equal(unpack(pack(values)), values, String(length));
  }
});

test("need no escape in a string, and no more than one byte a letter", () => {
  const text = pack({ numbers: Array.from({ length: 9_000 }, (_, at) => (at * 7919) % 10_007) });
  assert.not.match(text, /[^#-[\]-~]/);
});

test.run();
