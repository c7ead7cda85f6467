/** Redis dies or freezes under load: callers get an answer soon, and nothing needs a restart afterwards. */

import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { App } from "#shared/openfaas/app.ts";
import { openStore } from "#shared/redis/store.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { command, get, NOW, type Reply, type TestCommunity, testCommunity, tick } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { ownRedis, type RedisServer } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";

const test = suite<{ redis: RedisServer; community: TestCommunity; apps: Record<string, App> }>("Redis lost");

test.before.each(async (context) => {
  context.redis = await ownRedis({ fsync: "always" });
  const base = await testCommunity();
  await base.store.close();
  const store = openStore({ url: context.redis.url, community: base.id, identityKey });
  await store.initialise(NOW);
  context.community = { ...base, store, url: context.redis.url };
  const { community } = context;
  context.apps = { join: joinPod(community), rebalance: rebalance(community), pods: pods(community) };
});
test.after.each(async ({ redis, community }) => {
  await community.store.close();
  await redis.stop();
});

let logins = 0;
const someone = () => ({ login: `p-${++logins}`, areas: ["hull"] });

/** Keeps `width` joins in flight until `stop`; returns all answers. */
async function underLoad(
  app: App,
  width: number,
  stop: () => boolean,
  answers: { login: string; reply: Reply }[],
): Promise<void> {
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (!stop()) {
        const body = someone();
        answers.push({ login: body.login, reply: await command(app, body) });
      }
    }),
  );
}

function assertUnavailable({ status, headers, body }: Reply): void {
  assert.is(status, 503);
  assert.match(headers.get("content-type") ?? "", "application/problem+json");
  assert.ok(headers.get("retry-after"));
  assert.type(body.detail, "string");
  assert.not.match(JSON.stringify(body), /ECONN|ioredis|at .*\.ts/);
}

/** Waits for the first answer that is not a 503; a hang would fail by the runner's own limit. */
async function healed(app: App): Promise<void> {
  for (;;) {
    const { status } = await command(app, someone());
    if (status === 201 || status === 202) return;
    assert.is(status, 503);
  }
}

test("killed under load: affected calls get 503, nothing acknowledged is lost, and it heals by itself", async ({
  redis,
  community,
  apps,
}) => {
  let over = false;
  const answers: { login: string; reply: Reply }[] = [];
  const load = underLoad(apps.join as App, 16, () => over, answers);
  await eventually(() => answers.some(({ reply }) => reply.status === 201));
  await redis.signal("SIGKILL");
  assertUnavailable(await command(apps.join as App, someone()));
  assertUnavailable(await get(apps.pods as App, "/", { Accept: "application/json" }));
  assertUnavailable(await tick(apps.rebalance as App));
  await redis.restart();
  await healed(apps.join as App);
  over = true;
  await load;
  assert.ok(answers.some(({ reply }) => reply.status === 503));
  for (const { login, reply } of answers) {
    if (reply.status === 503) assertUnavailable(reply);
    else assert.ok(await community.store.find({ login }), `${login} was acknowledged with ${reply.status} and is lost`);
  }
});

test("frozen: every call is answered, and the thaw needs no restart", async ({ redis, apps }) => {
  await command(apps.join as App, someone());
  await redis.signal("SIGSTOP");
  const replies = await Promise.all(Array.from({ length: 20 }, () => command(apps.join as App, someone())));
  for (const reply of replies) assertUnavailable(reply);
  assert.is((await get(apps.pods as App, "/ready")).status, 503);
  await redis.signal("SIGCONT");
  await healed(apps.join as App);
});

test("emptied: never taken for a new community", async ({ community }) => {
  const empty = await ownRedis();
  const store = openStore({ url: empty.url, community: community.id, identityKey });
  const lost = await command(joinPod({ ...community, store }), someone());
  assertUnavailable(lost);
  assert.match(lost.body.detail, "initialise");
  await store.close();
  await empty.stop();
});

test.run();
