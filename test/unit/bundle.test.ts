import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import * as full from "js-yaml";
import Papa from "papaparse";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as z from "zod";
import { bundle } from "../../template/node18-ts/bundle.mjs";
import {
  csvParserOnly,
  FORMATS_OF_STRING,
  LESS_OF_LIBRARIES,
  NOT_CALLED,
  plainMethods,
  readingOnly,
  shortCommands,
  UNUSED,
} from "../../template/node18-ts/libraries.mjs";
import { functionNames, SOURCE_FOLDERS } from "../../tools/bundle.ts";
import fc from "../support/fast-check.ts";
import { functionBundle } from "../support/platform/function-bundle.ts";

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

libraries("of papaparse the parser of a text", async () => {
  const { default: short } = await importText(
    csvParserOnly(readFileSync("node_modules/papaparse/papaparse.js", "utf8")),
  );
  const text = fc.string({ unit: fc.constantFrom("a", " ", '"', ",", ";", "|", "\t", "\n"), maxLength: 20 });
  const read = ({ Parser }: Pick<typeof Papa, "Parser">, text: string, delimiter: string) =>
    new Parser({ delimiter, newline: "\n" }).parse(text, 0, false);
  fc.assert(
    fc.property(text, fc.constantFrom(",", ";", "|", "\t"), (text, delimiter) =>
      assert.equal(read(short, text, delimiter), read(Papa, text, delimiter)),
    ),
  );
});

const commonJs = (text: string, require: NodeJS.Require) => {
  const module = { exports: {} as never };
  new Function("module", "exports", "require", text)(module, module.exports, require);
  return module.exports;
};

libraries("of the queue of ioredis all that ioredis asks of it", () => {
  const ofIoredis = createRequire(createRequire(import.meta.url).resolve("ioredis"));
  const Full = ofIoredis("denque");
  const { denque = "" } = UNUSED;
  const Short = commonJs(denque, ofIoredis) as typeof Full;
  const [full, short] = [new Full(), new Short()];
  const both = (name: string, ...values: unknown[]) =>
    assert.equal(short[name](...values), full[name](...values), `${name} ${values}`);
  // ioredis reads no answer of it.
  const removed = (at: number) => {
    for (const queue of [short, full]) queue.remove(at, 1);
  };
  for (let n = 0; n < 20_000; n++) {
    both("push", n);
    if (n % 3 === 0) both("shift");
    if (n % 5 === 0) both("unshift", -n);
    if (n % 7 === 0) removed(n % Math.min(11, full.length));
    if (n % 11 === 0) both("peekAt", n % 13);
  }
  assert.equal([...short], full.toArray());
  while (full.length > 0) both("shift");
  both("peekFront");
  const built = join(createRequire(import.meta.url).resolve("ioredis"), "..");
  const asked = readdirSync(built, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) =>
      [...readFileSync(join(built, name), "utf8").matchAll(/Queue\.(\w+)/g)].map(([, word = ""]) => word),
    );
  assert.ok(asked.includes("shift"));
  for (const word of new Set(asked)) assert.ok(word in short, `ioredis asks for ${word}`);
});

libraries("of the decoder of ioredis everything, without asking at each call whose a method is", () => {
  const path = join(createRequire(import.meta.url).resolve("ioredis"), "../resp/decoder.js");
  const source = readFileSync(path, "utf8");
  const plain = plainMethods(source);
  assert.ok(plain.length < source.length - 5_000);
  assert.not.match(plain, /classPrivateField|new Weak/);
  const require = createRequire(path);
  const replies =
    "*3\r\n$5\r\nhello\r\n:-12\r\n*-1\r\n+OK\r\n-ERR no\r\n%1\r\n+a\r\n,1.5\r\n~1\r\n#t\r\n_\r\n(123\r\n=7\r\ntxt:abc\r\n>1\r\n+x\r\n";
  const decoded = (text: string, size: number) => {
    const { Decoder } = commonJs(text, require) as {
      Decoder: new (config: object) => { write(chunk: Buffer): void };
    };
    const seen: unknown[] = [];
    const note = (value: unknown) => seen.push(value instanceof Error ? value.message : value);
    const decoder = new Decoder({
      onReply: note,
      onErrorReply: note,
      onPush: note,
      getTypeMapping: () => ({}),
    });
    const bytes = Buffer.from(replies);
    for (let at = 0; at < bytes.length; at += size) decoder.write(bytes.subarray(at, at + size));
    return seen;
  };
  for (const size of [1, 2, 5, 1_000])
    assert.equal(decoded(plain, size), decoded(source, size), `${size} bytes at once`);
  assert.is(decoded(plain, 1_000).length, 9);
});

/** What these lines export when they are bundled as our functions are. */
async function bundled(contents: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    plugins: LESS_OF_LIBRARIES,
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
  });
  return commonJs(outputFiles[0]?.text ?? "", createRequire(import.meta.url));
}

