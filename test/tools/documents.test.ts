/** The tables and lists of the documents match the code. test/e2e/documents.test.ts runs their commands. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reduce } from "#shared/core/github/delivery.ts";
import { Settings } from "#shared/core/settings.ts";
import { selectTests } from "../../tools/test/select.ts";
import { recipesOf } from "../support/recipes.ts";

const test = suite("the documents");
const DOCUMENTS = [...readdirSync("."), ...readdirSync("docs").map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);
const textOf = (name: string) => readFileSync(name, "utf8");
/** More belongs on a page of its own. */
const README_LINES_MAX = 90;
const filesOfRecipes = recipesOf(textOf("CONTRIBUTING.md")).flatMap(({ steps }) =>
  steps.flatMap(({ blocks }) => blocks.map(({ path }) => path)),
);
const DEPLOY = readFileSync("docs/deploy.md", "utf8");
const SETTINGS = readFileSync("docs/settings.md", "utf8");

const section = (title: string) => SETTINGS.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
/** The rows of a section's table whose first cell is code, as `[first cell, …]`; a `\|` belongs to its cell. */
const rows = (text: string) =>
  [...text.matchAll(/^\| `.*$/gm)].map(([row]) =>
    row
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
const coded = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

test("the webhook's events are exactly those that are used", () => {
  const [, told = ""] = /and the events ([^.]+)\./.exec(DEPLOY) ?? [];
  const settings = Settings.parse({ community: "X", organisation: "x", areas: { cli: {} } });
  const context = { settings, at: 0, newPseudonym: () => "" };
  const reasonOf = (event: string) => {
    const reduction = reduce({ event, payload: {} }, context);
    return reduction.outcome === "ignored" ? reduction.reason : "";
  };
  const require = createRequire(import.meta.url);
  const examples: readonly { name: string }[] = require("@octokit/webhooks-examples");
  const used = examples.map(({ name }) => name).filter((name) => !["event-not-used", "ping"].includes(reasonOf(name)));
  assert.ok(used.length > 5);
  const inWords = used.map((event) => (event === "repository" ? "repositories" : `${event.replace(/s$/, "")}s`));
  const words = told.replaceAll("\n", " ").split(/, | and /);
  assert.equal(words.sort(), inWords.map((word) => word.replaceAll("_", " ")).sort());
});

test("every secret is read by the functions that stack.yml gives it", () => {
  const { functions } = load(readFileSync("stack.yml", "utf8")) as { functions: Record<string, { secrets: string[] }> };
  const told = rows(section("Secrets")).map(([secret = "", , readers = ""]) => [coded(secret)[0], readers] as const);
  const all = Object.entries(functions);
  const names = new Set(all.flatMap(([, { secrets }]) => secrets));
  assert.equal(told.map(([name]) => name).sort(), [...names].sort());
  for (const [name = "", readers] of told) {
    const given = all.filter(([, { secrets }]) => secrets.includes(name)).map(([service]) => service);
    if (readers === "all") assert.is(given.length, all.length, name);
    else assert.equal(coded(readers).sort(), given.sort(), name);
  }
});

test("every script that they name is in package.json", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const text = DOCUMENTS.map((name) => readFileSync(name, "utf8")).join("\n");
  const named = [...text.matchAll(/npm run ([a-z:]+)|`(test:[a-z0-9]+)`/g)].map(([, run, level]) => run ?? level ?? "");
  assert.ok(named.length > 7);
  for (const name of named) assert.ok(scripts[name], name);
});

test("every setting is explained", () => {
  const told = rows(section("Settings")).flatMap(([key = ""]) => coded(key));
  assert.equal(told.sort(), Object.keys(Settings.shape).sort());
});

for (const document of DOCUMENTS) {
  const text = textOf(document).replace(/^ *```[\s\S]*?^ *```$/gm, "");

  test(`every link of ${document} leads somewhere`, () => {
    for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path = "", heading] = target.split("#");
      const file = path === "" ? document : join(dirname(document), path);
      assert.ok(existsSync(file), target);
      if (heading !== undefined) assert.ok(headingsOf(textOf(file)).includes(heading), target);
    }
  });

  test(`every file and folder that ${document} names exists`, () => {
    // By recipes, and by npm start.
    const made = document === "CONTRIBUTING.md" ? [...filesOfRecipes, ".data/join-comment.json"] : [];
    const named = coded(text).filter((code) => /^\.?[\w-]+(\/[\w.-]+)*(\/|\.(ts|lua|md|yml|json|svg|csv))$/.test(code));
    for (const path of named) {
      const found = [".", "functions", "functions/_shared", "functions/_shared/redis/library"].some((folder) =>
        existsSync(join(folder, path)),
      );
      assert.ok(found || made.includes(path), path);
    }
  });
}

/** What GitHub makes of them. */
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );

test("every selection of tests that they name is one", () => {
  const files = readdirSync("test", { recursive: true })
    .map((name) => join("test", String(name)))
    .concat(filesOfRecipes)
    .filter((name) => name.endsWith(".test.ts"));
  const selections = DOCUMENTS.flatMap((name) => [...textOf(name).matchAll(/`npm test -- ([^<`]+)`/g)]);
  assert.ok(selections.length > 5);
  for (const [, words = ""] of selections) selectTests(words.split(" "), files);
});

test("the architecture names enough to find one's way", () => {
  assert.ok(coded(textOf("docs/ARCHITECTURE.md")).filter((code) => code.endsWith(".ts")).length > 25);
});

test("the README is short", () => {
  assert.ok(textOf("README.md").split("\n").length <= README_LINES_MAX);
});

test.run();
