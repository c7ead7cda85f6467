/** After an outage everything that was said is in force as if there had been none: the bundle as a process, a real Redis. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openStore } from "#shared/redis/store.ts";
import { bundleFunction } from "../../tools/bundle.ts";
import { SETTINGS } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { type Delivery, guid, requestOf, said, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { OWN_SERVER, stopFunctions } from "../support/platform/function-process.ts";
import { freshCommunity, ownRedis } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";

const test = suite("an outage");
test.after.each(stopFunctions);

test("changes nothing of what people said before, in it and after it", async () => {
  const redis = await ownRedis({ fsync: "always" });
  const community = freshCommunity();
  const store = openStore({ url: redis.url, community, identityKey });
  try {
    await store.initialise(Date.now());
    const folder = mkdtempSync(join(tmpdir(), "pods-secrets-"));
    const secrets: Record<string, string> = {
      "pods-redis-url": redis.url,
      "pods-identity-key": identityKey(),
      "pods-webhook-secret": WEBHOOK_SECRET,
      "pods-settings": `id: ${community}\n${SETTINGS}`,
    };
    for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), value);
    const bundle = await bundleFunction("on-github-event", mkdtempSync(join(tmpdir(), "pods-bundles-")));
    const webhook = await OWN_SERVER.start({ bundle, env: { PODS_SECRETS: folder, MAX_RAW_SIZE: "25mb" } });
    const deliver = async (delivery: Delivery) => (await fetch(webhook.url, requestOf(delivery))).status;
    /** Until it is taken: the function connects again by itself. */
    const send = (delivery: Delivery) => eventually(async () => (await deliver(delivery)) < 300);

    const [ada, bob, cid] = [user(1, "ada"), user(2, "bob"), user(3, "cid")] as const;
    for (const one of [ada, cid]) await send(said("/pod join hull", one));
    const leaves = said("/pod leave", ada);
    const joins = said("/pod join hull", bob);
    const pauses = said("/pod pause", cid);
    await redis.signal("SIGKILL");
    for (const refused of [leaves, joins, pauses]) assert.is(await deliver(refused), 503);
    await redis.restart();
    await send(said("/pod join sail", ada));
    await send(said("/pod forget me", bob));
    // Sent again by hand, which keeps the GUID, and by another hook.
    for (const refused of [leaves, joins, pauses])
      for (const again of [refused, { ...refused, id: guid("another hook", JSON.stringify(refused.payload)) }])
        await send(again);

    const stands = async ({ id, login }: typeof ada) => (await store.find({ id, login }))?.standing.state;
    assert.equal([await stands(ada), await stands(bob), await stands(cid)], ["waiting", undefined, "paused"]);
    assert.equal((await store.find(ada))?.profile.areas, ["sail"]);
  } finally {
    await store.close();
    await redis.stop();
  }
});

test.run();
