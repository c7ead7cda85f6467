/**
 * Runs all tests (`npm test`), some levels (`npm test -- unit integration`), or the files whose path contains a word
 * (`npm test -- member unit/web`). `npm run test:watch` keeps running: after every edit it runs the tests that import the
 * edited file, those of the unit level unless other words are given.
 */
import { rmSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnOwned } from "./processes.ts";
import { bundleTests } from "./test/bundle-tests.ts";
import { memoryFolder } from "./test/memory-folder.ts";
import { printResult, printTotals } from "./test/report.ts";
import { type RunOptions, runFiles } from "./test/run-files.ts";
import { selectTests } from "./test/select.ts";
import { watchTests } from "./test/watch.ts";

const [option, ...rest] = process.argv.slice(2);
const watching = option === "--watch";
const words = watching ? (rest.length > 0 ? rest : ["unit"]) : process.argv.slice(2);
const files = await selectedOrExit();

// Everything the tests write lies in here, so a failed run leaves nothing behind either.
const temporary = await mkdtemp(join(tmpdir(), "pods-test-"));
const memory = await mkdtemp(join(memoryFolder() ?? temporary, "pods-test-"));
process.once("exit", () => {
  for (const folder of [temporary, memory]) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

const bundle = async (files: readonly string[]) => bundleTests(files, await mkdtemp(join(temporary, "bundle-")));
const run = (files: readonly string[], bundle: RunOptions["bundle"]) =>
  runFiles({ files, bundle, temporary, memory, onResult: printResult });
if (watching) {
  await watchTests({
    select: selectedOrExit,
    bundle,
    run: async (files, built) => void printTotals(await run(files, async () => built), true),
  });
}
// Types and style are part of the whole, not of a selection; and the whole has all cases.
if (words.length === 0) delete process.env.PODS_CASES;
const [checked, results] = await Promise.all([words.length > 0 || check(), run(files, bundle)]);
process.exit(printTotals(results, checked));

async function selectedOrExit(): Promise<string[]> {
  const names = await readdir("test", { recursive: true });
  const all = names.filter((name) => name.endsWith(".test.ts")).map((name) => join("test", name));
  try {
    return selectTests(words, all.sort());
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

async function check(): Promise<boolean> {
  const child = spawnOwned("npm", ["run", "--silent", "check"], { stdio: ["ignore", "pipe", "pipe"] });
  child.ref();
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  console.log(code === 0 ? "ok    npm run check" : `${output}\nFAIL  npm run check`);
  return code === 0;
}
