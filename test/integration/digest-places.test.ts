/** The status page says what became of the last digest in each place. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pods } from "../../functions/pods/handler.ts";
import type { DigestPlace } from "../../functions/pods/last-digest.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { get, HTML, LONG_AGO, SETTINGS, tick } from "../support/community.ts";
import { bob, hull } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, opens, startChat } from "../support/github/delivery.ts";
import { joinAll } from "../support/store.ts";

const test = suite("where the last digest is");

async function open(more = "digest: { to: [slack, discord, mastodon] }") {
  const delivery = await openDelivery({
    yaml: `${SETTINGS}publicUrl: https://pods.example.org\n${more}\n`,
    cameAt: LONG_AGO,
  });
  const { store, community, redis, key, server, send } = delivery;
  server.account(bob);
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  await joinAll(store, 5, "hull");
  await store.describe({ login: "sailor-hull-1" }, { volunteer: true }, { id: "", at: 1 });
  await redis.del(key("outbox"), key("due"), key("urgent"));
  const app = pods(community);
  const status = async () => (await get(app, "/status.json")).body;
  const places = async (): Promise<DigestPlace[]> => (await status()).lastDigestPlaces;
  const states = async () => Object.fromEntries((await places()).map(({ to, state }) => [to, state]));
  const page = async () => (await get(app, "/status", HTML)).body as string;
  const settle = async () => {
    for (let i = 0; i < 3; i++) await delivery.run();
  };
  return { ...delivery, digest: weeklyDigest(community), status, places, states, page, settle };
}

const refusing = (status: number, body = "no") =>
  startChat((response) => {
    response.writeHead(status).end(body);
  });

test("says of each what it got, and what to do where it got nothing", async () => {
  const { chat, digest, places, states, page, settle } = await open();
  assert.equal(await states(), {}, "no digest");
  await tick(digest);
  assert.equal(await states(), { slack: "waiting", discord: "waiting", mastodon: "waiting", pods: "waiting" });
  const [good, bad, lost] = [await startChat(), await refusing(404), await refusing(500)];
  const discord = lost.url.replace("/hook", "/api/webhooks/1/hook");
  chat(`slack: ${bad.url}\ndiscord: ${discord}\npods: { narwhal: { slack: ${good.url}, discord: ${discord} } }`);
  await settle();
  assert.equal(await states(), {
    ...{ slack: "dead", discord: "unknown", mastodon: "waiting" },
    ...{ "narwhal/slack": "nothing-to-say", "narwhal/discord": "nothing-to-say" },
  });
  const of = new Map((await places()).map((one) => [one.to, one]));
  assert.match(of.get("slack")?.why ?? "", "404: no");
  assert.match(of.get("slack")?.todo ?? "", "It is not sent again");
  assert.match(of.get("discord")?.todo ?? "", "post it by hand. It is never sent twice");
  assert.match(of.get("mastodon")?.why ?? "", "pods-chat has no entry mastodon");
  assert.is(of.get("mastodon")?.at, null);
  const text = await page();
  assert.match(text, "Where the digest of 2026-W46 is");
  assert.match(text, "Slack of narwhal");
  assert.match(text, "There was nothing to say.");
  assert.not.match(text, /127\.0\.0\.1|hook/);
});

test("says when it was sent, also to a pod and as an issue", async () => {
  const { chat, digest, places, page, settle, store } = await open("digest: { to: [slack], issue: ships/Hull }");
  await store.describe({ login: "sailor-hull-1" }, { volunteer: false }, { id: "", at: 1 });
  const slack = await startChat();
  chat(`slack: ${slack.url}\npods: { narwhal: { slack: ${slack.url} } }`);
  const before = Date.now();
  await tick(digest);
  await settle();
  const found = (await places()).map(({ to, state, at, ...more }) => {
    assert.ok(at !== null && Date.parse(at) >= before - 1000 && Date.parse(at) <= Date.now() + 1000, `${to} ${at}`);
    return [to, state, more];
  });
  assert.equal(found, [
    ["slack", "sent", { place: "Slack" }],
    ["github", "sent", { place: "The issue on GitHub" }],
    ["narwhal/slack", "sent", { place: "Slack of narwhal" }],
  ]);
  assert.match(await page(), "The issue on GitHub");
});

test("names no issue where there is none, also after somebody was forgotten", async () => {
  const { digest, states, settle, store, redis, key } = await open();
  await tick(digest);
  await redis.del(key("outbox"), key("due"), key("urgent"));
  await store.enqueue([{ kind: "digest", week: "2026-W46", destination: "github" }], { id: "", at: 1 });
  await settle();
  assert.equal(await states(), {});
});

test.after(closeDelivery);
test.run();
