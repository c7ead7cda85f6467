import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readerOfAreas } from "#shared/core/places.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("lists of areas");
const read = readerOfAreas(
  parseSettings(
    'community: S\norganisation: s\nareas: { cli: {}, docs: { title: "Docs, website" }, web-ui: { title: UI } }\n',
  ),
);

test("areas are read by id or title, in any case, between any signs", () => {
  for (const text of ["cli|docs", "CLI; Docs, website", "cli,docs", "Cli, DOCS", " cli | docs website |", "cli\ndocs"])
    assert.equal(read(text), { areas: ["cli", "docs"] }, text);
  assert.equal(read("docs. CLI!"), { areas: ["docs", "cli"] }, "what ends a sentence is no part of a name");
  assert.equal(read("UI;web-ui;Web UI"), { areas: ["web-ui"] });
  assert.equal(read(""), { areas: [] });
});

test("the first part that names none is said as it was written", () => {
  assert.equal(read("cli; Machine Learning ;docs"), { unknown: "Machine Learning" });
  assert.equal(read("narwhal"), { unknown: "narwhal" });
});

test.run();
