/** What a header means: only what clearly asks for consent or a wish is read as one. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import type { ImportColumn } from "../../../functions/join-pod/column-names.ts";
import { columnsOf } from "../../../functions/join-pod/columns.ts";
import { csvFile } from "../../../functions/join-pod/csv-rows.ts";
import { ndjsonFile } from "../../../functions/join-pod/object-rows.ts";
import fc from "../../support/fast-check.ts";

const settings = parseSettings(`
community: S
organisation: s
consent: assign
areas: { hull: {}, sail: { title: Sails }, galley: {} }
`);

/** Names that mean a column, and names that look like it and ask for something else. */
const NAMES: readonly (readonly [ImportColumn, means: readonly string[], asksElse: readonly string[]])[] = [
  [
    "anywhere",
    [
      "Any area",
      "Anywhere?",
      "Open to any",
      "Can we put you in any pod?",
      "May we place you in another team?",
      "Happy in any group?",
      "Another pod OK?",
      "OK with a different team?",
      "Open to other areas?",
      "Would you join another pod?",
      "Does another area suit you?",
      "I am flexible: anywhere",
      "Would you accept a seat in another area if yours is full?",
      "Is it OK if we place you in a different pod?",
      "I agree to be placed anywhere",
      "Can we seat you in another area at any time?",
    ],
    [
      "Would you mind another area?",
      "Do you mind being placed in another area?",
      "Would you rather wait than join another area?",
      "Are you happy with any area so far?",
      "Should we consider another area?",
      "May we ask you about other areas?",
      "Would you like us to move you to another area later?",
      "Are you willing to answer questions in any area?",
      "Are you in another area?",
      "Have you worked in another area?",
      "Have you contributed to any area before?",
      "Have you been placed in any pod before?",
      "Do you want to switch to another area?",
      "Are you already active in another area?",
      "Do you work from anywhere?",
      "Can you meet anywhere in person?",
      "Would you be willing to travel anywhere?",
      "I agree to be contacted in any area of the event",
      "Any other area you would like to see?",
      "Anything else, or another area we should have?",
      "Are you happy to review work of other teams?",
      "May we share your profile with other groups?",
      "Are you willing to mentor in another pod?",
    ],
  ],
  [
    "areas",
    [
      "Area",
      "Area(s)",
      "Areas of interest",
      "Interests",
      "Your areas (no more than three)",
      "Which areas would you like to work on?",
      "Which areas of Ships interest you?",
      "Which areas should we put you in?",
      "Areas you can help with",
      "Areas I could contribute to",
      "Name at least one area",
      "Any other areas?",
      "Preferred area",
      "Favourite area",
      "Areas (first, second, third)",
      "Focus areas",
      "Areas of focus",
      "Desired areas",
      "Area selection",
      "Areas (tick all that apply)",
      "Topics",
      "Which topics interest you?",
      "Which topics are you interested in?",
      "What do you want to work on?",
    ],
    [
      "Area lead",
      "Areas of expertise",
      "Which area should get more people?",
      "Which areas are understaffed?",
      "Which areas have you liked before?",
      "Areas we should drop",
      "Area of the last pull request",
      "Area to be discussed",
      "Areas your company uses",
      "Areas that your company is to focus on",
      "Contribution areas",
      "Focus areas last year",
      "What topics do you teach?",
      "Which areas would you like to see improved?",
      "Area you already help with",
      "Interest in speaking",
      "Conflicts of interest",
      "Which area are you in?",
    ],
  ],
  [
    "advocate",
    [
      "Volunteer",
      "Pod Advocate",
      "Would you like to be a Pod Advocate?",
      "Can you be your pod's advocate?",
      "Interested in being an advocate?",
      "Would you volunteer?",
      "I am willing to volunteer as Pod Advocate",
      "Would you like to be a Pod Advocate and welcome people?",
    ],
    [
      "Have you been an advocate before?",
      "Were you an advocate last year?",
      "Do you have a Pod Advocate?",
      "Do you know your pod's advocate?",
      "Would you like to meet your advocate?",
      "Would you like help from an advocate?",
      "Do you volunteer in other projects?",
      "Do you know what it takes to be an advocate?",
      "Would you like an advocate?",
      "Would you like Bob to be your Pod Advocate?",
      "Do you want your friend to be an advocate?",
      "Is it OK for somebody else to be your advocate?",
      "Would you like to hear how to become an advocate?",
      "Would you like to become an advocate next year?",
    ],
  ],
  [
    "introduce",
    [
      "May we introduce you?",
      "Can we introduce you in Slack?",
      "Introduce me",
      "OK to introduce you?",
      "Would you like to be introduced?",
      "I agree to be introduced where you post news",
    ],
    [
      "Have you introduced yourself in Slack?",
      "Have you been introduced to your pod?",
      "Already introduced",
      "Introduced?",
      "Can you introduce yourself?",
      "May I introduce you to my manager?",
      "May we ask: were you introduced already?",
    ],
  ],
  [
    "with",
    [
      "Sit with",
      "Who would you like to sit with?",
      "Who would you like to be in a pod with?",
      "Friends",
      "With whom would you like to sit?",
      "Team with",
    ],
    [
      "Can you be with us in May?",
      "Would you like to be with us in May?",
      "Who do you work with?",
      "Team with most need",
      "Who have you been in a team with?",
    ],
  ],
  [
    "mode",
    [
      "Pod or independent?",
      "Work collaboratively or independently",
      "Do you prefer to work independently?",
      "Independent",
      "I would like to contribute independently",
    ],
    ["Are you an independent contractor?", "Do you work independently?", "Independent review done", "Not independent"],
  ],
  [
    "ability",
    ["Experience level", "Level of experience", "How experienced are you?", "Your skill level"],
    ["Experience level of the pod you want", "Wanted experience level", "Which experience level would you like?"],
  ],
];

