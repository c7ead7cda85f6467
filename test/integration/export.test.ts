/** `{"do":"export"}`: everything that is stored about somebody, in words that they know. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lazily } from "#shared/core/lazily.ts";
import { isKeyFamily, KEY_NAMES, type KeyName, keysOf } from "#shared/redis/keys.ts";
import { RECORDS } from "#shared/redis/person-records.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { closeStores, command, testCommunity } from "../support/community.ts";
import { communityKeys } from "../support/community-keys.ts";
import { hull, pull, said, user } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { allValues } from "../support/invariants.ts";
import { crossedCommunity } from "../support/seated.ts";

const test = suite("export");
test.after(closeStores);

const WEEK = "2026-W47";
const AFTER_IT = Date.parse("2026-11-24T12:00:00Z");

/** A community of two pods, where ada-1 has done and said what one can. */
const openCommunity = lazily(async () => {
  const community = await crossedCommunity();
  const [people, planner] = [joinPod(community), rebalance(community)];
  const { send } = openWebhook(community);
  const [one, two] = [user(901, "ada-1"), user(902, "ada-2")];
  const merged_at = "2026-11-22T11:00:00Z";
  const merged = pull(8, one, { title: "A tight hull", state: "closed", merged: true, merged_at });
  const payload = { action: "closed", repository: hull, sender: one, pull_request: merged };
  await send({ event: "pull_request", payload });
  await send(said("/pod news https://ada.example.org/hull The hull\n/pod kudos @ada-2 for the jib", one));
  await send(said("/pod kudos @ada-1 for the hull", two));
  await command(people, { do: "areas", login: "ada-1", areas: ["sail"], with: ["ada-3"] });
  await command(people, { do: "areas", login: "ada-4", areas: ["sail"], with: ["ada-1"] });
  const plan = (await command(planner, { do: "plan" })).body;
  await command(planner, { do: "apply", plan: plan.id });
  await command(people, { do: "advocate", login: "ada-1", hours: 2 });
  await command(people, { do: "stay", login: "ada-1" });
  await command(weeklyDigest({ ...community, now: () => AFTER_IT }), { do: "publish", week: WEEK });
  const exported = async (login: string) => (await command(people, { do: "export", login })).body;
  return { community, exported };
});

const DAY = /^\d{4}-\d\d-\d\dT/;

test("holds what somebody did, said and was thanked for, and what became of their seat", async () => {
  const { exported } = await openCommunity();
  const { member, records } = await exported("ada-1");
  assert.match(member.pod, /^(narwhal|orca)$/);
  assert.match(member.joinedAt, DAY);
  assert.match(member.since, DAY);
  assert.equal([member.advocate, member.hours, member.with], [true, 2, ["ada-3"]]);
  const done = records.activity.map(({ kind, title, person, by }: Record<string, string>) => [kind, title, person, by]);
  assert.equal(done.sort(), [
    ["kudos", "for the hull", "ada-1", "ada-2"],
    ["kudos", "for the jib", "ada-2", "ada-1"],
    ["merged", "A tight hull", "ada-1", undefined],
    ["news", "The hull", "ada-1", "ada-1"],
  ]);
  const news = records.activity.find(({ kind }: { kind: string }) => kind === "news");
  assert.equal([news.link, news.repository], ["https://ada.example.org/hull", "ships/hull"]);
  assert.match(news.at, DAY);
  for (const kind of ["seating", "said", "plans", "runs", "decisions", "stays", "digests", "threads", "answersToSend"])
    assert.ok(records[kind]?.length > 0, kind);
  assert.ok(records.seating.some(({ effect, pod }: Record<string, string>) => effect === "seat" && pod === "narwhal"));
  assert.is(records.threads[0].thread, "https://github.com/ships/hull/issues/8");
  assert.ok(records.said.some(({ about, by }: Record<string, string>) => about === "with" && by === "maintainer"));
});

test("has no date for an invitation before any seating, rather than a wrong one", async () => {
  const people = joinPod(await testCommunity());
  await command(people, { login: "fay", areas: ["galley"], mode: "offer" });
  const { body } = await command(people, { do: "export", login: "fay" });
  assert.is(body.member.since, undefined);
  assert.match(body.member.state, "invited");
});

test("says nothing of who wishes to sit with them, and names nobody by what only we know", async () => {
  const { community, exported } = await openCommunity();
  const text = JSON.stringify(await exported("ada-1"));
  assert.not.match(text, "ada-4");
  for (const login of ["ada-1", "ada-2", "ada-3"])
    assert.not.match(text, `"${(await community.store.find({ login }))?.pseudonym}"`);
  // Times are dates, and pods and threads addresses.
  assert.not.match(text, /\d{13}|\d#\d/);
});

test("leaves no key out that tells of them", async () => {
  const { community } = await openCommunity();
  const { pseudonym = "" } = (await community.store.find({ login: "ada-1" })) ?? {};
  const redis = new Redis(community.url);
  const keys = keysOf(community.id);
  const isOf = (name: KeyName, key: string) =>
    isKeyFamily(name) ? key.startsWith(keys.of(name, "")) : key === keys.fixed(name);
  for (const key of await communityKeys(redis, community.id)) {
    if (!`${key} ${await allValues(redis, key)}`.includes(pseudonym)) continue;
    const name = KEY_NAMES.find((one) => isOf(one, key));
    assert.ok(name && RECORDS[name] !== "holds nobody", key);
  }
  redis.disconnect();
});

test.run();
