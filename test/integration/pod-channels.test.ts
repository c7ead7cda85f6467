/** Pods' own channels: their part of the week, the people who join them, and what stands in the secret and names no pod. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Repository } from "#shared/core/activity.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { command, get, HTML, LONG_AGO, NOW, SETTINGS, tick } from "../support/community.ts";
import { closeDelivery, openDelivery, publishWeek, startChat } from "../support/github/delivery.ts";
import { joinAll } from "../support/store.ts";

const test = suite("a pod's own channel");

const YAML = `${SETTINGS}publicUrl: https://pods.example.org\ndigest: { to: [slack] }\n`;
const WEEK = "2026-W46";
const HULL: Repository = { id: 70, name: "ships/hull", private: false, archived: false, stars: 12, updatedAt: 1 };

/** Narwhal (Hull) and Orca (Sails), of five people each, who were told of their seats. */
async function openPods(yaml = YAML) {
  const delivery = await openDelivery({ yaml, cameAt: LONG_AGO });
  const { store, community, redis, key } = delivery;
  await joinAll(store, 5, "hull");
  await joinAll(store, 5, "sail");
  await redis.del(key("outbox"), key("due"), key("urgent"));
  const [all, narwhal, orca] = [await startChat(), await startChat(), await startChat()];
  const merge = (login: string, title: string, number: number) =>
    store.record(
      {
        repository: HULL,
        activity: {
          ...{ key: `merged:70#${number}`, kind: "merged", week: WEEK, repository: 70, number, title },
          ...{ url: `https://github.com/ships/hull/pull/${number}`, subject: "pull-request" },
          at: Date.parse("2026-11-10T12:00:00Z"),
          person: { login, proposed: `p-${login}` },
        },
      },
      { id: "", at: NOW },
    );
  const digest = weeklyDigest(community);
  const settle = async () => {
    for (let i = 0; i < 3; i++) await delivery.run();
  };
  return { ...delivery, all, narwhal, orca, merge, digest, settle };
}