const test = suite("names of columns");

for (const [column, means, asksElse] of NAMES) {
  for (const name of means)
    test(`"${name}" means ${column}`, () => assert.equal(columnsOf(["login", name]).columns, ["login", column]));
  for (const name of asksElse)
    test(`"${name}" does not mean ${column}`, () =>
      assert.equal(columnsOf(["login", name]).columns, ["login", undefined]));
}

const NO_WISH = "was not used, since its name does not ask clearly what people want; call it";

test("a remark names a column that asks for facts, and what to call it", () => {
  for (const [name, column] of [
    ["Area lead", "areas"],
    ["Have you been an advocate before?", "advocate"],
    ["Already introduced", "introduce"],
    ["Who do you work with?", "with"],
    ["Do you work independently?", "mode"],
  ]) {
    const { ignored, remarks } = csvFile(`login,${name}\nada,\n`, settings);
    assert.equal(ignored, [name]);
    const end = '; while it is there, nobody in this file counts as open to any area unless "anywhere" says yes';
    assert.equal(remarks, [{ line: 1, detail: `"${name}" ${NO_WISH} "${column}" if it does${end}` }]);
  }
});

/** A file, its rows with whether nothing in it closes the default, and its remarks. */
const read = (file: string, reader = csvFile) => {
  const { lines, remarks, ignored } = reader(file, settings);
  return { rows: [...lines()].map(({ row, isOpenByDefault }) => [row, isOpenByDefault]), remarks, ignored };
};

const closed = (file: string, reader = csvFile) => [...reader(file, settings).lines()].map(({ isClosed }) => isClosed);

for (const name of ["Have you been in another pod?", "Do you want to switch to another team?", "Only this pod?"])
  test(`a no to "${name}" closes the default`, () => {
    const { rows, remarks } = read(`login,areas,${name}\nada,hull,No\n`);
    assert.equal([rows[0]![1], remarks.length], [false, 1]);
  });

