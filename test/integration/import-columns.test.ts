/** Columns by the names that people give them: what a name can mean by mistake is never taken for it. */
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, post, type TestCommunity, testCommunity } from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { importRehearsed } from "../support/rehearsed.ts";

const test = communitySuite("columns of a file", async () => ({ community: await testCommunity() }));

const find = async ({ store }: TestCommunity, login: string) => {
  const found = await store.find({ login });
  return found && [found.profile.areas, found.profile.anywhere === true];
};

test("a column for somebody else's GitHub name is never the login", async ({ community }) => {
  for (const header of [
    "GitHub,Mentor's GitHub handle,Areas",
    "Username,Who told you about us? (GitHub username),Areas",
    "Your GitHub,Friend's GitHub username,Areas",
  ]) {
    const { status, body } = await importRehearsed(community, `${header}\nnia,mentor,Hull\n`);
    assert.is(status, 200);
    assert.equal(body.ignored, [header.split(",")[1]]);
  }
  assert.equal(await find(community, "nia"), [["hull"], false]);
  assert.is(await find(community, "mentor"), undefined);
  const { status, body } = await importRehearsed(community, "GitHub,GitHub-Name deines Paten\nnia,mentor\n");
  assert.is(status, 422);
  assert.match(body.detail, 'The columns "GitHub" and "GitHub-Name deines Paten" can both mean login');
});

test("a negated question is no wish, and a remark says so", async ({ community }) => {
  for (const header of ["Areas you do NOT want", "Which areas should we not put you in?"]) {
    const { body } = await importRehearsed(community, `login,${header}\nyan,Hull\n`);
    assert.equal([body.ignored, body.rejected], [[header], []]);
    assert.is(body.remarks[0].line, 1);
    assert.match(body.remarks[0].detail, `"${header}" was not used, since its name says no`);
  }
  assert.equal(await find(community, "yan"), [[], false]);
});

const OPEN_QUESTIONS = [
  "Open to other areas?",
  "May we place you in other areas?",
  "Other areas OK?",
  "Happy to help elsewhere?",
  "Would you be willing to be placed in an area you did not name?",
  "Can we seat you in another area if yours is full?",
  "I'd be happy in any pod",
];

for (const question of OPEN_QUESTIONS)
  test(`"${question}" is the column anywhere`, async ({ community }) => {
    const file = `login,areas,${question}\nyan,Hull,No\nzoe,Hull,Yes\n`;
    const { body } = await importRehearsed(community, file);
    assert.equal([body.ignored, body.remarks, body.rejected], [[], [], []]);
    assert.equal(await find(community, "yan"), [["hull"], false]);
    assert.equal(await find(community, "zoe"), [["hull"], true]);
  });

const CLOSED = 'nobody in this file counts as open to any area unless "anywhere" says yes';

for (const question of ["Only these areas?", "Flexible?", "Not open to any area", "Do you volunteer elsewhere?"])
  test(`nobody is open to any area by default in a file with the column "${question}"`, async ({ community }) => {
    const { body } = await importRehearsed(community, `login,areas,${question}\nxia,Hull,\nyan,Hull,"No, thanks"\n`);
    const isOn = (line: number) => (remark: { line: number; detail: string }) =>
      remark.line === line && remark.detail.startsWith(`"${question}"`) && remark.detail.includes(CLOSED);
    assert.is(body.remarks.filter(isOn(1)).length, 1);
    for (const login of ["xia", "yan"]) assert.equal(await find(community, login), [["hull"], false], login);
    const object = { login: "zoe", areas: "Hull", [question]: false };
    const lines = `{"login":"wes","areas":["Hull"]}\n${JSON.stringify(object)}\n`;
    const { body: objects } = await post(joinPod(community), lines, { ...CSV, "Content-Type": "application/x-ndjson" });
    assert.is(objects.remarks.filter(isOn(2)).length, 1);
    for (const login of ["wes", "zoe"]) assert.equal(await find(community, login), [["hull"], false], login);
    await importRehearsed(community, "login,areas,City\nvi,Hull,Riga\n");
    assert.equal(await find(community, "vi"), [["hull"], true], "a column about a plain other matter");
  });

