import { suite } from "uvu";
import * as assert from "uvu/assert";
import { unknownArea } from "#shared/core/areas-named.ts";
import { podInCommand, readerOfAreas } from "#shared/core/places.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("lists of areas");
const settings = parseSettings(
  'community: S\norganisation: s\nareas: { cli: {}, docs: { title: "Docs, website" }, web-ui: { title: UI } }\n',
);
const read = readerOfAreas(settings);

test("areas are read by id or title, in any case, between any signs", () => {
  for (const text of ["cli|docs", "CLI; Docs, website", "cli,docs", "Cli, DOCS", " cli | docs website |", "cli\ndocs"])
    assert.equal(read(text), { areas: ["cli", "docs"] }, text);
  assert.equal(read("docs. CLI!"), { areas: ["docs", "cli"] }, "what ends a sentence is no part of a name");
  assert.equal(read("UI;web-ui;Web UI"), { areas: ["web-ui"] });
  assert.equal(read(""), { areas: [] });
});

test("a title in the letters of another language is read in any case", () => {
  const titles = '{ ist: { title: "İstanbul" }, zolw: { title: "Żółw" } }';
  const reader = readerOfAreas(parseSettings(`community: S\norganisation: s\nareas: ${titles}\n`));
  for (const text of ["İstanbul", "istanbul", "ISTANBUL", "I\u0307stanbul"])
    assert.equal(reader(text), { areas: ["ist"] }, text);
  assert.equal(reader("ŻÓŁW, Zolw"), { areas: ["zolw"] });
});

test("the first part that names none is said as it was written", () => {
  assert.equal(read("cli; Machine Learning ;docs"), { unknown: "Machine Learning" });
  assert.equal(read("narwhal"), { unknown: "narwhal" });
});

test("a command names a pod as people see it, by its address where its name leads elsewhere or fills the line", () => {
  const inCommand = (name: string) => podInCommand({ slug: "narwhal", name }, settings);
  assert.is(inCommand("Narwhal"), "Narwhal");
  assert.is(inCommand("The Night Watch of the Northern Seas"), "The Night Watch of the Northern Seas");
  assert.is(inCommand("Docs"), "pod=narwhal", "an area is called so");
  assert.is(inCommand("A \u{1f469}\u200d\u{1f467} crew"), "A \u{1f469}\u200d\u{1f467} crew", "one picture stays one");
  assert.is(inCommand("A \u2122\ufe0f crew"), "A TM crew", "a selector with nothing to select goes");
  // One sign that is read as eighteen.
  assert.is(inCommand("Friends of \ufdfa"), `Friends of ${"\ufdfa".normalize("NFKC")}`);
  assert.is(inCommand("\ufdfa".repeat(6)), "pod=narwhal");
});

test("the title of several areas names none of them, and the answer lists their ids", () => {
  const areas = "{ sig-sail: { title: Sail }, loft-sail: { title: sail }, hull: { title: Hull } }";
  const shared = parseSettings(`community: S\norganisation: s\nareas: ${areas}\n`);
  assert.equal(readerOfAreas(shared)("Hull, Sail"), { unknown: "Sail" });
  assert.equal(readerOfAreas(shared)("loft-sail, Hull"), { areas: ["loft-sail", "hull"] });
  const said = unknownArea(shared, "sail");
  assert.is(said, '"sail" is the title of several areas: name one of sig-sail, loft-sail.');
});

test.run();
