import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as full from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bundle } from "../../template/node18-ts/bundle.mjs";
import { readingOnly, shortCommands, UNUSED } from "../../template/node18-ts/libraries.mjs";
import { bundleFunction, functionNames } from "../../tools/bundle.ts";

const libraries = suite("what a bundle keeps of a library");
const importText = (text: string) => import(`data:text/javascript,${encodeURIComponent(text)}`);

libraries("of the commands of Redis those that ioredis sends by itself, and those that may be sent early", async () => {
  const ofIoredis = createRequire(createRequire(import.meta.url).resolve("ioredis"));
  const library = ofIoredis("@ioredis/commands");
  const all = JSON.parse(readFileSync(join(ofIoredis.resolve("@ioredis/commands"), "../commands.json"), "utf8"));
  const short = await importText(shortCommands(all));
  for (const name of ["hello", "auth", "select", "client", "info", "readonly", "subscribe", "quit"])
    assert.ok(short.list.includes(name), name);
  const early = (commands: typeof library) => (name: string) =>
    commands.exists(name) && commands.hasFlag(name, "loading");
  for (const name of Object.keys(all)) assert.is(early(short)(name), early(library)(name), name);
});

libraries("of js-yaml all that reads a file of settings", async () => {
  const short = await importText(readingOnly(readFileSync("node_modules/js-yaml/dist/js-yaml.mjs", "utf8")));
  const samples = [
    readFileSync("pods.yml", "utf8"),
    "a: [1, 0x1f, 1e3, .inf, ~, true, 'it''s', \"\\u00e9\"]\nb: &x { c: |\n    two\n    lines\n  , d: !!str 5 }\ne: *x",
    "a: 2026-11-26\nb: >\n  folded\n  text\n? key\n: - 1\n  - { yes: no }",
    "a: [1",
    "a: 1\na: 2",
  ];
  const read = ({ load, YAMLException }: typeof full, text: string): unknown => {
    try {
      return load(text);
    } catch (error) {
      assert.instance(error, YAMLException);
      return (error as Error).message;
    }
  };
  for (const text of samples) assert.equal(read(short, text), read(full, text), text);
  assert.equal(
    short.parseEvents(samples[0], {}).map((event: object) => ({ ...event })),
    full.parseEvents(samples[0] as string, {}).map((event) => ({ ...event })),
  );
});

libraries.run();

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

const made = suite("the files that a bundle was made of");

made("include those that a value was made of, so that npm start follows them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pods-static-"));
  const source = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const word = source("word.ts", 'export const WORD: string = "ahoy";');
  const values = source(
    "values.static.ts",
    'import { WORD } from "./word.ts"; export const LOUD = WORD.toUpperCase();',
  );
  const handler = source("handler.ts", 'import { LOUD } from "./values.static.ts"; export default () => LOUD;');
  const paths = await bundle({ handler, out: folder });
  for (const path of [word, values, handler]) assert.ok(paths.includes(path), path);
  assert.is(createRequire(import.meta.url)(join(folder, "index.cjs"))(), "AHOY");
});

made.run();

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
