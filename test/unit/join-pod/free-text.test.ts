/** Columns that are not used: which of them leave people open to any area by default. */
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

const test = suite("columns that are not used");

/** Whether the person of each row is open to any area by default, where these are the cells of the column. */
const open = (name: string, ...cells: readonly string[]) => {
  const rows = cells.map((cell, at) => `p${at},hull,"${cell}"\n`);
  return [...csvFile(`login,areas,"${name}"\n${rows.join("")}`, settings).lines()].map((line) => line.isOpenByDefault);
};

for (const name of [
  "Comments",
  "Notes",
  "Anything else we should know?",
  "Any other questions or comments?",
  "Remarks (optional)",
])
  test(`any text below "${name}" closes the default of its row, in whatever language`, () =>
    assert.equal(open(name, "thanks", "nur Doku bitte", "只要文档", "", "-", "no", "n/a"), [
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]));

for (const name of [
  ...[
    "Bemerkung",
    "Track",
    "Team lead",
    "Areas I know",
    "If yours is full",
    "Others",
    "Avoid",
    "How flexible",
    "Nicht in",
  ],
  ...["Comments on areas", "Name of an area", "Location of your pod", "Why do you want to join?", "Id or other area"],
])
  test(`a column "${name}" closes the default of its file, whatever it holds`, () =>
    assert.equal(open(name, "", "3", "yes"), [false, false, false]));

for (const name of [
  ...["Name", "First name", "E-mail address", "Slack handle", "Website", "City", "Location", "Company", "Job title"],
  ...[
    "avatar_url",
    "html_url",
    "node_id",
    "type",
    "site_admin",
    "followers",
    "score",
    "bio",
    "updated_at",
    "last_active",
  ],
  ...[
    "#",
    "Response ID",
    "Network ID",
    "Stage Date (UTC)",
    "StartDate",
    "Timestamp",
    "Submitted at",
    "Completion time",
  ],
  ...[
    "Pronouns",
    "Age",
    "T-shirt size",
    "Dietary requirements",
    "What is your age?",
    "Languages",
    "Your company (optional)",
  ],
])
  test(`no text below "${name}" is about areas`, () =>
    assert.equal(open(name, "Hull Ltd, not only sails", "只要文档"), [true, true]));

test("a column without a name is read as remarks, so that one of empty cells says nothing", () =>
  assert.equal(open("", "", "only hull"), [true, false]));

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
  assert.equal(detailsOf("", "-"), []);
});

test("nothing is remarked where the column anywhere has an answer, or a file assumes nothing", () => {
  const file = "login,areas,anywhere,Comments\nada,hull,yes,only hull if possible\n";
  assert.equal(csvFile(file, settings).remarks, []);
  const { remarks } = csvFile("login,areas,Comments,Avoid\nada,hull,only hull,x\n", { ...settings, consent: "offer" });
  assert.equal(remarks, []);
});

test("a column has one remark, whatever is wrong with it", () => {
  for (const name of ["Other areas too", "Areas you do NOT want", "Works alone", "Area lead [Hull]", "Join?"]) {
    const { remarks } = csvFile(`login,areas,${name}\nada,hull,"no, hull"\nbob,hull,yes\n`, settings);
    assert.is(remarks.length, 1, name);
    assert.match(remarks[0]!.detail, "nobody in this file counts as open to any area");
  }
});

test("texts of objects are read, too, and a name of one object closes the default of all", () => {
  const rows = [
    { login: "ada", areas: ["hull"], comment: "only hull, please" },
    { login: "bob", areas: ["hull"], comment: ["not the galley"] },
    { login: "cid", areas: ["hull"], comment: "" },
    { login: "dan", areas: ["hull"], comment: 7 },
  ];
  const read = (...all: readonly object[]) => {
    const file = ndjsonFile(all.map((row) => JSON.stringify(row)).join("\n"), settings);
    return [[...file.lines()].map((line) => line.isOpenByDefault), file.remarks.map(({ line }) => line)];
  };
  assert.equal(read(...rows), [[false, false, true, false], [1]]);
  assert.equal(read({ login: "ada" }, { login: "bob", avoid: null }, { login: "cid", avoid: 1 }), [
    [false, false, false],
    [2],
  ]);
});

test.run();
