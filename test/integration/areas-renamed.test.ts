import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  changingSettings,
  command,
  csvOf,
  get,
  JSON_ONLY,
  post,
  settingsWith,
  storeAt,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { violations } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

/** The hull is called keel from now on, and the sails and the galley have become one area. */
const RENAMED = settingsWith(`
  keel: { title: The Keel, repositories: [ships/hull], was: [hull] }
  deck: { title: Deck, was: [sail, galley] }
`);

const test = communitySuite("areas that are renamed", async () => {
  const community = await testCommunity();
  const change = changingSettings(community);
  return { community, rename: () => change(RENAMED), people: joinPod(community), directory: pods(community) };
});

const assertSound = async ({ url, id }: TestCommunity) => assert.equal(await violations(url, id), []);

test("their pods, and what people want, go along", async ({ community, rename, people, directory }) => {
  await seatFile(community, `login,areas\n${csvOf(6, "hull|sail")}`);
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).body.area, "hull");
  rename();
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).body.area, "keel");
  assert.match((await get(directory, "/narwhal", { Accept: "text/html" })).body, "The Keel");
  for (const area of ["keel", "hull"]) {
    const { items } = (await get(directory, `/?area=${area}`, JSON_ONLY)).body;
    assert.equal(
      items.map(({ slug }: { slug: string }) => slug),
      ["narwhal"],
      area,
    );
  }
  assert.equal((await community.store.find({ login: "ada-1" }))?.profile.areas, ["keel", "deck"]);
  const { body } = await command(people, { login: "bob", areas: ["keel"] });
  assert.equal([body.outcome, body.pod.slug], ["seated", "narwhal"]);
  const former = await command(people, { login: "cid", areas: ["hull"] });
  assert.equal([former.body.outcome, former.body.pod.slug], ["seated", "narwhal"]);
  assert.equal(former.body.member.areas, ["keel"]);
  assert.match(
    (await get(people, "/matches?area=hull", { Accept: "text/html" })).body,
    /<option value="keel" selected>/,
  );
  await assertSound(community);
});

test("people keep their place in the queue, and five of old and new form a pod", async ({
  community,
  rename,
  people,
}) => {
  for (const login of ["ada", "bea"]) await command(people, { login, areas: ["hull"] });
  rename();
  const third = await command(people, { login: "cid", areas: ["keel"] });
  assert.equal(
    [third.body.outcome, third.body.area, third.body.position, third.body.missing],
    ["waiting", "keel", 3, 2],
  );
  assert.equal(
    third.body.neighbours.map(({ login }: { login: string }) => login),
    ["ada", "bea"],
  );
  const again = await command(people, { login: "bea", areas: ["keel"] });
  assert.equal([again.body.outcome, again.body.position], ["already-waiting", 2]);
  const { queues, ...report } = (await post(people, "login,areas,anywhere\ndan,hull,\nada,hull,no\n", CSV)).body;
  assert.equal([report.added, report.changed, report.unchanged], [1, 0, 1]);
  const fifth = await command(people, { login: "eve", areas: ["keel"] });
  assert.equal([fifth.status, fifth.body.pod.area, fifth.body.pod.members.length], [201, "keel", 5]);
  await assertSound(community);
});

test("two areas that become one have one queue, in the order of asking", async ({ community, rename, people }) => {
  await command(people, { login: "ada", areas: ["sail"] });
  await command(people, { login: "bea", areas: ["galley", "sail"] });
  await command(people, { login: "cid", areas: ["galley"] });
  rename();
  const waiting = await community.store.waiting("deck");
  const logins = await community.store.profiles(waiting);
  assert.equal(
    waiting.map((one) => logins.get(one)?.login),
    ["ada", "bea", "cid"],
  );
  await command(people, { login: "dan", areas: ["deck"] });
  const fifth = await command(people, { login: "eve", areas: ["deck"] });
  assert.equal([fifth.status, fifth.body.pod.members.length], [201, 5]);
  await assertSound(community);
});

test("a replica with older settings goes on beside", async ({ community, rename, people }) => {
  const older = community.settings();
  const beside = joinPod({
    ...community,
    settings: () => older,
    store: storeAt(community.url, community.id, () => older.areas),
  });
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  rename();
  assert.is((await command(people, { login: "bob", areas: ["keel"] })).body.pod.slug, "narwhal");
  assert.is((await command(beside, { login: "cid", areas: ["hull"] })).body.pod.slug, "narwhal");
  assert.is((await command(people, { login: "dan", areas: ["hull"] })).body.pod.slug, "narwhal");
  assert.equal((await community.store.find({ login: "cid" }))?.profile.areas, ["keel"]);
  await assertSound(community);
});

test("a plan knows old and new as one area, and applies after the renaming", async ({ community, rename, people }) => {
  const planner = rebalance(community);
  await seatFile(community, `login,areas,ability,advocate\n${csvOf(9, "hull", ",experienced,yes")}`);
  for (let n = 1; n <= 4; n++) await command(people, { login: `bob-${n}`, areas: ["hull"], ability: "experienced" });
  const { body: plan } = await command(planner, { do: "plan" });
  rename();
  const applied = await command(planner, { do: "apply", plan: plan.id });
  assert.is(applied.status, 200, JSON.stringify(applied.body));
  const { items } = (await get(pods(community), "/?area=keel", JSON_ONLY)).body;
  assert.ok(items.length > 0 && items.every(({ area }: { area: string }) => area === "keel"));
  const next = await command(planner, { do: "plan" });
  assert.is(next.body.before.points, next.body.after.points, "renaming makes nothing to do");
  assert.is((await get(planner, `/plans/${plan.id}.json`, AS_MAINTAINER)).status, 200);
});

test.run();
