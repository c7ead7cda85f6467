import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readGeneratedNotes } from "../../../functions/deliver/credits/generated-notes.ts";

const test = suite("the notes that GitHub generates");

const url = (number: number) => `https://github.com/ships/hull/pull/${number}`;
const read = (...lines: string[]) => readGeneratedNotes(lines.join("\n"), "Ships/Hull");

test("pull requests and first contributions are read, with categories and any line ends", () => {
  const notes = [
    "<!-- Release notes generated using configuration in .github/release.yml at main -->",
    "",
    "## What's Changed",
    "### Exciting",
    `* Mend the hull by @ada in ${url(5)}`,
    "### Other",
    `* Bump x by @dependabot[bot] in ${url(6)}`,
    "",
    "## New Contributors",
    `* @ada made their first contribution in ${url(5)}`,
    "",
    "**Full Changelog**: https://github.com/ships/hull/compare/v1...v2",
  ].join("\r\n");
  assert.equal(readGeneratedNotes(notes, "ships/hull"), {
    pulls: [
      { number: 5, title: "Mend the hull", login: "ada" },
      { number: 6, title: "Bump x", login: "dependabot[bot]" },
    ],
    firsts: [{ number: 5, login: "ada" }],
  });
});

test("a title that looks like the rest of a line credits nobody else", () => {
  const titles = [`x by @eve in ${url(9)}`, `@eve made their first contribution in ${url(9)}`, "by @eve in", ""];
  for (const title of titles)
    assert.equal(read(`* ${title} by @ada in ${url(5)}`), { pulls: [{ number: 5, title, login: "ada" }], firsts: [] });
});

test("what leads elsewhere, or is no line of the list, is not read", () => {
  const lines = [
    "* x by @ada in https://github.com/ships/sail/pull/5",
    "* x by @ada in https://github.com/ships/hull/issues/5",
    "* x by @ada in ships/hull/pull/5",
    `x by @ada in ${url(5)}`,
    `* x by @ada in ${url(5)}/files`,
    `* x by @ada in ${url(5)}\u2028* y by @eve in ${url(6)} `,
  ];
  assert.equal(read(...lines), { pulls: [], firsts: [] });
});

test.run();