for (const [cell, mode] of [
  ["independent", "independent"],
  ["Independently", "independent"],
  ["pod", "pod"],
  ["collaboratively", undefined],
] as const)
  test(`"${cell}" to a question of two ways is the mode ${mode}`, () => {
    const { rows } = read(`login,Work collaboratively or independently?\nada,${cell}\n`);
    const row = rows[0]![0];
    assert.is(typeof row === "object" && (row as { mode?: string }).mode, mode);
  });

test("a yes to a question about independence is a mode, a no none, and a yes to two ways is refused", () => {
  const file = "login,Do you prefer to work independently?\nada,Yes\nbob,No\ncid,Nope\ndan,perhaps\n";
  const modes = read(file).rows.map(([row]) => (typeof row === "object" ? (row as { mode?: string }).mode : row));
  assert.equal(modes, ["independent", undefined, undefined, 'mode: "perhaps" is none of pod, offer, independent']);
  assert.equal(
    read("login,Pod or independent?\nada,yes\n").rows[0]![0],
    'mode: "yes" is none of pod, offer, independent',
  );
});

for (const header of ["GitHub ID", "Your GitHub ID (without @)", "github_user_id"])
  test(`a number in "${header}" is refused, and a login is none`, () => {
    const { rows } = read(`${header},areas\n583231,hull\nada,hull\n@583231,hull\n`);
    assert.is(
      rows[0]![0],
      'login: "583231" may be GitHub\'s number of an account; write the login, or "@583231" if it is one',
    );
    assert.equal(
      rows.slice(1).map(([row]) => (row as { login: string }).login),
      ["ada", "583231"],
    );
  });

test("a number of GitHub's in an object is refused, too; a column that asks for a login may hold digits", () => {
  assert.match(String(read('{"github_id":583231}\n', ndjsonFile).rows[0]![0]), "may be GitHub's number");
  assert.equal(read("GitHub username\n583231\nada\n").rows[0]![0], { login: "583231" });
});

const areasOf = (row: unknown): unknown => (typeof row === "object" ? (row as { areas?: unknown }).areas : row);

for (const [header, cells] of [
  ["login,Hull,Sails,Galley", "yes,,x"],
  ["login,areas [Hull],areas [Sails],areas [Galley]", "TRUE,FALSE,TRUE"],
  [
    "login,Which areas interest you? (up to three) [Hull],Which areas interest you? (up to three) [Sails],Which areas interest you? (up to three) [Galley]",
    "1,0,1",
  ],
  ["login,Areas: Hull,Areas: Sails,Areas: Galley", "☑,☐,Yes"],
  ["login,areas_hull,areas_sail,areas_galley", "checked,,on"],
  ["login,Hull,Sails,Galley", "Hull,,Galley"],
] as const)
  test(`check boxes are wishes: ${header.slice(6, 30)} ${cells}`, () => {
    const { rows, remarks, ignored } = read(`${header}\nada,${cells}\nbob,,,\n`);
    assert.equal(
      rows.map(([row]) => areasOf(row)),
      [["hull", "galley"], undefined],
    );
    assert.equal([remarks, ignored], [[], []]);
  });

test("check boxes of objects are wishes, too", () => {
  const { rows } = read(
    '{"login":"ada","Hull":true,"Sails":false}\n{"login":"bob","areas":["sail"],"Hull":true}\n',
    ndjsonFile,
  );
  assert.equal(
    rows.map(([row]) => areasOf(row)),
    [["hull"], ["sail"]],
  );
});

test("more check boxes than areas that count are refused", () => {
  const four = parseSettings("community: S\norganisation: s\nareas: { a1: {}, a2: {}, a3: {}, a4: {} }\n");
  const [line] = csvFile("login,a1,a2,a3,a4\nada,x,x,x,x\n", four).lines();
  assert.is(line!.row, "areas: names more than 3 areas");
});

test("columns with the names of areas that hold ranks are none, and close the default", () => {
  const { rows, remarks, ignored } = read("login,Hull,Sails\nada,1,2\nbob,,\n");
  assert.equal(rows, [
    [{ login: "ada" }, false],
    [{ login: "bob" }, false],
  ]);
  assert.equal(ignored, ["Hull", "Sails"]);
  assert.match(remarks[0]!.detail, /^"Hull" names an area, but was not used/);
});

