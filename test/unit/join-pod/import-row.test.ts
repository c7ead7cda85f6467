import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { parseRow } from "../../../functions/join-pod/import-row.ts";
import { csvRows, ndjsonRows } from "../../../functions/join-pod/rows.ts";

const test = suite("import rows");
const settings = parseSettings("community: S\norganisation: s\nareas: { cli: {}, docs: {} }\n");
const csv = (text: string) => [...csvRows(text, settings)];

test("only the login is required, and an empty cell counts as absent", () => {
  assert.equal(parseRow({ login: "ada", areas: "", ability: "", timezone: "", advocate: "", mode: "" }, settings), {
    login: "ada",
  });
});

test("a full row", () => {
  assert.equal(
    parseRow(
      {
        login: "ada",
        areas: "cli| docs",
        ability: "experienced",
        timezone: "Europe/Berlin",
        advocate: "Yes",
        mode: "pod",
      },
      settings,
    ),
    {
      login: "ada",
      areas: ["cli", "docs"],
      ability: "experienced",
      timezone: "Europe/Berlin",
      advocate: true,
      mode: "pod",
    },
  );
});

test("a fault is told in words", () => {
  const wrong = (cells: object): string => {
    const row = parseRow({ login: "ada", ...cells }, settings);
    assert.type(row, "string");
    return row as string;
  };
  assert.match(wrong({ login: "a b" }), "login");
  assert.match(wrong({ areas: "ui" }), 'no area "ui"');
  assert.match(wrong({ areas: "cli|docs|cli|docs" }), "at most 3");
  assert.match(wrong({ ability: "wizard" }), "ability");
  assert.match(wrong({ timezone: "Mars" }), "is not a time zone");
  assert.match(wrong({ timezone: "BST" }), "can mean Europe/London or Asia/Dhaka");
  assert.match(wrong({ advocate: "perhaps" }), "advocate");
  assert.match(wrong({ mode: "hide" }), "mode");
});

test("columns come in any order and case; unknown ones are ignored", () => {
  assert.equal(csv("Ability,LOGIN,shoe size\nexperienced,ada,38\n"), [
    { line: 2, row: { login: "ada", ability: "experienced" } },
  ]);
});

test("one bad line never stops the rest", () => {
  const rows = csv('\ufefflogin,areas\nada,cli\n"open,quote\n\nx,"a"b\ntoo,many,cells\nbob,docs\r\n');
  assert.equal(
    rows.map(({ line, row }) => [line, typeof row === "string" ? "rejected" : row.login]),
    [
      [2, "ada"],
      [3, "rejected"],
      [5, "rejected"],
      [6, "rejected"],
      [7, "bob"],
    ],
  );
});

test("a quoted cell may hold a comma", () => {
  assert.equal(csv('login,name,areas\nada,"Lovelace, Ada","cli|docs"\n'), [
    { line: 2, row: { login: "ada", areas: ["cli", "docs"] } },
  ]);
});

test("a file without a login column is refused as a whole", () => {
  assert.throws(() => csv("ada,cli\n"), /columns/);
  assert.throws(() => csv(""), /empty/);
});

test("NDJSON has one object a line", () => {
  const rows = [...ndjsonRows('{"login":"ada","areas":["cli"],"advocate":true}\nnonsense\n{"login":"bob"}', settings)];
  assert.equal(rows[0], { line: 1, row: { login: "ada", areas: ["cli"], advocate: true } });
  assert.type(rows[1]?.row, "string");
  assert.equal(rows[2], { line: 3, row: { login: "bob" } });
});

test.run();
