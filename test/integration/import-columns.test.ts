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
  assert.equal(await find(community, "nia"), [["hull"], true]);
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

const UNANSWERED =
  'holds answers that may be about other areas, but was not used, so nobody in this file counts as open to any area unless "anywhere" says yes; call it "anywhere" if it asks whether other areas suit people';

for (const question of ["Only these areas?", "Flexible?", "Not open to any area", "Do you volunteer elsewhere?"])
  test(`nobody is open to any area by default in a file whose column "${question}" holds yes or no`, async ({
    community,
  }) => {
    const file = `login,areas,${question}\nxia,Hull,\nyan,Hull,"No, thanks"\n`;
    const { body } = await importRehearsed(community, file);
    const remark = body.remarks.find(({ detail }: { detail: string }) => detail.endsWith(UNANSWERED));
    assert.equal(remark, { line: 1, detail: `"${question}" ${UNANSWERED}` });
    for (const login of ["xia", "yan"]) assert.equal(await find(community, login), [["hull"], false], login);
    const object = { login: "zoe", areas: "Hull", [question]: false };
    const lines = `{"login":"wes","areas":["Hull"]}\n${JSON.stringify(object)}\n`;
    const { body: objects } = await post(joinPod(community), lines, { ...CSV, "Content-Type": "application/x-ndjson" });
    assert.ok(
      objects.remarks.some(
        ({ line, detail }: { line: number; detail: string }) => line === 2 && detail.endsWith(UNANSWERED),
      ),
    );
    for (const login of ["wes", "zoe"]) assert.equal(await find(community, login), [["hull"], false], login);
    await importRehearsed(community, `login,areas,Skills\nvi,Hull,many\n`);
    assert.equal(await find(community, "vi"), [["hull"], true], "a column of other words");
  });

const OF_AREAS = [
  "Flexible?",
  "Are you flexible?",
  "Flexible about where we put you",
  "Happy to be placed by us?",
  "Is it fine if you are placed somewhere?",
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
  "Happy to be placed by the organisers on the day?",
];

const OF_OTHER_MATTERS = [
  "Flexible hours?",
  "Is your schedule flexible?",
  "Flexible on meeting times?",
  "Flexible start date",
  "Placed in a hackathon before?",
  "Passed the placement test",
  "Are you on a university placement?",
  "Anything else we should know?",
  "Anything to add?",
  "T-shirt order placed",
  "I accept the code of conduct",
  "Subscribed to the newsletter",
  "Flexible with time zones",
  "Any dietary requirements?",
  "Any other comments?",
  "Full name given",
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

for (const [question, cell] of [
  ["How flexible are you?", "Not at all"],
  ["How flexible are you?", "a bit"],
  ["Flexibility", "None"],
  ["Flexibility", "1"],
] as const)
  test(`"${cell}" to "${question}" makes nobody open to any area`, async ({ community }) => {
    const { body } = await importRehearsed(community, `login,areas,${question}\nyan,Hull,${cell}\n`);
    assert.equal([body.ignored, body.remarks.length], [[question], 1]);
    assert.equal(await find(community, "yan"), [["hull"], false]);
  });

for (const question of OF_THESE_ONLY)
  test(`a yes to "${question}" makes nobody open to any area`, async ({ community }) => {
    const { body } = await importRehearsed(community, `login,areas,"${question}"\nyan,Hull,Yes\n`);
    assert.equal([body.ignored, body.remarks.length], [[question], 1]);
    assert.equal(await find(community, "yan"), [["hull"], false]);
  });

test("a column of numbers holds no answers, though 1 and 0 are some", async ({ community }) => {
  const ranked = await importRehearsed(community, "login,areas,Placement\nxia,Hull,1\nyan,Hull,2\nzoe,Hull,\n");
  assert.equal(ranked.body.remarks, []);
  assert.equal(await find(community, "xia"), [["hull"], true]);
  const { body } = await importRehearsed(community, "login,areas,Placement\nvi,Hull,1\nwen,Hull,0\n");
  assert.is(body.remarks.length, 1);
  assert.equal(await find(community, "wen"), [["hull"], false]);
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

const UNREAD =
  'names areas, but was not used, so nobody for whom it names one counts as open to any area unless "anywhere" says yes; call it "areas" if it holds what people want';

test("nobody counts as open to any area for whom a column that is not used names areas", async ({ community }) => {
  const people = csvOf(5, "Hull", ",");
  const { body } = await importRehearsed(
    community,
    `login,Which part of the project?,anywhere\n${people}\nzoe,Galley,yes\nyan,the sails and Galley,\nxia,whatever you need,\nwen,,\n`,
  );
  assert.equal(body.remarks, [{ line: 1, detail: `"Which part of the project?" ${UNREAD}` }]);
  assert.equal(await find(community, "ada-1"), [[], false]);
  assert.equal(await find(community, "yan"), [[], false]);
  for (const login of ["zoe", "xia", "wen"]) assert.equal(await find(community, login), [[], true], login);
  await command(rebalance(community), { do: "seat" });
  assert.is((await community.store.find({ login: "ada-1" }))?.standing.state, "waiting");
});

test("who writes that other areas do not suit them gets no seat there, and others do", async ({ community }) => {
  const sailors = Array.from({ length: 5 }, (_, n) => `sue-${n},sail,no,\n`).join("");
  const file = `login,areas,anywhere,Comments\n${sailors}yan,Hull,,please only Hull\nzoe,Hull,,nur Doku bitte\nwen,Hull,,see you in May\n`;
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

test("columns that say nothing of areas leave people open to any", async ({ community }) => {
  const file = "Timestamp,login,Name,Email,Company\n1/2/2026,abe,Abe Hull,abe@example.org,Sail Makers\n";
  const { body } = await importRehearsed(community, file);
  assert.equal([body.remarks, body.ignored], [[], ["Timestamp", "Name", "Email", "Company"]]);
  assert.equal(await find(community, "abe"), [[], true]);
  await importRehearsed(community, "login\nbea\n");
  assert.equal(await find(community, "bea"), [[], true], "a list of logins");
});

test("objects whose names nobody can read are looked at like cells", async ({ community }) => {
  const rows = [
    { login: "abe", name: "Abe" },
    { login: "bea", part: ["Galley", "sails"] },
    { login: "cid", part: "HULL" },
    { login: "dan", part: [] },
  ];
  const { status, body } = await post(joinPod(community), rows.map((row) => JSON.stringify(row)).join("\n"), {
    ...CSV,
    "Content-Type": "application/x-ndjson",
  });
  assert.is(status, 200);
  assert.equal(body.remarks, [{ line: 2, detail: `"part" ${UNREAD}` }]);
  const open = await Promise.all(rows.map(async ({ login }) => (await find(community, login))?.[1]));
  assert.equal(open, [true, false, false, true]);
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
