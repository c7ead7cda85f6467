/**
 * The recipes of CONTRIBUTING.md, performed as they stand there on a copy of the repository. Then every part of what they
 * add is left out in turn: the type checker must name it.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventually } from "../support/eventually.ts";
import { type Part, partsOf } from "../support/parts.ts";
import { programOrSkip } from "../support/program.ts";
import { type Block, patched, type Recipe, recipesOf, unpatched } from "../support/recipes.ts";
import { npmStart, paste } from "../support/start.ts";
import { copyTree, type TreeCopy } from "../support/tree-copy.ts";

const RECIPES = recipesOf(readFileSync("CONTRIBUTING.md", "utf8"));
const STEPS_MAX = 5;
/** A change has one place: its own file, and a line in the list of all. */
const SOURCES_MAX = 2;

/** What is defined where, for recipes whose parts the type checker must miss. */
const DEFINITIONS: Readonly<Record<string, { readonly name: string; readonly file: string }>> = {
  "Add a command": { name: "wave", file: "functions/_shared/commands/wave.ts" },
  "Add a channel": { name: "mattermost", file: "functions/_shared/channels/mattermost.ts" },
  "Add a term of the points": { name: "backup", file: "functions/_shared/core/scoring/terms.ts" },
};

/** A counter is one of six, any of which would do: their type is named. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = { "count.experienced": "PodCounts" };
/** In quotes, as "Property 'usage' is missing", or at the end of a list of missing properties. */
const namesIt = (name: string) => new RegExp(`['"]${name}['"]|\\b${name}'|': (\\w+, )*${name}(,|$)`, "m");

const isShell = ({ language }: Block) => language === "sh";
const blocksOf = ({ steps }: Recipe) => steps.flatMap(({ blocks }) => blocks).filter(({ path }) => path !== "");
const filesOf = (recipe: Recipe) => [...new Set(blocksOf(recipe).map(({ path }) => path))];

let copy: TreeCopy;
let errors: Map<string, string>;
/** The files that each leave out one part of a definition. */
const variants = new Map<string, Part>();

async function perform(recipe: Recipe): Promise<void> {
  for (const { language, path, code } of blocksOf(recipe)) {
    if (language === "diff") await copy.write(path, patched(await copy.read(path), code));
    else {
      assert.not(existsSync(path), `${path} exists already`);
      await copy.write(path, code);
    }
  }
}

const recipes = suite("the recipes of CONTRIBUTING.md");

recipes.before(async () => {
  copy = await copyTree();
  for (const recipe of RECIPES) await perform(recipe);
  const definitions = Object.values(DEFINITIONS);
  const sources = await Promise.all(
    definitions.map(async ({ name, file }) => ({ name, source: await copy.read(file) })),
  );
  for (const [n, parts] of (await partsOf(sources)).entries()) {
    const { name, file } = definitions[n]!;
    for (const part of parts) {
      const variant = file.replace(/\w+\.ts$/, `${name}-without-${part.path.replaceAll(".", "-")}.ts`);
      variants.set(variant, part);
      await copy.write(variant, part.without);
    }
  }
  errors = await copy.typeErrors();
});

recipes("say how to add a command, a channel, a term, a verb of the store and a page", () => {
  const titles = RECIPES.map(({ title }) => title);
  assert.equal(titles, [...Object.keys(DEFINITIONS), "Add a verb of the store", "Add a page"]);
});

for (const recipe of RECIPES) {
  const { title, steps } = recipe;

  recipes(`${title}: has few steps, each with the file it is about`, () => {
    assert.ok(steps.length <= STEPS_MAX, `${steps.length} steps`);
    for (const { language, path } of steps.flatMap(({ blocks }) => blocks))
      assert.ok(path || language === "sh", language);
    if (!DEFINITIONS[title]) return;
    const sources = filesOf(recipe).filter((path) => path.startsWith("functions/"));
    assert.ok(sources.length <= SOURCES_MAX, sources.join(", "));
  });
}

recipes("satisfy the type checker", () => {
  for (const [file, message] of errors) assert.ok(variants.has(file), message);
});

recipes("satisfy the linter and the formatter", async () => {
  const files = RECIPES.flatMap(filesOf).filter((path) => path.endsWith(".ts"));
  const args = ["check", "--vcs-enabled=false", ...files];
  const { ok, output } = await copy.run(resolve("node_modules/.bin/biome"), args);
  assert.ok(ok, output);
});

recipes("name every part that is left out", () => {
  assert.ok(variants.size > 30, `${variants.size} parts`);
  const faults = [...variants].flatMap(([file, { path, name }]) => {
    const message = errors.get(file) ?? "it compiles\n";
    return namesIt(NAMED_OTHERWISE[path] ?? name).test(message) ? [] : [`without ${path}: ${message}`];
  });
  assert.is(faults.join("\n"), "");
});

recipes("are proven by the tests they tell to run", async () => {
  for (const file of variants.keys()) await copy.remove(file);
  const commands = RECIPES.flatMap(({ steps }) => steps.flatMap(({ commands }) => commands));
  assert.ok(commands.includes("npm run generate"));
  assert.ok((await copy.run("npm", ["run", "generate"])).ok);
  const unused = await copy.run(resolve("node_modules/.bin/knip"), []);
  assert.ok(unused.ok, unused.output);
  const words = commands
    .filter((command) => command.startsWith("npm test -- "))
    .flatMap((command) => command.split(" ").slice(3));
  const added = Object.values(DEFINITIONS).map(({ name }) => name);
  const cases = `PODS_CASES=${added}`; // the other commands and channels are tried without the recipes
  const { ok, output } = await copy.run("env", [cases, "npm", "test", "--", "tools/generate", ...new Set(words)]);
  assert.ok(ok, output);
  for (const file of ["test/integration/doors.test.ts", ...RECIPES.flatMap(filesOf)]) {
    if (file.endsWith(".test.ts")) assert.match(output, new RegExp(`^ok +${file}`, "m"), output);
  }
});

if (programOrSkip("curl", "the curl commands of CONTRIBUTING.md")) {
  recipes("can be tried while npm start runs", async () => {
    const here = await npmStart(copy.folder, ["--people", "40", "--no-schedule"]);
    const shell = RECIPES.flatMap(({ steps }) => steps.flatMap(({ blocks }) => blocks)).find(isShell);
    const commands = shell?.code.replaceAll("http://127.0.0.1:8080", here.url) ?? "";
    let output = "";
    // On a busy machine a call may take longer than it may; then it is refused, and may be made again.
    await eventually(async () => {
      output = await paste(copy.folder, commands);
      return !output.includes('"status":503');
    });
    assert.is(await here.stop(), 0);
    assert.match(output, /\{"outcome":"waved"\}$/);
  });
}

recipes("without the line in the list of all, a test names what is missing", async () => {
  for (const { path, code } of RECIPES.flatMap(blocksOf)) {
    if (/(person-commands|channels\/index)\.ts$/.test(path))
      await copy.write(path, unpatched(await copy.read(path), code));
  }
  const { ok, output } = await copy.run("npm", ["test", "--", "commands/listed", "channels/contract"]);
  assert.not(ok);
  assert.match(output, /wave\.ts defines "wave"/);
  assert.match(output, /mattermost\.ts/);
});

recipes.run();
