/** A login that was given up and taken by somebody else: the number counts once it was seen. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { closeStores, command, get, SETTINGS, testCommunity } from "../support/community.ts";
import { clock, type Delivery, hull, issue, said, user } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { violations } from "../support/invariants.ts";

const test = suite("a login that somebody else took");
test.after(closeStores);

const captain = user(1001, "captain");
const other = user(2002, "Captain");

async function open(yaml = SETTINGS) {
  const community = { ...(await testCommunity(yaml)), now: clock };
  const { send } = openWebhook(community);
  for (const id of [11, 12, 13, 14, 15]) await send(said("/pod join hull", user(id)));
  /** The outcome of a command in a comment, and its detail. */
  const ask = async (text: string, by = captain) => {
    await send(said(text, by));
    const { outcome, detail } = (await community.store.pendingAnswers("70#5")).at(-1) ?? {};
    return detail === undefined ? outcome : `${outcome} ${detail}`;
  };
  return { community, send, ask, people: joinPod(community), page: pods({ ...community, build: "one" }) };
}

const opens = (by = captain): Delivery => ({
  event: "issues",
  payload: { action: "opened", repository: hull, sender: by, issue: issue(7, by) },
});

test("gives no rights of a maintainer to its new owner, and the status page says so and how to mend it", async () => {
  const { send, ask, page } = await open();
  // Not even a command: the maintainer was seen as the author of an issue.
  await send(opens());
  assert.is(await ask("/pod pin @user-11", other), "forbidden taken");
  assert.is(await ask("/pod pin @user-12", user(13)), "forbidden");
  const { body } = await get(page, "/status.json");
  assert.match(body.faults.join(), "captain:<id>");
  assert.not.match(JSON.stringify(body), /1001|2002/);
  assert.match((await get(page, "/status", { Accept: "text/html" })).body, "gives no rights");
});

test("keeps the rights of its owner, and gives them back with the login", async () => {
  const { ask, page } = await open();
  assert.is(await ask("/pod pin @user-11"), "changed");
  assert.is(await ask("/pod pin @user-12", other), "forbidden taken");
  assert.is(await ask("/pod pin @user-12"), "changed");
  assert.not.match((await get(page, "/status.json")).body.faults.join(), "captain");
});

test("follows the number where the settings name one", async () => {
  const { ask, page } = await open(SETTINGS.replace("[captain]", "[captain:2002]"));
  assert.is(await ask("/pod pin @user-11"), "forbidden taken");
  assert.is(await ask("/pod pin @user-11", other), "changed");
  assert.is(await ask("/pod pin @user-12", user(2002, "renamed")), "changed");
  assert.not.match((await get(page, "/status.json")).body.faults.join(), "captain");
});

test("leads to its present owner by JSON and on pages; the earlier one keeps their seat without it", async () => {
  const { community, ask, send, people, page } = await open();
  assert.is(await ask("/pod join hull", user(31, "ada")), "seated 1");
  assert.is(await ask("/pod join sail", user(32, "Ada")), "waiting sail");
  const { store } = community;
  const earlier = await store.find({ login: "was-ada", id: 31 });
  assert.equal([earlier?.profile.login, earlier?.standing.state], ["", "seated"]);
  assert.is((await store.find({ login: "ada" }))?.profile.id, 32);
  assert.equal((await get(page, "/people/ada.json")).body.state, "waiting");
  const { members } = (await get(page, "/narwhal.json")).body;
  assert.is(members.filter(({ login }: { login: string | null }) => login === null).length, 1);
  assert.not.match(JSON.stringify(members), /"ada"/i);
  assert.is((await command(people, { do: "leave", login: "ada" })).body.outcome, "left");
  assert.is((await store.find({ login: "was-ada", id: 31 }))?.standing.state, "seated");
  // What GitHub calls them now is learnt when they are seen again.
  await send(opens(user(31, "ada-two")));
  assert.is((await store.find({ login: "ada-two" }))?.standing.state, "seated");
  assert.equal(await violations(community.url, community.id), []);
});

test("is lost as soon as a command of its new owner shows it, even if they never joined", async () => {
  const { community, ask } = await open();
  assert.is(await ask("/pod join hull", user(31, "ada")), "seated 1");
  assert.is(await ask("/pod leave", user(32, "ada")), "nothing-to-leave");
  assert.is((await community.store.find({ login: "was-ada", id: 31 }))?.profile.login, "");
  assert.is((await community.store.find({ login: "ada" }))?.profile.id, 32);
  assert.equal(await violations(community.url, community.id), []);
});

test("is learnt from every command of somebody we know: they are answered under what GitHub calls them now", async () => {
  const { community, ask, send, people } = await open();
  const { store } = community;
  const renamed = user(11, "ahab");
  const stranger = user(901, "user-11");
  const commands = ["help", "who", "stay", "kudos @user-12 for help", "nominate @user-12", "rename Divers", "jion"];
  for (const words of commands) {
    await ask("/pod join hull", user(11));
    await ask("/pod help", stranger);
    await ask(`/pod ${words}`, renamed);
    const { person } = (await store.pendingAnswers("70#5")).at(-1) ?? {};
    assert.is((await store.profiles([person ?? ""])).get(person ?? "")?.login, "ahab", words);
    assert.is((await store.find(stranger))?.standing.state, "known");
  }
  // Imported by login: the number is noted when they first speak, so that it leads to them when the login has changed.
  await command(people, { login: "zoe", areas: ["sail"] });
  await ask("/pod who", user(77, "zoe"));
  assert.is(await ask("/pod leave", user(77, "zoe-two")), "left no-seat");
  await send(said("/pod who", user(78, "passer-by")));
  assert.is((await store.find({ login: "passer-by" }))?.standing.state, "known");
  assert.equal(await violations(community.url, community.id), []);
});

test.run();
