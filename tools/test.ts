/**
 * Runs the tests: `npm test`, or some levels of them: `npm test -- unit integration`.
 * Each file runs in a process of its own, on a Redis that is started here and ends here.
 */
import { rmSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { spawnOwned } from "./processes.ts";
import { startRedis } from "./redis.ts";
import { type FileResult, runFile } from "./test/run-file.ts";

const LEVELS = {
  unit: { timeoutMs: 120_000, redis: false, parallel: true },
  integration: { timeoutMs: 240_000, redis: true, parallel: true },
  e2e: { timeoutMs: 300_000, redis: true, parallel: false },
  browser: { timeoutMs: 300_000, redis: true, parallel: false },
} as const;

type Level = keyof typeof LEVELS;

const asked = process.argv.slice(2);
const unknown = asked.filter((level) => !(level in LEVELS));
if (unknown.length > 0) {
  console.error(`Unknown level: ${unknown.join(", ")}. There are ${Object.keys(LEVELS).join(", ")}.`);
  process.exit(2);
}

// Everything the tests write lies in here, so a failed run leaves nothing behind either.
const temporary = await mkdtemp(join(tmpdir(), "pods-test-"));
process.once("exit", () => rmSync(temporary, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

const levels = (asked.length > 0 ? asked : Object.keys(LEVELS)) as Level[];
const checked = asked.length > 0 || (await check());
const results: FileResult[] = [];
for (const level of levels) results.push(...(await runLevel(level)));
process.exit(report(results, checked));

/** Types and style; part of the whole, not of a level. */
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

async function runLevel(level: Level): Promise<FileResult[]> {
  const { timeoutMs, redis, parallel } = LEVELS[level];
  const waiting = await testFiles(join("test", level));
  if (waiting.length === 0) return [];
  const server = redis ? await startRedis({ dir: await mkdtemp(join(temporary, "redis-")) }) : undefined;
  const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary, PODS_TEST_REDIS: server?.url };
  // Where a developer's own Redis or community is must never reach a test.
  delete env.REDIS_URL;
  delete env.PODS_SETTINGS;
  delete env.PODS_SECRETS;
  if (server === undefined) delete env.PODS_TEST_REDIS;

  const results: FileResult[] = [];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const result = await runFile(file, timeoutMs, env);
      results.push(result);
      tell(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel ? availableParallelism() : 1 }, worker));
  } finally {
    await server?.stop();
  }
  return results;
}

async function testFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name))
    .sort();
}

function tell({ file, passed, failed, ms, output, problems }: FileResult): void {
  if (failed === 0) {
    console.log(`ok    ${file}  ${passed} passed, ${ms} ms`);
    return;
  }
  console.log(`\n${output.trim()}\n`);
  console.log(`FAIL  ${file}  ${failed} failed${problems.map((problem) => `, ${problem}`).join("")}`);
}

/** Prints the end of the run and returns the exit code. */
function report(results: readonly FileResult[], checked: boolean): number {
  const sum = (key: "passed" | "failed" | "skipped") => results.reduce((total, result) => total + result[key], 0);
  const gaps = results.flatMap((result) => result.notProven.map((what) => `  ${what}  (${result.file})`));
  const broken = results.filter((result) => result.failed > 0).map((result) => `  ${result.file}`);
  if (!checked) broken.unshift("  npm run check");
  if (gaps.length > 0) console.log(`\nNot proven on this machine:\n${gaps.join("\n")}`);
  if (broken.length > 0) console.log(`\nFailed:\n${broken.join("\n")}`);

  const failed = sum("failed") + (checked ? 0 : 1);
  const skipped = sum("skipped") + gaps.length;
  console.log(`\n${sum("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  if (results.length === 0 && checked) console.error("No test file was found.");
  return failed > 0 || results.length === 0 ? 1 : 0;
}
