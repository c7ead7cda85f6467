/** From GitHub and back, with the bundles as processes: a signed delivery, a tick, and the comment of an app with its key. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openStore } from "#shared/redis/store.ts";
import { bundleFunction } from "../../tools/bundle.ts";
import { SETTINGS } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { bob, hull, requestOf, said, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { startGitHub } from "../support/github/server.ts";
import { OWN_SERVER, stopFunctions } from "../support/platform/function-process.ts";
import { testRedis } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";

const test = suite("from GitHub and back");
test.after.each(stopFunctions);

test("a /pod join that GitHub delivers is answered in a comment by the app", async () => {
  const github = await startGitHub();
  const { url, community } = await testRedis();
  const store = openStore({ url, community, identityKey });
  try {
    await store.initialise(Date.now());
    const { app } = github;
    const secrets: Record<string, string> = {
      "pods-redis-url": url,
      "pods-admin-key": "an-admin-key-of-the-tests",
      "pods-identity-key": identityKey(),
      "pods-webhook-secret": WEBHOOK_SECRET,
      "pods-github": `appId: ${app.id}\nbaseUrl: ${github.url}\nprivateKey: |\n${app.privateKey.replace(/^/gm, "  ")}`,
      "pods-chat": "-",
      "pods-settings": `id: ${community}\n${SETTINGS}`,
    };
    const folder = mkdtempSync(join(tmpdir(), "pods-secrets-"));
    for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), value);
    const start = async (name: string) =>
      OWN_SERVER.start({
        bundle: await bundleFunction(name, mkdtempSync(join(tmpdir(), "pods-bundles-"))),
        env: { PODS_SECRETS: folder, MAX_RAW_SIZE: "25mb" },
      });
    const [webhook, deliver] = [await start("on-github-event"), await start("deliver")];

    github.thread(hull, 5, { author: bob });
    const delivery = said("Count me in — ⚓\n\n/pod join hull");
    const statuses = [];
    for (let i = 0; i < 2; i++) statuses.push((await fetch(webhook.url, requestOf(delivery))).status);
    assert.equal(statuses, [202, 200]);
    assert.is((await fetch(webhook.url, requestOf({ ...delivery, secret: "guess" }))).status, 401);

    // Delivery waits for the end of the burst, so the first ticks find nothing.
    await eventually(async () => {
      assert.is((await fetch(deliver.url, { method: "POST" })).status, 200);
      return github.comments(hull, 5).length > 0;
    }, 200);
    const [comment, ...more] = github.comments(hull, 5);
    assert.equal([comment?.author.type, more.length], ["Bot", 0], deliver.output());
    assert.match(comment?.body ?? "", "@ada: You went on the list for Hull on 22 November 2026.");
    assert.equal(github.violations, []);
  } finally {
    await store.close();
    await github.stop();
  }
});

test.run();
