/** After an outage everything that was said is in force as if there had been none: the bundle as a process, a real Redis. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openStore } from "#shared/redis/store.ts";
import { bundleFunction } from "../../tools/bundle.ts";
import { SETTINGS } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import {
  type Delivery,
  guid,
  requestOf,
  said,
  type User,
  user,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";
import { OWN_SERVER, stopFunctions } from "../support/platform/function-process.ts";
import { freshCommunity, ownRedis } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";

const test = suite("an outage");
test.after.each(stopFunctions);

/** A community with its own Redis, and the webhook as a process. */
async function open() {
  const redis = await ownRedis({ fsync: "always" });
  const community = freshCommunity();
  const store = openStore({ url: redis.url, community, identityKey });
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
  return {
    redis,
    store,
    deliver,
    /** Delivers it until it is taken: the function connects again by itself. */
    send: (delivery: Delivery) => eventually(async () => (await deliver(delivery)) < 300),
    stateOf: async ({ id, login }: User) => (await store.find({ id, login }))?.standing.state,
    async close() {
      await store.close();
      await redis.stop();
    },
  };
}

const [ada, bob, cid] = [user(1, "ada"), user(2, "bob"), user(3, "cid")] as const;

test("changes nothing of what people said before, in it and after it", async () => {
  const { redis, store, deliver, send, stateOf, close } = await open();
  try {
    for (const one of [ada, cid]) await send(said("/pod join hull", one));
    const refused = [said("/pod leave", ada), said("/pod join hull", bob), said("/pod pause", cid)];
    await redis.signal("SIGKILL");
    for (const one of refused) assert.is(await deliver(one), 503);
    await redis.restart();
    await send(said("/pod join sail", ada));
    await send(said("/pod forget me", bob));
    // Sent again by hand, which keeps the GUID, and by another hook.
    for (const one of refused) {
      await send(one);
      await send({ ...one, id: guid("another hook", JSON.stringify(one.payload)) });
    }
    assert.equal([await stateOf(ada), await stateOf(bob), await stateOf(cid)], ["waiting", undefined, "paused"]);
    assert.equal((await store.find(ada))?.profile.areas, ["sail"]);
  } finally {
    await close();
  }
});

test("of memory lets people leave and be forgotten, and asks GitHub for the rest again", async () => {
  const { redis, store, deliver, send, stateOf, close } = await open();
  const admin = new Redis(redis.url);
  try {
    for (const one of [ada, bob, cid]) await send(said("/pod join hull", one));
    await admin.config("SET", "maxmemory", "1");
    const given = [said("/pod leave", ada), said("/pod forget me", bob), said("/pod join sail", cid)];
    for (const one of given) assert.is(await deliver(one), 503);
    assert.equal([await stateOf(ada), await stateOf(bob), await stateOf(cid)], ["alumni", undefined, "waiting"]);
    assert.equal((await store.find(cid))?.profile.areas, ["hull"]);
    await admin.config("SET", "maxmemory", "0");
    for (const one of given) await send(one);
    assert.equal([await stateOf(ada), await stateOf(bob)], ["alumni", undefined]);
    assert.equal((await store.find(cid))?.profile.areas, ["sail"]);
  } finally {
    admin.disconnect();
    await close();
  }
});

test.run();
