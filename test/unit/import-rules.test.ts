import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";

/** The linter enforces the import rules. The test plants files beside the real configuration and sees which it refuses. */
const test = suite("import rules");

const SHARED = "functions/_shared";
const CORE = "core/ imports core/ and zod";
const SEARCH = "The search knows no plan";
const COMMANDS = "commands/ imports core/";
const ADAPTER = "An adapter imports core/";
const FUNCTION = "A function imports #shared and its own files";
const HANDLER = "Only a function's handler opens the store";
const REDIS = "Only redis/ knows Redis";
const OCTOKIT = "Only github/ knows Octokit";
const CYCLE = "This import is part of a cycle";

/** A file, its import, and how the linter's message begins when it refuses that import. */
type Planted = readonly [file: string, specifier: string, refusal?: string];

const PLANTED: readonly Planted[] = [
  [`${SHARED}/core/package.ts`, "zod"],
  [`${SHARED}/core/down.ts`, "./plan/plan.ts"],
  [`${SHARED}/core/plan/across.ts`, "../search/search.ts"],
  [`${SHARED}/core/search/points.ts`, "../scoring/points.ts"],
  [`${SHARED}/core/search/plan.ts`, "../plan/plan.ts", SEARCH],
  [`${SHARED}/core/search/node.ts`, "node:fs", CORE],
  [`${SHARED}/core/node.ts`, "node:fs", CORE],
  [`${SHARED}/core/plan/node.ts`, "node:crypto", CORE],
  [`${SHARED}/core/library.ts`, "hono", CORE],
  [`${SHARED}/core/adapter.ts`, "../web/layout.ts", CORE],
  [`${SHARED}/core/alias.ts`, "#shared/openfaas/log.ts", CORE],
  [`${SHARED}/core/plan/adapter.ts`, "../../redis/store.ts", CORE],
  [`${SHARED}/core/function.ts`, "../../pods/query.ts", CORE],

  [`${SHARED}/commands/port.ts`, "../core/ports.ts"],
  [`${SHARED}/commands/package.ts`, "zod"],
  [`${SHARED}/commands/other.ts`, "./join.ts"],
  [`${SHARED}/commands/node.ts`, "node:fs", COMMANDS],
  [`${SHARED}/commands/adapter.ts`, "../redis/store.ts", COMMANDS],
  [`${SHARED}/commands/alias.ts`, "#shared/web/links.ts", COMMANDS],

  [`${SHARED}/openfaas/node.ts`, "node:fs"],
  [`${SHARED}/web/core.ts`, "../core/errors.ts"],
  [`${SHARED}/web/function.ts`, "../../pods/query.ts", ADAPTER],
  [`${SHARED}/openfaas/alias.ts`, "#shared/web/layout.ts", ADAPTER],
  [`${SHARED}/channels/command.ts`, "../commands/join.ts", ADAPTER],
  [`${SHARED}/redis/client.ts`, "ioredis"],
  [`${SHARED}/redis/octokit.ts`, "@octokit/core", OCTOKIT],
  [`${SHARED}/github/client.ts`, "@octokit/core"],
  [`${SHARED}/github/redis.ts`, "ioredis", REDIS],
  [`${SHARED}/web/redis.ts`, "ioredis", REDIS],
  [`${SHARED}/web/octokit.ts`, "@octokit/core", OCTOKIT],

  ["functions/pods/own.ts", "./query.ts"],
  ["functions/pods/shared.ts", "#shared/web/layout.ts"],
  ["functions/pods/handler.ts", "#shared/redis/store.ts"],
  ["functions/pods/store.ts", "#shared/redis/store.ts", HANDLER],
  ["functions/pods/other.ts", "../rebalance/views.ts", FUNCTION],
  ["functions/pods/octokit.ts", "@octokit/core", OCTOKIT],
  ["functions/join-pod/handler.ts", "../pods/query.ts", FUNCTION],
  ["functions/rebalance/handler.ts", "ioredis", REDIS],

  ["functions/pods/cycle.ts", "./cycle-back.ts", CYCLE],
  ["functions/pods/cycle-back.ts", "./cycle.ts", CYCLE],
];

/** The linter's messages for each planted file. Only types are imported: they count like any import. */
async function lint(planted: readonly Planted[]): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "pods-import-rules-"));
  for (const file of [".biome.json", "package.json"]) await cp(file, join(folder, file));
  for (const [file, specifier] of planted) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `export type * from "${specifier}";\n`);
  }
  const args = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const run = promisify(execFile)(resolve("node_modules/.bin/biome"), args, { cwd: folder });
  const { stdout } = await run.catch((refused: { stdout: string }) => refused);
  await rm(folder, { recursive: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { message: string; location: { path: string } }[] };
  return new Map(diagnostics.map(({ message, location }) => [location.path, message]));
}

test("the linter enforces each rule of the layout", async () => {
  const said = await lint(PLANTED);
  for (const [file, specifier, refusal] of PLANTED) {
    const message = said.get(file);
    const words = `${file} imports ${specifier}`;
    if (refusal === undefined) assert.is(message, undefined, words);
    else assert.ok(message?.startsWith(refusal), `${words}: ${message ?? "nobody minds"}`);
  }
});

test("every shared folder has a rule", async () => {
  const folders = await readdir(SHARED);
  const planted = folders.map((folder): Planted => [`${SHARED}/${folder}/planted.ts`, "../elsewhere/planted.ts"]);
  const said = await lint(planted);
  for (const [file] of planted) assert.ok(said.has(file), file);
});

test.run();
