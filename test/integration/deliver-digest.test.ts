import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Claim } from "#shared/core/outbox.ts";
import { sendDigest } from "../../functions/deliver/digest-errand.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { type Chat, startChat } from "../support/chat.ts";
import { NOW, SETTINGS, type TestCommunity, testCommunity, tick } from "../support/community.ts";

const YAML = `${SETTINGS}publicUrl: https://pods.example.org\ndigest: { to: [slack, discord] }\n`;

const test = suite<{ community: TestCommunity; chat: Chat }>("a digest on its way to a chat");
test.before.each(async (context) => {
  const community = await testCommunity(YAML);
  Object.assign(context, { community, chat: await startChat() });
  await tick(weeklyDigest(community));
});
test.after.each(async ({ community, chat }) => {
  await community.store.close();
  await chat.stop();
});

/** What `deliver` does with every digest that is due. */
async function deliver({ community, chat }: { community: TestCommunity; chat: Chat }, on = true) {
  const { store } = community;
  const context = { store, settings: community.settings(), destinations: on ? chat : {} };
  const results: Record<string, string> = {};
  for (const claim of await store.claim(10, 60_000)) {
    if (claim.errand.kind !== "digest") continue;
    const result = await sendDigest(claim, claim.errand, context);
    results[claim.errand.destination] = result.state;
    if (result.state === "off") await store.settle(claim, { ...result, state: "retry", afterMs: 0 });
    else if (result.state !== "lost") await store.settle(claim, result);
  }
  return results;
}

test("each chat gets the week once, in its own form", async (context) => {
  assert.equal(await deliver(context), { slack: "sent", discord: "sent" });
  assert.equal(await deliver(context), {});
  assert.equal(await context.community.store.backlog(), { sent: 2 });
  const { receipts } = context.chat;
  assert.is(receipts.length, 2);
  const slack = receipts.find(({ path }) => path.startsWith("/services/"))?.body;
  assert.is(slack.blocks[0].text.text, "A quiet week");
  const discord = receipts.find(({ path }) => path.startsWith("/api/"))?.body;
  assert.is(discord.content, "**A quiet week**");
  assert.equal(discord.allowed_mentions, { parse: [] });
  await tick(weeklyDigest(context.community));
  assert.equal(await deliver(context), {});
});

test("a chat that is off gets nothing, and the week as soon as it is on", async (context) => {
  assert.equal(await deliver(context, false), { slack: "off", discord: "off" });
  assert.is(context.chat.receipts.length, 0);
  assert.equal(await deliver(context), { slack: "sent", discord: "sent" });
});

test("a chat that was off for weeks gets the latest one and no pile of old news", async (context) => {
  const { community, chat } = context;
  await tick(weeklyDigest({ ...community, now: () => NOW + 7 * 24 * 3_600_000 }));
  const results = [];
  for (const claim of await community.store.claim(10, 60_000)) {
    if (claim.errand.kind !== "digest") continue;
    const { week, destination } = claim.errand;
    const where = { store: community.store, settings: community.settings(), destinations: chat };
    results.push(`${week} ${destination} ${(await sendDigest(claim, claim.errand, where)).state}`);
  }
  assert.equal(results.sort(), [
    "2026-W46 discord dead",
    "2026-W46 slack dead",
    "2026-W47 discord sent",
    "2026-W47 slack sent",
  ]);
});

test("a post of which nobody knows whether it arrived is not made again", async (context) => {
  const { store } = context.community;
  for (const claim of await store.claim(10, 1)) await store.posting(claim);
  let claims: Claim[] = [];
  // The lease of a millisecond is over by Redis's clock, whenever that is.
  while (claims.length < 2) claims = [...claims, ...(await store.claim(10, 60_000))];
  const settings = context.community.settings();
  for (const claim of claims) {
    assert.is(claim.was, "posting");
    if (claim.errand.kind !== "digest") continue;
    const result = await sendDigest(claim, claim.errand, { store, settings, destinations: context.chat });
    assert.is(result.state, "unknown");
  }
  assert.is(context.chat.receipts.length, 0);
});

test("a chat that hangs up may have it; one that is busy is asked again, and once too often is enough", async (context) => {
  const { store } = context.community;
  const settings = context.community.settings();
  const [first, second] = await store.claim(2, 60_000);
  const send = (claim: Claim | undefined, attempts = 0) => {
    if (claim?.errand.kind !== "digest") throw new Error("no digest is due");
    return sendDigest({ ...claim, attempts }, claim.errand, { store, settings, destinations: context.chat });
  };
  context.chat.next("hang-up");
  assert.is((await send(first)).state, "unknown");
  context.chat.next({ status: 429, headers: { "Retry-After": "9" } });
  const busy = await send(second);
  assert.is(busy.state === "retry" && busy.afterMs, 9000);
  context.chat.next({ status: 503 });
  assert.is((await send(second, 7)).state, "dead");
});

test.run();