/** Some sound like a question about other areas; the others nobody knows. */
const OF_AREAS = [
  "Flexible?",
  "Are you flexible?",
  "Flexible about where we put you",
  "Only in areas I know",
  "Strictly these areas",
  "I can do anything",
  "Can we decide your placement?",
  "I would rather not work elsewhere",
  "Flexible hours and areas?",
  "My choices only",
  "Can we seat you wherever there is room?",
  "Any part of the project is fine",
  "Would you mind another area?",
  "Opted out before?",
  "If your choice is full, may we place you in another pod at a later date?",
  "Is it OK if we place you in a different pod to balance time zones?",
  "Would you accept another pod if its meetings suit you?",
  "Could we email you to place you in another pod?",
  "I’d join another pod",
  "Are you flexible about which pod you join (dates may differ)?",
  "May we use your name to fill another pod?",
  "May we assign you to a pod of our choice this week?",
  "Would you join a pod outside your choices if its language is yours?",
  "Other pods OK, in order of availability?",
  "Happy to be a member of any pod?",
  "Would you swap pods if asked to balance the number of people?",
  "May we seat you in any pod that has room for your role?",
  "Can we pay no attention to your choices?",
  "Is a remote pod outside your choices OK?",
  "Place me where there is room, at times that suit",
  "Fill any open seat with my name",
  "Assign me by availability if my choice is full",
  "May we choose a team for you on the first day?",
  "I´d stay here",
  "Do not place me in",
  "Avoid",
  "Anywhere but",
  "Placement elsewhere",
  "Other",
  "How flexible",
  "Bereiche, die nicht passen",
  "Flexible hours?",
  "Placed in a hackathon? (any)",
  "Are you on a university placement?",
  "Skills",
];

const OF_OTHER_MATTERS = [
  "Anything else we should know?",
  "Anything to add?",
  "I accept the code of conduct",
  "Any dietary requirements?",
  "Any other comments?",
  "Company",
];

const OF_THESE_ONLY = [
  "I'd rather wait",
  "I'd only join my first choice",
  "I'd like my choices only",
  "Keep my choices, at any time",
];

for (const [questions, isOpen] of [
  [OF_AREAS, false],
  [OF_OTHER_MATTERS, true],
] as const)
  for (const question of questions)
    test(`a no to "${question}" is ${isOpen ? "not " : ""}about areas`, async ({ community }) => {
      const { body } = await importRehearsed(community, `login,areas,"${question}"\nyan,Hull,No\n`);
      assert.equal([body.ignored.length, body.rejected, body.remarks.length], [1, [], isOpen ? 0 : 1]);
      assert.equal(await find(community, "yan"), [["hull"], isOpen]);
    });

for (const question of OF_THESE_ONLY)
  test(`a yes to "${question}" makes nobody open to any area`, async ({ community }) => {
    const { body } = await importRehearsed(community, `login,areas,"${question}"\nyan,Hull,Yes\n`);
    assert.equal([body.ignored, body.remarks.length], [[question], 1]);
    assert.equal(await find(community, "yan"), [["hull"], false]);
  });

test("whoever writes a remark is not open to any area by default, and the others are", async ({ community }) => {
  const { body } = await importRehearsed(community, "login,areas,Comments\nxia,Hull,please only Hull\nyan,Hull,-\n");
  assert.equal([body.ignored, body.remarks.length], [["Comments"], 1]);
  assert.equal(
    [await find(community, "xia"), await find(community, "yan")],
    [
      [["hull"], false],
      [["hull"], true],
    ],
  );
});

test("nobody who writes none or no is open to any area", async ({ community }) => {
  for (const [at, cell] of ["None", "n/a", "nothing", "-", "Nope", "no"].entries()) {
    await importRehearsed(community, `login,areas,Any other area OK?\nxia-${at},Hull,${cell}\n`);
    assert.equal(await find(community, `xia-${at}`), [["hull"], false], cell);
  }
  for (const [at, cell] of ["None", "No", "Nothing"].entries()) {
    await importRehearsed(community, `login,Which areas interest you?\nyan-${at},${cell}\n`);
    assert.equal(await find(community, `yan-${at}`), [[], false], cell);
  }
});

test("what somebody writes into another box opens them to nothing", async ({ community }) => {
  for (const [at, other] of ["Other", "None of these"].entries()) {
    const { body } = await importRehearsed(community, `login,Hull,Sails,Galley,${other}\nxia-${at},,,,Rigging\n`);
    assert.equal([body.ignored, body.remarks.length], [[other], 1]);
    assert.equal(await find(community, `xia-${at}`), [[], false]);
  }
});

