import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { command, csvOf, get, JSON_ONLY, testCommunity, tick } from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { violations } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

const CREW = [1, 2, 3, 4, 5].map((n) => `ada-${n}`);

const test = communitySuite("a pod whose people all pause", async () => {
  const community = await testCommunity();
  const people = joinPod(community);
  const directory = pods(community);
  await seatFile(community, `login,areas,ability,advocate\n${csvOf(5, "hull", ",experienced,yes")}`);
  await command(directory, { do: "rename", pod: "narwhal", name: "The Night Watch" });
  for (const login of CREW) await command(people, { do: "pause", login, until: "2026-12-24" });
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).status, 404);
  return { community, people, directory };
});

test("comes back with its name and address when they do", async ({ community, people, directory }) => {
  for (const login of CREW.slice(1)) assert.is((await command(people, { do: "back", login })).body.outcome, "waiting");
  const { body } = await command(people, { do: "back", login: "ada-1" });
  assert.equal([body.outcome, body.pod.slug, body.pod.name], ["seated", "narwhal", "The Night Watch"]);
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).body.members.length, 5);
  assert.equal(await violations(community.url, community.id), []);
});

test("comes back by one of them; its name and number are never given to others", async ({ community, people }) => {
  for (let n = 1; n <= 5; n++) await command(people, { login: `bob-${n}`, areas: ["hull"] });
  const strangers = await community.store.pods();
  assert.equal(
    strangers.map(({ slug }) => slug),
    ["orca"],
  );
  for (let n = 1; n <= 4; n++) await command(people, { login: `cid-${n}`, areas: ["sail"] });
  const { body } = await command(people, { login: "ada-1", areas: ["sail"] });
  assert.is(body.pod.slug, "beluga", "the area of a pod never changes");
  assert.equal(await violations(community.url, community.id), []);
});

test("comes back by a seating, too", async ({ community, people }) => {
  for (const login of CREW.slice(0, 4)) await command(people, { do: "back", login });
  await command(people, { login: "dan", areas: ["sail"], ability: "experienced", advocate: true });
  await command(people, { do: "areas", login: "dan", areas: ["hull"] });
  assert.equal(await community.store.pods(), []);
  await tick(rebalance(community));
  assert.is((await community.store.pods())[0]?.name, "The Night Watch");
  assert.equal(await violations(community.url, community.id), []);
});

test.run();
