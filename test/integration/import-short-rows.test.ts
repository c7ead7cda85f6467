/** Rows that end before a column of the header: what the missing cells said is unknown, so nothing is assumed of it. */
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, post, SETTINGS, type TestCommunity, testCommunity } from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { violations } from "../support/invariants.ts";
import { importRehearsed } from "../support/rehearsed.ts";

const test = communitySuite("rows that end early", async () => ({ community: await testCommunity() }));

async function send(community: TestCommunity, file: string) {
  const { status, body } = await importRehearsed(community, file);
  assert.is(status, 200, JSON.stringify(body));
  return body;
}

const of = async ({ store }: TestCommunity, login: string) => {
  const { standing, profile } = (await store.find({ login }))!;
  return [standing.state, profile.areas, profile.anywhere === true];
};

test("name the missing columns in a remark, and nobody is assumed to be open to any area", async ({ community }) => {
  const body = await send(community, `login,areas,anywhere\n${csvOf(5, "hull", ",")}\na2\na4,hull\na6,hull,yes\n`);
  assert.equal([body.added, body.rejected], [8, []]);
  assert.equal(body.remarks, [
    {
      line: 7,
      detail:
        "the row ends before the columns areas, anywhere: they were read as empty, and nothing was assumed in their place",
    },
    {
      line: 8,
      detail: "the row ends before the column anywhere: it was read as empty, and nothing was assumed in its place",
    },
  ]);
  assert.equal(await of(community, "ada-1"), ["waiting", ["hull"], true], "an empty cell is no missing one");
  assert.equal(await of(community, "a2"), ["waiting", [], false]);
  assert.equal(await of(community, "a4"), ["waiting", ["hull"], false]);
  assert.is((await command(rebalance(community), { do: "seat" })).status, 200);
  assert.equal(await of(community, "a2"), ["waiting", [], false], "no seat in an area that they may not have named");
  assert.equal(await violations(community.url, community.id), []);
});

test("before the areas leave open where people want to sit, without a column for any area as well", async ({
  community,
}) => {
  const body = await send(community, "login,areas\na1,hull\na2\n");
  assert.equal(
    body.remarks.map(({ line }: { line: number }) => line),
    [3],
  );
  assert.equal(await of(community, "a2"), ["waiting", [], false]);
  await send(community, "login,areas\na2,\n");
  assert.equal(await of(community, "a2"), ["waiting", [], true], "a whole row says that the cell is empty");
});

test("before the mode are invitations", async ({ community }) => {
  const body = await send(community, "login,areas,mode,with\na7,sail,,\na8,sail\na9,sail,pod\n");
  assert.equal(body.remarks, [
    {
      line: 3,
      detail:
        "the row ends before the columns mode, with: they were read as empty, and nothing was assumed in their place, so the row is an invitation",
    },
    {
      line: 4,
      detail: "the row ends before the column with: it was read as empty, and nothing was assumed in its place",
    },
  ]);
  const states = await Promise.all(["a7", "a8", "a9"].map(async (login) => (await of(community, login))[0]));
  assert.equal(states, ["waiting", "invited", "waiting"]);
});

test("only before columns that are not used are whole", async ({ community }) => {
  const body = await send(community, "login,areas,anywhere,notes,,\na1,hull,\n");
  assert.equal([body.added, body.remarks, body.ignored], [1, [], ["notes", "column 5", "column 6"]]);
  assert.equal(await of(community, "a1"), ["waiting", ["hull"], true]);
});

test("are refused as the last of a file without a line end, since the file may be cut off there", async ({
  community,
}) => {
  const detail = (columns: string) =>
    `the file ends in this row, before ${columns} and without a line break, so it may be cut off; send the whole file, or end the row with a line break`;
  for (const [file, line, columns] of [
    ["login,areas,anywhere\na1,hull,no\na4,hull", 3, "the column anywhere"],
    ["login,areas,anywhere\r\na1,hull,no\r\na4", 3, "the columns areas, anywhere"],
    ['login,areas,notes\na1,hull,\n"a4","hull"', 3, "the column notes"],
  ] as const) {
    const body = await send(community, file);
    assert.equal([body.rejected, body.remarks], [[{ line, detail: detail(columns) }], []], file);
    assert.is(await community.store.find({ login: "a4" }), undefined);
  }
});

const END = "look at the row, and end it with a line break if it is whole";
const cutOff = (column: string) =>
  `the file ends in the cell ${column} without a line break, so that cell may be cut off`;

test("that end the file in a cell that a longer one could begin like are used, with a remark", async ({
  community,
}) => {
  for (const [file, column] of [
    ["login,areas\na1,hull\na5,hull|", "areas"],
    ["login,areas\na1,hull\na5,hull | Sails", "areas"],
    ["login,areas\na1,hull|sail\na5,hull", "areas"],
    ["areas,login\nhull,a1\nhull,a5", "login"],
    ["login\na1\na5", "login"],
    ["login,with\na1,\na5,@a1", "with"],
    ["login,timezone\na1,UTC\na5,UTC+1", "timezone"],
    ["login,timezone\na1,UTC\na5,America/Dawson", "timezone"],
  ]) {
    const body = await send(community, file!);
    assert.equal(body.rejected, [], file);
    assert.equal(
      body.remarks.filter(({ detail }: { detail: string }) => detail.includes("cut off")),
      [{ line: 3, detail: `${cutOff(column!)}; ${END}` }],
      file,
    );
  }
});

