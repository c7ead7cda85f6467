import { suite } from "uvu";
import * as assert from "uvu/assert";
import { postDiscord } from "#shared/chat/discord.ts";
import type { Posted } from "#shared/chat/post.ts";
import { postSlack } from "#shared/chat/slack.ts";
import { type Chat, startChat } from "../support/chat.ts";

const test = suite("posting to a chat");
const OPTIONS = { timeoutMs: 5_000 };
let chat: Chat;

test.before(async () => {
  chat = await startChat();
});
test.after(() => chat.stop());

/** Receipts never contain the address, because it is a password. */
function assertSilent(posted: Posted): void {
  assert.not.match(JSON.stringify(posted), /secret|127\.0\.0\.1/);
}

test("Slack accepts a message", async () => {
  assert.equal(await postSlack(chat.slack, { text: "hi" }, OPTIONS), { state: "sent" });
  assert.equal(chat.receipts.at(-1), {
    path: "/services/T0/B0/secret",
    type: "application/json",
    body: { text: "hi" },
  });
});

test("Discord returns the id of the message", async () => {
  const posted = await postDiscord(chat.discord, { content: "hi" }, OPTIONS);
  assert.is(posted.state, "sent");
  assert.match((posted as { receipt: string }).receipt, /^\d+$/);
  assert.is(chat.receipts.at(-1)?.path, "/api/webhooks/1/secret?wait=true");
});

test("a limited post is tried again after the given wait", async () => {
  chat.next({ status: 429, body: "rate_limited", headers: { "Retry-After": "7" } });
  assert.equal(await postSlack(chat.slack, {}, OPTIONS), {
    state: "retry",
    afterMs: 7000,
    detail: "429: rate_limited",
  });
  chat.next({ status: 429, body: JSON.stringify({ retry_after: 64.57 }), headers: { "Retry-After": "65" } });
  const posted = await postDiscord(chat.discord, {}, OPTIONS);
  assert.equal(posted, { state: "retry", afterMs: 64_570, detail: '429: {"retry_after":64.57}' });
  chat.next({ status: 503 });
  assert.is((await postSlack(chat.slack, {}, OPTIONS)).state, "retry");
});

test("a refused post is not tried again", async () => {
  for (const [status, body] of [
    [404, "no_service"],
    [400, "invalid_blocks"],
    [410, "channel_is_archived"],
    [403, "action_prohibited"],
  ] as const) {
    chat.next({ status, body });
    const posted = await postSlack(chat.slack, {}, OPTIONS);
    assert.equal(posted, { state: "dead", detail: `${status}: ${body}` });
  }
  chat.next({ status: 302, headers: { Location: "https://evil.example/" } });
  assert.is((await postSlack(chat.slack, {}, OPTIONS)).state, "dead");
});

test("a post that may have arrived is never sent again", async () => {
  chat.next("hang-up");
  const cut = await postSlack(chat.slack, {}, OPTIONS);
  assert.is(cut.state, "unknown");
  assertSilent(cut);
  const mute = await startChat();
  mute.next("silent");
  const late = await postDiscord(mute.discord, {}, { timeoutMs: 50 });
  await mute.stop();
  assert.is(late.state, "unknown");
  assertSilent(late);
  for (const status of [500, 502, 504]) {
    chat.next({ status, body: "an error, perhaps after it was posted" });
    assert.is((await postSlack(chat.slack, {}, OPTIONS)).state, "unknown", String(status));
  }
});

test("a post that never left is tried again", async () => {
  const gone = await startChat();
  await gone.stop();
  const posted = await postSlack(gone.slack, {}, OPTIONS);
  assert.is(posted.state, "retry");
  assertSilent(posted);
});

test.run();