test("an account of another system is not taken for the login where another column names GitHub", async ({
  community,
}) => {
  for (const [header, row] of [
    ["Login,GitHub username,areas", "ssouser,x40,Hull"],
    ["GitHub,Login,areas", "x40,ssouser,Hull"],
    ["Login,GitHub profile,areas", "ssouser,https://github.com/x40,Hull"],
  ]) {
    const { status, body } = await importRehearsed(community, `${header}\n${row}\n`);
    assert.is(status, 422, header);
    assert.match(body.detail, "can both mean login: name only the right one");
  }
  assert.equal([await find(community, "ssouser"), await find(community, "x40")], [undefined, undefined]);
});

test("the advice on grids of ranks works", async ({ community }) => {
  const grid = await importRehearsed(community, "login,Rank the areas [Hull],Rank the areas [Sails]\nxia,2,1\n");
  assert.is(grid.body.remarks.length, 2);
  assert.match(grid.body.remarks[0].detail, 'write their areas into one column "areas" instead, the most wanted first');
  assert.equal(await find(community, "xia"), [[], false]);
  await importRehearsed(community, "login,areas\nxia,Sails; Hull\n");
  assert.equal(await find(community, "xia"), [["sail", "hull"], true]);
  const ranks = "login,Rank the areas [First choice],Rank the areas [Second choice]\nyan,Sails,Hull\n";
  assert.equal((await importRehearsed(community, ranks)).body.remarks, []);
  assert.equal(await find(community, "yan"), [["sail", "hull"], true]);
  const words = await post(
    joinPod(community),
    "login,Areas you want [Hull],Areas you want [Sails]\nzoe,2nd,1st\n",
    CSV,
  );
  assert.is(words.status, 422);
  assert.match(words.body.detail, "name areas, and some of their cells are no ticks");
});

const NO_WISHES = [
  "Area you currently work in but want to leave",
  "Which areas did you work on last year?",
  "Areas for improvement",
  "Which areas of the programme went well?",
  "Area of residence",
  "Current area",
];

test("a question about areas that people do not ask for is no wish, and a remark says so", async ({ community }) => {
  for (const question of NO_WISHES) {
    const { body } = await importRehearsed(community, `login,${question}\nyan,Hull\n`);
    assert.equal([body.ignored, body.rejected], [[question], []], question);
    const why = "was not used, since its name does not ask clearly what people want";
    assert.match(body.remarks[0].detail, `"${question}" ${why}; call it "areas" if it does`);
  }
  const { body } = await importRehearsed(community, "login,Least favourite area\nyan,Hull\n");
  assert.match(body.remarks[0].detail, '"Least favourite area" was not used, since its name says no');
  assert.equal(await find(community, "yan"), [[], false]);
  for (const [at, wish] of ["Name at least one area", "Other areas of interest", "Any areas you like"].entries()) {
    await importRehearsed(community, `login,${wish}\nzoe-${at},Hull\n`);
    assert.equal(await find(community, `zoe-${at}`), [["hull"], true], wish);
  }
});

test("first, second and third choices are areas in this order", async ({ community }) => {
  const { body } = await importRehearsed(community, "login,First choice,Second choice\nxia,Galley,\nyan,Hull,Sails\n");
  assert.equal([body.ignored, body.remarks], [[], []]);
  assert.equal(await find(community, "xia"), [["galley"], true]);
  assert.equal(await find(community, "yan"), [["hull", "sail"], true]);
});

test("who writes that other areas do not suit them gets no seat there, and others do", async ({ community }) => {
  const sailors = Array.from({ length: 5 }, (_, n) => `sue-${n},sail,no,\n`).join("");
  const file = `login,areas,anywhere,Comments\n${sailors}yan,Hull,,please only Hull\nzoe,Hull,,nur Doku bitte\nwen,Hull,,-\n`;
  const { body } = await importRehearsed(community, file);
  const whom = 'in the lines 7, 8: the people there do not count as open to any area unless "anywhere" says yes';
  assert.equal(body.remarks, [
    { line: 1, detail: `"Comments" was not used, and its text may be about other areas ${whom}` },
  ]);
  await command(rebalance(community), { do: "seat" });
  const stateOf = async (login: string) => (await community.store.find({ login }))?.standing.state;
  const states = await Promise.all(["yan", "zoe", "wen", "sue-0"].map(stateOf));
  assert.equal(states, ["waiting", "waiting", "seated", "seated"]);
});