test("that end the file in an empty cell leave open what it says", async ({ community }) => {
  const silent = ", and nothing was assumed in its place";
  for (const [login, file, column, more, ends] of [
    ["b1", "login,areas,anywhere\na1,hull,no\nb1,hull,", "anywhere", silent, ["waiting", ["hull"], false]],
    ["b2", "login,areas\na1,hull\nb2,", "areas", silent, ["waiting", [], false]],
    [
      "b3",
      "login,areas,mode\na1,hull,\nb3,hull,",
      "mode",
      `${silent}, so the row is an invitation`,
      ["invited", ["hull"], false],
    ],
  ] as const) {
    const body = await send(community, file);
    assert.equal(body.remarks, [{ line: 3, detail: `${cutOff(column)}${more}; ${END}` }], file);
    assert.equal(await of(community, login), ends, file);
  }
});

test("that end the file in a cell that says what it can say, in quotes or in a column that is not used have no remark", async ({
  community,
}) => {
  for (const file of [
    "login,areas,anywhere\na1,hull,no\na5,hull,no",
    "login,ability\na1,newcomer\na5,newcomer",
    "login,timezone\na1,UTC\na5,Europe/Berlin",
    "login,areas\na1,hull\na5,hull",
    "login,areas\na1,hull\na5,sail",
    "login,areas\na1,hull|sail\na5,hull | Sails | galley",
    "login,areas,,\na1,hull,,\na5,hull",
    'login,areas\na1,hull\na5,"hull"',
    'areas,login\nhull,a1\nhull,"a5"',
    "login,areas,city\na1,hull,-\na5,hull,ties kno",
    "login,areas,,\na1,hull,,\na5,hull,",
  ]) {
    const body = await send(community, file);
    assert.equal([body.rejected, body.remarks], [[], []], file);
  }
});

test("whose last word is cut are refused, and told that the file may be cut off", async ({ community }) => {
  for (const [file, column] of [
    ["login,areas\na1,hull\na4,Gall", "areas"],
    ["login,timezone\na1,UTC\na4,Europe/Berl", "timezone"],
    ["login,ability\na1,newcomer\na4,experi", "ability"],
    ["login,anywhere\na1,no\na4,ye", "anywhere"],
    ["ability,login\nnewcomer,a1\nnewcomer,a4!", "login"],
  ]) {
    const body = await send(community, file!);
    const [{ line, detail }] = body.rejected;
    assert.is(line, 3, file);
    assert.ok(detail.endsWith(cutOff(column!)), `${file}: ${detail}`);
    assert.is(await community.store.find({ login: "a4" }), undefined);
  }
  const { rejected } = await send(community, "login,ability,areas\na1,newcomer,hull\na4,wizard,hull");
  assert.not.match(rejected[0].detail, "cut off");
});

test("or that the file cuts within a cell are refused, and a row behind them has a remark, as it may be the rest of the cell", async ({
  community,
}) => {
  const quote = (cell: number) => `cell ${cell} has a quote that is not closed, or one in its middle`;
  const doubt =
    "follows a row with a broken quote, so it may be a part of that row; mend the quote, and look at the row";
  for (const [file, rejected, remarks] of [
    ['login,areas\na1,hull\na4,"hull', [{ line: 3, detail: quote(2) }], []],
    ['login,areas\na1,hull\na4, "hull', [{ line: 3, detail: quote(2) }], []],
    ['login,name,city\na4,Al,"ties\nknots,and,ropes', [{ line: 2, detail: quote(3) }], [{ line: 3, detail: doubt }]],
  ] as const) {
    const body = await send(community, file);
    assert.equal([body.rejected, body.remarks], [rejected, remarks], file);
    assert.is(await community.store.find({ login: "a4" }), undefined);
  }
});

test("get their remark where they were used, and once, in a file that takes several requests", async () => {
  const community = await testCommunity(SETTINGS.replace("consent: assign", "consent: offer"));
  await command(joinPod(community), { login: "gus", areas: ["hull"] });
  await command(joinPod(community), { do: "forget", login: "gus" });
  const app = joinPod({ ...community, answerWithinMs: 0 });
  const rows = csvOf(1_100, "hull", ",").split("\n");
  const file = `login,areas,with\nada-0,hull\ngus,hull\nb o b\n${rows.join("\n")}\nzoe,hull\n`;
  const first = await post(app, file, CSV);
  const lines = (details: readonly { readonly line: number }[]) => details.map(({ line }) => line);
  assert.equal([first.status, lines(first.body.remarks)], [202, [2]]);
  let last = first;
  while (last.status === 202) last = await post(app, file, CSV);
  assert.equal([last.status, lines(last.body.remarks), lines(last.body.rejected)], [200, [2, 1105], [3, 4]]);
});

test.run();
