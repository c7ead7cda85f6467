import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sendDigest } from "../../functions/deliver/chat-errand.ts";
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

test("a chat that was off for weeks gets only the latest digest", async (context) => {
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

test.run();
