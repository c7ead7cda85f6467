import { suite } from "uvu";
import * as assert from "uvu/assert";
import { notProven, parseTotals, suitesNeverRun } from "../../tools/test/totals.ts";

const totals = suite("totals of a test file");

totals("are read from the end of uvu's output", () => {
  const output = "• •   (2 / 3)\n\n  Total:     3\n  Passed:    2\n  Skipped:   1\n  Duration:  0.55ms\n\n";
  assert.equal(parseTotals(output), { passed: 2, failed: 1, skipped: 1 });
});

totals("are read through colours", () => {
  const output = "  Total:     2\x1b[32m\n  Passed:    2\x1b[39m\n  Skipped:   0\n";
  assert.equal(parseTotals(output), { passed: 2, failed: 0, skipped: 0 });
});

totals("are absent when the file crashed before it ran", () => {
  assert.is(parseTotals("SyntaxError: Unexpected token"), undefined);
});

const gaps = suite("what was not proven");

gaps("is collected with its reason", () => {
  const output = "• SKIPPED: draining behind the real of-watchdog (set OF_WATCHDOG)\n  Total: 1\nSKIPPED: cron\n";
  assert.equal(notProven(output), ["draining behind the real of-watchdog (set OF_WATCHDOG)", "cron"]);
});

const forgotten = suite("a forgotten .run()");

forgotten("is found by the name of the suite", () => {
  const source = 'const join = suite("join");\nconst leave = suite("leave");\njoin("a", () => {});\njoin.run();\n';
  assert.equal(suitesNeverRun(source), ["leave"]);
});

forgotten("is not found where a loop runs them", () => {
  const source = 'const one = suite("1");\nconst two = suite("2");\nfor (const each of [one, two]) each.run();\n';
  assert.equal(suitesNeverRun(source), []);
});

forgotten("is found for the plain test function", () => {
  assert.equal(suitesNeverRun('import { test } from "uvu";\ntest("a", () => {});\n'), ["test"]);
  assert.equal(suitesNeverRun('import { test } from "uvu";\ntest("a", () => {});\ntest.run();\n'), []);
});

totals.run();
gaps.run();
forgotten.run();