test("a box of something else is no wish", () => {
  for (const header of ["Areas to avoid [Hull]", "Areas you worked on [Hull]", "Area lead [Hull]"]) {
    const { rows, ignored, remarks } = read(`login,${header}\nada,yes\n`);
    assert.equal([rows[0], ignored, remarks.length > 0], [[{ login: "ada" }, false], [header], true], header);
  }
});

test("an empty box is a no where the column of other areas holds ticks only", () => {
  const open = (file: string) => read(file).rows.map(([, isOpen]) => isOpen);
  assert.equal(open("login,areas,Open to any area\nada,hull,checked\nbob,hull,\n"), [false, false]);
  assert.equal(open("login,areas,Any area OK?\nada,hull,TRUE\nbob,hull,\n"), [false, false]);
  assert.equal(
    open("login,areas,Any area OK?\nada,hull,yes\nbob,hull,\n"),
    [true, true],
    "a question that was skipped",
  );
});

test("somebody who says no to areas by their names is not open to others", () => {
  const { rows, remarks } = read("login,Hull,Sails,Galley\nada,No,No,\nbob,Yes,No,\ncid,,,\n");
  assert.equal(rows, [
    [{ login: "ada" }, false],
    [{ login: "bob", areas: ["hull"] }, true],
    [{ login: "cid" }, true],
  ]);
  assert.equal(remarks, []);
});

for (const header of [
  "Rank your interests [Hull]",
  "Interested in Hull?",
  "Hull (hours)",
  "Would you like to join Hull?",
])
  test(`"${header}" closes the default of all`, () => {
    for (const cell of ["First choice", "Not interested", "3", "high"]) {
      const { rows, remarks } = read(`login,${header}\nada,${cell}\nbob,\n`);
      assert.equal(rows, [
        [{ login: "ada" }, false],
        [{ login: "bob" }, false],
      ]);
      assert.match(remarks[0]!.detail, "nobody in this file counts as open to any area");
    }
  });

test("somebody who says no to a seat in a pod is invited, and not seated", () => {
  for (const header of ["Would you like to join a pod?", "Do you still want to take part?", "Still interested?"]) {
    const { rows } = read(`login,areas,${header}\nada,hull,No\nbob,hull,Yes\n`);
    assert.equal(
      rows.map(([row]) => row),
      [
        { login: "ada", areas: ["hull"], mode: "offer" },
        { login: "bob", areas: ["hull"] },
      ],
    );
  }
});

test("a column that says no to a seat closes the row, whatever else stands there", () => {
  const opted = "login,areas,Opt out\nada,hull,Yes\nbob,hull,No\ncid,hull,\n";
  assert.equal(closed(opted), [true, false, false]);
  assert.equal([read(opted).ignored, read(opted).remarks.length, read(opted).rows[1]![1]], [[], 1, true]);
  assert.equal(closed('{"login":"ada","optOut":true}\n{"login":"bob","optOut":false}\n', ndjsonFile), [true, false]);
  assert.equal(closed("login,Pod or independent?,Still interested?\nada,pod,No\nbob,pod,Yes\n"), [true, false]);
  assert.equal(closed("login,Work mode\nada,Independent\nbob,remote\n"), [true, false]);
});

test("a word about another matter closes no row", () => {
  for (const header of ["Company", "Employment", "Newsletter"])
    assert.equal(closed(`login,${header}\nada,Independent\nbob,opted out\n`), [false, false], header);
  for (const header of ["Affiliation", "Nickname", "Account type", "Works for"])
    assert.equal(closed(`login,${header}\nada,Independent\nbob,Solo\n`), [false, false], header);
  assert.equal(closed("login,Opted out of the newsletter\nada,Yes\n"), [true], "perhaps of more");
});

