import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Random } from "#shared/core/search/random.ts";

const test = suite("random numbers");

test("a number below n is the share of n that the random bits are of all, in every range", () => {
  for (const n of [1, 2, 3, 7, 48, 1000, 32_768, 65_535, 65_536, 65_537, 1_000_000]) {
    const [bits, numbers] = [new Random(n), new Random(n)];
    for (let draw = 0; draw < 500; draw++) {
      const expected = (BigInt(bits.bits() >>> 0) * BigInt(n)) >> 32n;
      assert.is(numbers.below(n), Number(expected), `of ${n}`);
    }
  }
});

test("the same seed gives the same numbers, on every machine", () => {
  const random = new Random(7);
  assert.equal([random.below(100), random.below(100), random.below(100), random.bits()], [1, 6, 97, -1_292_661_866]);
});

test.run();
