import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Settings } from "#shared/core/settings.ts";
import { areasOfFiles } from "../../../functions/deliver/changed-areas.ts";

const test = suite("the areas of changed files");
const settings = Settings.parse({
  community: "Ships",
  organisation: "ships",
  areas: {
    docs: { paths: ["docs/**", "**/*.md"] },
    ci: { paths: [".github/**", "!**/*.md"] },
    cli: { paths: ["cmd/*.go"] },
    hull: {},
  },
});
const of = (...files: string[]) => areasOfFiles(files, settings);

test("the areas with the most of the files", () => {
  assert.equal(of("docs/deep/er/index.html"), ["docs"]);
  assert.equal(of("README.md", "cmd/a.go", "cmd/b.go"), ["cli"]);
  assert.equal(of("README.md", "cmd/a.go"), ["docs", "cli"], "equals, in the order of the settings");
  assert.equal(of("main.go", "cmd/deep/a.go"), []);
  assert.equal(of(), []);
});

test("hidden files count, and names with backslashes are names", () => {
  assert.ok(of(".github/workflows/ci.yml").includes("ci"));
  assert.equal(of("cmd\\a.go"), []);
});

test.run();
