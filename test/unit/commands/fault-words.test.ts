import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";
import { PodsError } from "#shared/core/errors.ts";
import { fitting } from "#shared/openfaas/faults.ts";

const test = suite("the words about a body that does not fit");

const WRONG: readonly unknown[] = [
  ...[null, true, 1, -1, 1.5, 1e30, "", " ", "a b", "9:00", "ftp://x", "x".repeat(5000)],
  ...[[], [1], [null], {}, { a: 1 }],
];

for (const command of Object.values(COMMANDS).flat()) {
  if (!command.json) continue;
  const { example } = command.json;
  const schema = command.json.body();
  test(`${command.word}: none are the parser's`, () => {
    const bodies = Object.keys(example).flatMap((field) => WRONG.map((value) => ({ ...example, [field]: value })));
    for (const wrong of [...bodies, { ...example, whatever: 1 }, ...WRONG]) {
      try {
        fitting(schema, wrong);
      } catch (error) {
        assert.instance(error, PodsError);
        const { detail, errors } = error as PodsError;
        const words = [detail, ...errors.map((fault) => fault.detail)].join("; ");
        assert.not.match(words, /expected|received|Unrecognized|Invalid|Too (big|small)/);
      }
    }
  });
}

test.run();