libraries("of Octokit's JSON what the language has, which makes no BigInts", async () => {
  const source = 'export { JSONParse as parse, JSONStringify as stringify } from "json-with-bigint";';
  const { parse, stringify } = (await bundled(source)) as Pick<typeof JSON, "parse" | "stringify">;
  const comment = { id: 4_503_599_627_370_496, body: "12n", at: [1.5, null, true] };
  assert.is(stringify(comment), JSON.stringify(comment));
  assert.equal(parse(stringify(comment)), comment);
  assert.type(parse("90071992547409931"), "number");
});

libraries("of zod all that parses, with the same faults", async () => {
  const { z: short } = (await bundled('export * as z from "zod";')) as { z: typeof z };
  const parsed = (from: typeof z) => {
    const schema = from.strictObject({
      do: from.literal("join"),
      areas: from
        .array(
          from
            .string()
            .min(1)
            .max(3)
            .regex(/^[a-z]/),
        )
        .max(2),
      hours: from.int().min(1).max(20).optional(),
      when: from.union([from.iso.date(), from.url()]).default("2026-11-26"),
      by: from.record(from.string(), from.tuple([from.number(), from.boolean()])).prefault({}),
      tree: from.lazy(() => from.array(from.unknown())).optional(),
    });
    const good = { do: "join", areas: ["cli"], hours: 2, by: { a: [1, true] }, tree: [[], [1]] };
    const bad = { do: "leave", areas: ["CLI", "", "docs"], hours: 2.5, when: "soon", by: { a: [1] }, tree: 1, more: 1 };
    return [good, bad, null, [], { ...good, areas: "cli" }].map((value) => {
      const { success, data, error } = schema.safeParse(value);
      return { success, data, issues: error?.issues };
    });
  };
  assert.equal(parsed(short), parsed(z));
});

libraries.run();

const unused = suite("modules that a bundle leaves out");

const ownFiles = (): string[] =>
  SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(folder, path)),
  );

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

unused("are transactions and commands of one's own, which none of our files asks ioredis for", () => {
  const call = /\.(multi|defineCommand)\(|\bscripts:/;
  assert.match("redis.multi()", call);
  for (const path of ownFiles()) assert.not.match(readFileSync(path, "utf8"), call, path);
});

unused("are the formats that zod offers as methods of a string, which none of our files calls", () => {
  const schemas = readFileSync("node_modules/zod/v4/classic/schemas.js", "utf8");
  const [text = ""] = FORMATS_OF_STRING.exec(schemas) ?? [];
  const methods = [...text.matchAll(/^ {4}(\w+)\(/gm)].map(([, name]) => name);
  for (const name of ["email", "url", "datetime"]) assert.ok(methods.includes(name), name);
  const call = new RegExp(`\\)\\s*\\.(${methods.join("|")})\\(`);
  assert.match("z.string().url()", call);
  for (const path of ownFiles()) assert.not.match(readFileSync(path, "utf8"), call, path);
});

unused("are those of logins and GraphQL, of which Octokit uses what their replacements hold", async () => {
  const source = ["auth-app/dist-node", "core/dist-src"]
    .map((folder) => readFileSync(`node_modules/@octokit/${folder}/index.js`, "utf8"))
    .join("\n");
  for (const [name, replacement] of Object.entries(NOT_CALLED)) {
    const imported = [...source.matchAll(new RegExp(`import \\{ (.*) \\} from "${name}"`, "g"))].map(
      ([, word]) => word,
    );
    assert.ok(imported.length > 0, name);
    assert.equal(Object.keys(await importText(replacement)).sort(), imported.sort(), name);
  }
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

made("lie in a file beside the bundle where it need not hold a value", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pods-beside-"));
  writeFileSync(join(folder, "long.beside.ts"), 'export const LONG = { words: ["ahoy", "Ünïcode"] };');
  const handler = join(folder, "handler.ts");
  writeFileSync(handler, 'import { LONG } from "./long.beside.ts"; export default () => LONG.words;');
  const paths = await bundle({ handler, out: join(folder, "out") });
  assert.ok(paths.includes(join(folder, "long.beside.ts")));
  assert.equal(readdirSync(join(folder, "out")).sort(), ["index.cjs", "long.br"]);
  assert.not.match(readFileSync(join(folder, "out/index.cjs"), "utf8"), "ahoy");
  assert.equal(createRequire(import.meta.url)(join(folder, "out/index.cjs"))(), ["ahoy", "Ünïcode"]);
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
    const { size: bytes } = statSync(await functionBundle(name, folder));
    assert.ok(bytes <= max, `${Math.ceil(bytes / KB)} KB; npm run bundle prints all of them`);
  });
}

size.run();
