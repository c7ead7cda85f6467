/** Columns by the names that people give them: what a name can mean by mistake is never taken for it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, closeStores, command, csvOf, post, type TestCommunity, testCommunity } from "../support/community.ts";

const test = suite<{ community: TestCommunity }>("columns of a file");
test.before.each(async (context) => {
  Object.assign(context, { community: await testCommunity() });
});
test.after(closeStores);

async function send(community: TestCommunity, file: string) {
  const app = joinPod(community);
  const dry = await post(app, file, CSV, "/?dryRun=true");
  const { status, body } = await post(app, file, CSV);
  for (const part of ["added", "rejected", "remarks", "ignored", "detail"] as const)
    if (part !== "detail" || status !== 200) assert.equal(dry.body[part], body[part], part);
  return { status, body };
}

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
    const { status, body } = await send(community, `${header}\nnia,mentor,Hull\n`);
    assert.is(status, 200);
    assert.equal(body.ignored, [header.split(",")[1]]);
  }
  assert.equal(await find(community, "nia"), [["hull"], true]);
  assert.is(await find(community, "mentor"), undefined);
  const { status, body } = await send(community, "GitHub,GitHub-Name deines Paten\nnia,mentor\n");
  assert.is(status, 422);
  assert.match(body.detail, 'The columns "GitHub" and "GitHub-Name deines Paten" can both mean login');
});

test("a negated question is no wish, and a remark says so", async ({ community }) => {
  for (const header of ["Areas you do NOT want", "Which areas should we not put you in?"]) {
    const { body } = await send(community, `login,${header}\nyan,Hull\n`);
    assert.equal([body.ignored, body.rejected], [[header], []]);
    assert.is(body.remarks[0].line, 1);
    assert.match(body.remarks[0].detail, `"${header}" was not used, since its name says no`);
  }
  assert.equal(await find(community, "yan"), [[], false]);
});

test("first, second and third choices are areas in this order", async ({ community }) => {
  const { body } = await send(community, "login,First choice,Second choice\nxia,Galley,\nyan,Hull,Sails\n");
  assert.equal([body.ignored, body.remarks], [[], []]);
  assert.equal(await find(community, "xia"), [["galley"], true]);
  assert.equal(await find(community, "yan"), [["hull", "sail"], true]);
});

test("nobody counts as open to any area where a column that nobody can read may name areas", async ({ community }) => {
  const { body } = await send(community, `login,Bereiche,anywhere\n${csvOf(5, "Hull", ",")}\nzoe,Galley,yes\n`);
  assert.equal(body.remarks, [
    {
      line: 1,
      detail:
        'no column was read as areas, and the column "Bereiche" may hold them, so nobody counts as open to any area unless "anywhere" says yes',
    },
  ]);
  assert.equal(await find(community, "ada-1"), [[], false]);
  assert.equal(await find(community, "zoe"), [[], true]);
  await command(rebalance(community), { do: "seat" });
  assert.is((await community.store.find({ login: "ada-1" }))?.standing.state, "waiting");
  await send(community, "login\nabe\n");
  assert.equal(await find(community, "abe"), [[], true], "a list of logins leaves nothing open");
});

test("words that are no logins are nobody's company", async ({ community }) => {
  const { body } = await send(
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

test("a check box is read, and a refusal quotes the cell", async ({ community }) => {
  const { body } = await send(community, "login,advocate,ability\nxia,checked,\nyan,perhaps,\nzoe,,wizard\n");
  assert.is((await community.store.find({ login: "xia" }))?.profile.volunteer, true);
  assert.equal(body.rejected, [
    { line: 3, detail: 'advocate: "perhaps" is neither yes nor no' },
    { line: 4, detail: 'ability: "wizard" is none of newcomer, contributor, experienced, maintainer' },
  ]);
});

test.run();