test("columns about plain other matters leave people open to any area", async ({ community }) => {
  const file = "Timestamp,login,Name,Email,Company\n1/2/2026,abe,Abe Hull,abe@example.org,Sail Makers\n";
  const { body } = await importRehearsed(community, file);
  assert.equal([body.remarks, body.ignored], [[], ["Timestamp", "Name", "Email", "Company"]]);
  assert.equal(await find(community, "abe"), [[], true]);
  await importRehearsed(community, "login\nbea\n");
  assert.equal(await find(community, "bea"), [[], true], "a list of logins");
});

test("one column that nobody knows closes the default of a whole file, objects too, and only a yes opens", async ({
  community,
}) => {
  const people = csvOf(5, "Hull", ",");
  await importRehearsed(community, `login,Which part?,anywhere\n${people}\nzoe,Galley,yes\nwen,,\n`);
  const rows = [
    { login: "abe", name: "Abe" },
    { login: "bea", part: ["Galley", "sails"] },
    { login: "dan", part: [] },
  ];
  const { status, body } = await post(joinPod(community), rows.map((row) => JSON.stringify(row)).join("\n"), {
    ...CSV,
    "Content-Type": "application/x-ndjson",
  });
  assert.equal([status, body.remarks.length, body.remarks[0].line], [200, 1, 2]);
  assert.equal(await find(community, "zoe"), [[], true]);
  for (const login of ["ada-1", "wen", "abe", "bea", "dan"])
    assert.equal(await find(community, login), [[], false], login);
  await command(rebalance(community), { do: "seat" });
  assert.is((await community.store.find({ login: "ada-1" }))?.standing.state, "waiting");
});

test("words that are no logins are nobody's company", async ({ community }) => {
  const { body } = await importRehearsed(
    community,
    "login,areas,Who would you like to sit with?\nxia,hull,Ben Miller\nyan,hull,nobody\nzoe,-,n/a\n",
  );
  assert.equal(
    body.rejected.map(({ line, detail }: { line: number; detail: string }) => [line, detail.slice(0, 43)]),
    [[2, 'with: "Ben Miller" is not a GitHub login (l']],
  );
  for (const login of ["yan", "zoe"]) assert.equal((await community.store.find({ login }))!.profile.with ?? [], []);
  assert.is(await find(community, "nobody"), undefined);
});

const NO_SEAT = "a column says that they want no seat, or take no part now, so the row is an invitation";

for (const [header, cell] of [
  ["Opt out", "Yes"],
  ["Remove me", "x"],
  ["I would like to opt out of the pods", "yes"],
  ["Opt in", "No"],
  ["Work mode", "Independent"],
  ["How would you like to work?", "independently"],
  ["Collaborate or go solo?", "Solo"],
  ["Status", "Withdrawn"],
  ["Status", "Inactive"],
  ["Active", "No"],
  ["Still active?", "false"],
  ["Attending?", "No"],
  ["Will you be attending?", "no"],
  ["Are you still active in the programme?", "no"],
  ["archived", "true"],
  ["Available", "No"],
  ["Active", "paused"],
  ["Status", "on leave (until May)"],
  ["Member status", "Retired"],
  ["On leave", "until May"],
  ["Availability", "none"],
  ["Status", "Maybe later"],
  ["Not this time", "x"],
  ["Do you want to be placed in a pod?", "No"],
  ["RSVP", "Perhaps"],
  ["Do not contact", "Yes"],
  ["Left the project", "2025"],
  ["Works alone", "Yes"],
] as const)
  test(`"${cell}" to "${header}" gets no seat, not in an area of theirs either`, async ({ community }) => {
    const six = Array.from({ length: 6 }, (_, n) => `sue-${n},sail,pod,${n === 0 ? cell : ""}\n`);
    const { body } = await importRehearsed(community, `login,areas,mode,${header}\n${six.join("")}`);
    assert.equal(
      body.remarks.filter(({ line }: { line: number }) => line > 1),
      [{ line: 2, detail: NO_SEAT }],
    );
    await command(rebalance(community), { do: "seat" });
    const stateOf = async (login: string) => (await community.store.find({ login }))?.standing.state;
    assert.equal([await stateOf("sue-0"), await stateOf("sue-1")], ["invited", "seated"]);
  });