test("gets the pod's part of the week, once; the community's channel gets the whole week", async () => {
  const { chat, all, narwhal, orca, merge, digest, settle, app } = await openPods();
  chat(`slack: ${all.url}\npods: { narwhal: { slack: ${narwhal.url} }, orca: { slack: ${orca.url} } }`);
  await merge("sailor-hull-1", "Caulk the seams", 1);
  await merge("sailor-sail-1", "Mend the jib", 2);
  assert.equal((await tick(digest)).body.to, ["slack"]);
  await settle();
  for (let i = 0; i < 5; i++) await tick(app());
  assert.equal([all.posted.length, narwhal.posted.length, orca.posted.length], [1, 1, 1]);
  assert.match(all.posted[0]!, /Caulk the seams.*Mend the jib/s);
  assert.match(narwhal.posted[0]!, "Narwhal in week 46");
  assert.match(narwhal.posted[0]!, "Caulk the seams");
  assert.not.match(narwhal.posted[0]!, "Mend the jib");
  assert.match(orca.posted[0]!, "Mend the jib");
  const [page = ""] = /https:\/\/pods\.example\.org\/weekly-digest[^"|]*pod=narwhal/.exec(narwhal.posted[0]!) ?? [];
  assert.is((await get(digest, page.replace("https://pods.example.org/weekly-digest", ""), HTML)).status, 200);
});

test("of a pod with a quiet week gets what waits for somebody, and nothing where nothing does", async () => {
  const { chat, narwhal, orca, digest, settle, store } = await openPods();
  chat(`pods: { narwhal: { slack: ${narwhal.url} }, orca: { slack: ${orca.url} } }`);
  await store.describe({ login: "sailor-sail-1" }, { volunteer: true }, { id: "", at: NOW });
  await tick(digest);
  await settle();
  assert.is(narwhal.posted.length, 1);
  assert.match(narwhal.posted[0]!, "is looking for an advocate");
  assert.equal(orca.posted, []);
  const { pending, ...ended } = await store.backlog();
  assert.equal(ended, { sent: 4 }, "two parts, the search for them, and the notice of a role");
  assert.is(pending, 1, "the community's channel is off");
});

test("is where people who join the pod are introduced, and nobody else", async () => {
  const { chat, all, narwhal, community, settle } = await openPods();
  chat(`slack: ${all.url}\npods: { narwhal: { slack: ${narwhal.url}, discord: ${all.url} } }`);
  const app = joinPod(community);
  await command(app, { login: "ann", areas: ["hull"], introduce: true });
  await command(app, { login: "ben", areas: ["sail"], introduce: true });
  await settle();
  const introduced = ({ posted }: typeof all) =>
    posted.flatMap((text) => /welcome <[^|]*\|(\w+)/.exec(text)?.[1] ?? []);
  assert.equal([introduced(narwhal), introduced(all)], [["ann"], ["ben"]]);
});

test("that rests holds up no other channel", async () => {
  const { chat, all, orca, digest, hurry, app } = await openPods();
  const limited = await startChat((response) => response.writeHead(429, { "Retry-After": "30" }).end());
  chat(`slack: ${all.url}\npods: { narwhal: { slack: ${limited.url} }, orca: { slack: ${orca.url} } }`);
  await tick(digest);
  const one = app();
  for (let i = 0; i < 6; i++) {
    await hurry();
    await tick(one);
  }
  assert.equal([limited.posted.length, all.posted.length, orca.posted.length], [1, 1, 1]);
});

test("gets no old news, and nothing of the week before it was named", async () => {
  const { chat, narwhal, digest, settle, store } = await openPods();
  await tick(digest);
  await settle();
  chat(`pods: { narwhal: { slack: ${narwhal.url} } }`);
  await settle();
  assert.equal(narwhal.posted, []);
  await store.enqueue([{ kind: "pod-digest", week: "2026-W45", pod: 1, destination: "slack" }], { id: "", at: NOW });
  await settle();
  assert.equal([narwhal.posted, (await store.backlog()).dead], [[], 1]);
});

test("that is taken out of the secret is waited for until the next digest, and the status page says so", async () => {
  const { chat, community, digest, settle, store } = await openPods();
  const away = await startChat((response) => response.writeHead(429, { "Retry-After": "1" }).end());
  chat(`pods: { narwhal: { slack: ${away.url} }, orca: {} }`);
  await tick(digest);
  await settle();
  chat("pods: { orca: {} }");
  await settle();
  const unsent = async () => {
    const groups = (await get(pods(community), "/status.json")).body.unsent as { kind: string; why: string }[];
    return groups.filter(({ kind }) => kind === "pod-digest");
  };
  assert.match(JSON.stringify(await unsent()), "The secret pods-chat has no entry for Slack of narwhal.");
  assert.match(JSON.stringify(await unsent()), "with the next digest it is old news");
  const { model } = (await store.digest(WEEK))!;
  await store.publish({ week: "2026-W47", publishedAt: NOW, model }, { id: "", at: NOW });
  await settle();
  assert.match(JSON.stringify(await unsent()), "Nothing: nobody should hear of it so late.");
});

test("for a pod that is not there is a sentence on the status page and one line in the log, without the secret", async () => {
  const { chat, narwhal, community, app: sender, run } = await openPods();
  const app = pods(community);
  const one = sender();
  const faults = async () => (await get(app, "/status.json")).body.faults.join("\n");
  chat(
    `pods: { narwhal: { slack: ${narwhal.url} }, beluga: { slack: ${narwhal.url} }, abcd-efgh-ijkl-mnop: { slack: ${narwhal.url} } }`,
  );
  for (let i = 0; i < 3; i++) await tick(one);
  const lines = community.lines.filter((line) => line.includes("pods that do not exist"));
  assert.is(lines.length, 1);
  for (const text of [await faults(), lines[0]!]) {
    assert.match(text, "beluga");
    assert.match(text, "entry 3 of pods");
    assert.not.match(text, /narwhal|abcd|127\.0\.0\.1/);
  }
  assert.match((await get(app, "/status", HTML)).body, "there is no such pod now");
  chat(`pods: { narwhal: { slack: ${narwhal.url} } }`);
  await run();
  assert.not.match(await faults(), "no such pod");
});

test("is posted to under its own name where it shares an account with the community", async () => {
  const { chat, run, store, app, hurry } = await openPods();
  const { startFarSide } = await import("../support/channels/far-side.ts");
  const { mastodon } = await import("#shared/channels/mastodon.ts");
  const far = await startFarSide(mastodon);
  chat(`${far.line}\npods: { narwhal: { ${far.line} }, orca: { ${far.line} } }`);
  await publishWeek(store, []);
  const errands = [
    { kind: "pod-digest", week: WEEK, pod: 1, destination: "mastodon" },
    { kind: "pod-digest", week: WEEK, pod: 2, destination: "mastodon" },
    { kind: "digest", week: WEEK, destination: "mastodon" },
  ] as const;
  for (const errand of errands) {
    // Its first reply is lost before it is taken, so it is looked up.
    far.next("lost");
    await store.enqueue([errand], { id: "", at: NOW });
    await hurry();
    await tick(app());
    far.pass(2 * 3_600_000);
    await run();
  }
  assert.is(far.published.length, 3);
  await far.stop();
});

test.after(closeDelivery);
test.run();
