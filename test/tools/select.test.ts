import { suite } from "uvu";
import * as assert from "uvu/assert";
import { selectTests } from "../../tools/test/select.ts";

const FILES = [
  "test/unit/github/grammar.test.ts",
  "test/unit/web/pages.test.ts",
  "test/integration/pods.test.ts",
  "test/integration/store/seats.test.ts",
  "test/browser/pages.test.ts",
];
const [grammar, webPages, pods, seats, browserPages] = FILES;

const select = suite("the words after npm test --");

select("none: every file", () => {
  assert.equal(selectTests([], FILES), FILES);
});

select("levels: all of theirs", () => {
  assert.equal(selectTests(["unit", "browser"], FILES), [grammar, webPages, browserPages]);
});

select("part of a path: every file that has it, in any level", () => {
  assert.equal(selectTests(["pages"], FILES), [webPages, browserPages]);
  assert.equal(selectTests(["grammar", "seats"], FILES), [grammar, seats]);
});

select("a part beside a level: narrows the level", () => {
  assert.equal(selectTests(["unit", "pages"], FILES), [webPages]);
});

select("a part that names its level: added to the levels", () => {
  assert.equal(selectTests(["unit/web"], FILES), [webPages]);
  assert.equal(selectTests(["browser", "integration/store"], FILES), [seats, browserPages]);
});

select("a path as an editor or a shell writes it", () => {
  assert.equal(selectTests(["test/integration/pods.test.ts"], FILES), [pods]);
  assert.equal(selectTests(["./test/unit/web/"], FILES), [webPages]);
});

select("a part that no path has: an error with near names", () => {
  assert.throws(() => selectTests(["gramar"], FILES), /No test file has "gramar"[\s\S]*test\/unit\/github\/grammar/);
  assert.throws(
    () => selectTests(["grammar", "unti"], FILES),
    /No test file has "unti" in its path\. Levels are unit, /,
  );
  assert.throws(() => selectTests(["integration", "grammar"], FILES), /No test file of integration has "grammar"/);
});

select.run();