test("one remark a column says whom it invites, and how to undo it", async ({ community }) => {
  const details = async (file: string) =>
    (await importRehearsed(community, file)).body.remarks
      .filter(({ line }: { line: number }) => line === 1)
      .map(({ detail }: { detail: string }) => detail);
  const end = "are invited, and get no seat before they accept; if they are to get one, leave the column out";
  const [rsvp, ...more] = await details("login,areas,RSVP\nxia,Hull,Perhaps\nyan,Hull,\nzoe,Hull,Yes\n");
  assert.equal(more, []);
  assert.match(rsvp, `"RSVP" may tell who takes part, so those whose answer there is not plainly a yes ${end}`);
  assert.match(rsvp, CLOSED);
  const [gone] = await details("login,areas,Status,Paused\nwen,Hull,active,x\n");
  assert.match(gone, `"Paused" may tell who takes part, so those whose answer there is not plainly a no ${end}`);
  const states = await Promise.all(
    ["xia", "yan", "zoe", "wen"].map(async (login) => (await community.store.find({ login }))?.standing.state),
  );
  assert.equal(states, ["invited", "waiting", "waiting", "invited"]);
});

test("a plain no for a pod or a mode is an invitation", async ({ community }) => {
  for (const [login, header, cell] of [
    ["vi", "pod", "No"],
    ["wen", "mode", "No"],
    ["xia", "mode", "None"],
  ] as const) {
    const { body } = await importRehearsed(community, `login,areas,${header}\n${login},Hull,${cell}\n`);
    assert.match(body.remarks[0].detail, `"${header}" may tell who takes part, so those who say no there are invited`);
    assert.is((await community.store.find({ login }))?.standing.state, "invited");
  }
  await importRehearsed(community, "login,areas,mode,pod\nyan,Hull,pod,No\n");
  assert.is((await community.store.find({ login: "yan" }))?.standing.state, "waiting", "they say what they want");
});

test("a check box is read, and a refusal quotes the cell", async ({ community }) => {
  const { body } = await importRehearsed(
    community,
    "login,advocate,ability\nxia,checked,\nyan,perhaps,\nzoe,,wizard\n",
  );
  assert.is((await community.store.find({ login: "xia" }))?.profile.volunteer, true);
  assert.equal(body.rejected, [
    { line: 3, detail: 'advocate: "perhaps" is neither yes nor no; write one of them' },
    { line: 4, detail: 'ability: "wizard" is none of newcomer, contributor, experienced, maintainer' },
  ]);
});

test("the answer says which names are wanted for columns in another language", async ({ community }) => {
  const { body } = await importRehearsed(community, "login,Bereiche,Zeitzone,tz\nyan,Hull,CET,UTC\n");
  assert.equal(body.ignored, ["Bereiche", "Zeitzone"]);
  const wanted = "areas, ability, advocate, mode, anywhere, introduce, pod, with";
  const advice = `Not used: "Bereiche", "Zeitzone". If a column holds one of these, give it that name and send the file again: ${wanted}.`;
  assert.ok(body.detail.endsWith(` ${advice}`), body.detail);
  const objects = '{"login":"zoe","Bereiche":["Hull"]}\n{"login":"xia","areas":["Hull"]}\n';
  const asked = await post(joinPod(community), objects, { ...CSV, "Content-Type": "application/x-ndjson" });
  assert.match(asked.body.detail, 'Not used: "Bereiche". If a column holds one of these');
  assert.not.match(asked.body.detail, "again: areas");
  const { body: plain } = await importRehearsed(community, "login,areas\nwen,Hull\n");
  assert.not.match(plain.detail, "Not used");
  const refused = await post(joinPod(community), "Benutzername;Bereiche\nyan;Hull\n", CSV);
  assert.match(refused.body.detail, 'It reads "Benutzername", "Bereiche": call the one with logins of GitHub "login"');
});

test("a file whose header cannot be read is refused in the form of other faults", async ({ community }) => {
  for (const file of [
    "",
    "name,areas\nada,hull\n",
    "GitHub,GitHub-Name deines Paten\nada,bob\n",
    'login,"areas\nada,hull\n',
  ]) {
    const { status, body } = await post(joinPod(community), file, CSV);
    assert.equal([status, body.errors], [422, [{ pointer: "", detail: body.detail }]], file);
  }
  const { status, body } = await post(joinPod(community), " ", { ...CSV, "Content-Type": "application/x-ndjson" });
  assert.equal([status, body.errors], [422, [{ pointer: "", detail: body.detail }]]);
});

test.run();
