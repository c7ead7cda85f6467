import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { shortCommands, UNUSED, withoutComments } from "../../template/node18-ts/bundle.mjs";
import { bundleFunction, functionNames } from "../../tools/bundle.ts";

const test = suite("scripts in a bundle");

const FOLDER = "functions/_shared/redis/scripts";
const HEADER = /^-- (KEYS|ARGV):((?:.*\n)(?:-- {3,}.*\n)*)/gm;
const lists = (lua: string) => [...lua.matchAll(HEADER)].map(([, what, words = ""]) => [what, words.split(/[\s-]+/)]);

for (const name of readdirSync(FOLDER)) {
  test(`${name} keeps its flags, its lists of keys and arguments, and every line of code`, () => {
    const lua = readFileSync(`${FOLDER}/${name}`, "utf8");
    const short = withoutComments(lua);
    assert.equal(lists(short), lists(lua));
    if (lua.startsWith("#!")) assert.is(short.split("\n")[0], lua.split("\n")[0]);
    const code = (text: string) =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line && !line.startsWith("--"));
    assert.equal(code(short), code(lua));
  });
}

test.run();

const commands = suite("the table of commands of Redis in a bundle");

commands("has every command, with the flags and key positions that ioredis reads", () => {
  const full = createRequire(createRequire(import.meta.url).resolve("ioredis"))(
    "@ioredis/commands/built/commands.json",
  );
  const short = { exports: {} as Record<string, object> };
  new Function("module", shortCommands(full))(short);
  const read = (flags: string[]) => flags.filter((flag) => flag === "readonly" || flag === "loading").sort();
  const facts = (table: typeof full) =>
    Object.entries<(typeof full)[string]>(table).map(([name, { flags, keyStart, keyStop, step }]) =>
      JSON.stringify([name, read(flags), keyStart, keyStop, step]),
    );
  assert.equal(facts(short.exports), facts(full));
});

commands.run();

const unused = suite("modules that a bundle leaves out");

unused("are modules that ioredis loads by these names", () => {
  const built = join(createRequire(import.meta.url).resolve("ioredis"), "..");
  const sources = readdirSync(built, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js"))
    .map((path) => readFileSync(join(built, path), "utf8"));
  for (const name of Object.keys(UNUSED))
    assert.ok(
      sources.some((source) => source.includes(`require("${name}")`)),
      name,
    );
});

unused.run();

const size = suite("the size of a bundle");
const KB = 1024;
const BYTES_MAX = 500 * KB;
/** Octokit's share is about 85 KB. */
const WITH_OCTOKIT_BYTES_MAX = 650 * KB;

const folder = mkdtempSync(join(tmpdir(), "pods-bundles-"));
size.after(() => rmSync(folder, { recursive: true }));

for (const name of functionNames()) {
  const max = name === "deliver" ? WITH_OCTOKIT_BYTES_MAX : BYTES_MAX;
  size(`${name} stays within ${max / KB} KB`, async () => {
    const { size: bytes } = statSync(await bundleFunction(name, folder));
    assert.ok(bytes <= max, `${Math.ceil(bytes / KB)} KB; npm run bundle prints all of them`);
  });
}

size.run();
