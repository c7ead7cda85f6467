/** Free text in columns that are not used: what may be about other areas makes nobody open to any, row by row. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { csvFile } from "../../../functions/join-pod/csv-rows.ts";
import { ndjsonFile } from "../../../functions/join-pod/object-rows.ts";

const settings = parseSettings(`
community: S
organisation: s
consent: assign
areas: { hull: {}, sail: { title: Sails }, galley: {} }
`);

const test = suite("free text in a file");

/** Whether the person of each row is open to any area by default, where these are the cells of the column. */
const open = (name: string, ...cells: readonly string[]) => {
  const rows = cells.map((cell, at) => `p${at},hull,"${cell}"\n`);
  return [...csvFile(`login,areas,"${name}"\n${rows.join("")}`, settings).lines()].map((line) => line.isOpenByDefault);
};

const LIMITING = [
  "please only Hull",
  "not galley",
  "Sails would be great",
  "I'd rather wait",
  "Don't move me",
  "No, not in another area",
  "happy with my choices",
  "nur Doku bitte",
  "seulement la documentation",
  "só documentação",
  "tylko dokumentacja",
  "nein",
  "只要文档",
];
for (const name of ["Comments", "Anything else we should know?", "Other notes", "Bemerkung", "Track", "Team lead"])
  for (const cell of LIMITING)
    test(`"${cell}" below "${name}" closes the default of its row`, () =>
      assert.equal(open(name, cell, "thanks for doing this", "see you", ""), [false, true, true, true]));

for (const cell of [
  "Looking forward to it!",
  "No thanks",
  "no comments",
  "Not really",
  "Nothing to add",
  "Can't wait!",
  "See you at KubeCon in May",
  "new to Go, 3 years of Python",
  "12",
])
  test(`"${cell}" closes nothing`, () => assert.equal(open("Comments", cell), [true]));

for (const name of ["Areas I know", "Where would you like a seat?", "If yours is full", "Bereiche", "Áreas", "Others"])
  test(`any text below "${name}" closes the default of its row, and a number does not`, () =>
    assert.equal(open(name, "many", "the usual", "3", ""), [false, false, true, true]));

for (const name of [
  "Why do you want to join?",
  "What should a pod be?",
  "Team lead",
  "Join date",
  "Any other comments?",
])
  test(`"${name}" asks nothing about areas`, () => assert.equal(open(name, "Ada Lovelace, 2 May"), [true]));

for (const name of ["Company", "Name", "Email", "Location", "Bio", "Languages"])
  test(`no text below "${name}" is about areas`, () =>
    assert.equal(open(name, "Hull Ltd, not only sails", "只要文档"), [true, true]));

test("one remark a column names the lines", () => {
  const detailsOf = (...cells: readonly string[]) =>
    csvFile(`login,areas,Comments\n${cells.map((cell, at) => `p${at},hull,${cell}\n`).join("")}`, settings).remarks;
  assert.equal(detailsOf("", "only hull"), [
    {
      line: 1,
      detail:
        '"Comments" was not used, and its text may be about other areas in line 3: the person there does not count as open to any area unless "anywhere" says yes',
    },
  ]);
  assert.match(
    detailsOf("only hull", "", "not the hull")[0]!.detail,
    "in the lines 2, 4: the people there do not count",
  );
  const seven = Array.from({ length: 7 }, () => "only hull");
  assert.match(detailsOf(...seven)[0]!.detail, "in the lines 2, 3, 4, 5, 6 and 2 more: the people there");
  assert.equal(detailsOf("", "hello"), []);
});

test("nothing is remarked where the column anywhere has an answer, or a file assumes nothing", () => {
  const file = "login,areas,anywhere,Comments\nada,hull,yes,only hull if possible\n";
  assert.equal(csvFile(file, settings).remarks, []);
  const { lines, remarks } = csvFile("login,areas,Comments\nada,hull,only hull\n", { ...settings, consent: "offer" });
  assert.equal([remarks, [...lines()][0]!.isOpenByDefault], [[], true]);
});

test("a column of answers has one remark, although they are texts", () => {
  const { remarks } = csvFile('login,areas,Other areas too\nada,hull,"no, hull"\nbob,hull,yes\n', settings);
  assert.equal(remarks.length, 1);
  assert.match(remarks[0]!.detail, "holds answers");
});

test("texts of objects are read, too", () => {
  const rows = [
    { login: "ada", areas: ["hull"], comment: "only hull, please" },
    { login: "bob", areas: ["hull"], comment: ["fine", "not the galley"] },
    { login: "cid", areas: ["hull"], comment: "thanks" },
    { login: "dan", areas: ["hull"], comment: 7, otherAreas: { sail: 1 } },
  ];
  const file = ndjsonFile(rows.map((row) => JSON.stringify(row)).join("\n"), settings);
  assert.equal(
    [...file.lines()].map((line) => line.isOpenByDefault),
    [false, false, true, false],
  );
  assert.equal(
    file.remarks.map(({ line, detail }) => [line, detail.slice(0, 12)]),
    [
      [1, '"comment" wa'],
      [4, '"otherAreas"'],
    ],
  );
});

test.run();