for (const header of [
  "identifier,github_username,github_id,name",
  "GitHub com profile,GitHub com login,GitHub com name,x",
])
  test(`the login is told from ids, names and profiles: ${header}`, () => {
    assert.equal(read(`${header}\n7,ada,3,Ada\n8,bob,4,Bob\n`).rows, [
      [{ login: "ada" }, true],
      [{ login: "bob" }, true],
    ]);
  });

/** Words of questions about other areas, and of all that such a question may ask instead. */
const WORDS =
  "any other another different area areas pod team anywhere elsewhere may we you place would mind rather wait not only ok fine happy open to in if is full like ask later than hull".split(
    " ",
  );

test("a no never makes anybody open to any area, whatever the question", () => {
  const names = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(names, fc.constantFrom("No", "no", "N", "false"), (name, no) => {
      const { columns, fault } = columnsOf(["login", "areas", name]);
      if (fault !== undefined) return;
      const [row, isOpen] = read(`login,areas,${name}\nada,hull,${no}\n`).rows[0]!;
      assert.is(isOpen && columns[2] === undefined, false, name);
      if (typeof row === "object") assert.is.not((row as { anywhere?: boolean }).anywhere, true, name);
    }),
  );
});

const PLACING =
  "area pod team group choice seat place room join other others another any anywhere elsewhere wait rather only".split(
    " ",
  );
const OTHER_MATTERS =
  "id name email role member language date day week time timezone meeting availability remote public active order number".split(
    " ",
  );

test("a word of placing makes a name one about areas, whatever else stands there", () => {
  for (const placing of PLACING)
    for (const matter of OTHER_MATTERS)
      for (const name of [`Would you ${placing}, ${matter}?`, `${matter}: ${placing}`])
        for (const { matter } of columnsOf(["login", name]).unused) assert.is(matter, "unknown", name);
});

const ANSWERS: readonly (readonly [cell: string, answer: boolean | "more" | "neither"])[] = [
  ["Yes please", true],
  ["Yes, gladly!", true],
  ["Yes - gladly", true],
  ["yes, of course", true],
  ["Sure", true],
  ["Yep.", true],
  ["✅ Yes", true],
  ["X", true],
  ["No thank you", false],
  ["No, thanks.", false],
  ["Nope", false],
  ["not really", false],
  ["No, only Hull", false],
  ["No - not now", false],
  ["Yes, but only Hull", "more"],
  ["Yes; no", "more"],
  ["Yes, if nobody else does", "more"],
  ["Yes, not now", "more"],
  ["No, but I could", "more"],
  ["No problem", "more"],
  ["No, that is fine", "more"],
  ["perhaps", "neither"],
  ["x, or galley", "neither"],
  ["1, 2", "neither"],
];

for (const [cell, answer] of ANSWERS)
  test(`"${cell}" is ${answer} to a question of yes or no`, () => {
    const said = { more: "says more than yes or no", neither: "is neither yes nor no" };
    const [line] = csvFile(`login,anywhere\nada,"${cell}"\n`, settings).lines();
    const expected =
      typeof answer === "boolean"
        ? { login: "ada", anywhere: answer }
        : `anywhere: "${cell}" ${said[answer]}; write one of them`;
    assert.equal(line!.row, expected);
  });

test("a conditional yes in a column that is not used closes the default", () => {
  assert.is(read('login,areas,Flexible?\nada,hull,"Yes, but only Hull"\n').rows[0]![1], false);
});

test("a column with other words than ticks is no check box, whatever comes last", () => {
  const openAfter = (first: string) =>
    read(`login,areas,anywhere\nada,hull,${first}\nbob,hull,x\ncid,hull,\n`).rows[2]![1];
  assert.equal([openAfter("yes"), openAfter("no"), openAfter("x")], [true, false, false]);
});

test("a rank beside the name of an area that is mostly signs closes the default, too", () => {
  const areas = parseSettings(
    'community: S\norganisation: s\nconsent: assign\nareas: { hull: {}, compiled: { title: "C++" } }\n',
  );
  const open = [...csvFile("login,C++\nada,2\nbob,\n", areas).lines()].map((line) => line.isOpenByDefault);
  assert.equal(open, [false, false]);
});

test.run();
