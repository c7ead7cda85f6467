/** The ships' community as processes: the bundles of its functions, a Redis, and a local GitHub with an app. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import { ADMIN_KEY, AS_MAINTAINER, SETTINGS } from "../community.ts";
import { eventually } from "../eventually.ts";
import { type Delivery, requestOf, type User, WEBHOOK_SECRET } from "../github/deliver-as-github.ts";
import { appSecret } from "../github/delivery.ts";
import { startGitHub } from "../github/server.ts";
import { makeDue } from "../make-due.ts";
import { testRedis } from "../redis.ts";
import { identityKey, storeOn } from "../store.ts";
import { seatingEvents } from "../told/truth.ts";
import { post } from "./community.ts";
import { functionBundle } from "./function-bundle.ts";
import { OWN_SERVER, type RunningFunction } from "./function-process.ts";

export type Ships = Awaited<ReturnType<typeof startShips>>;

/** Starts these functions. They end with `stopFunctions`, everything else with `close`. */
export async function startShips(names: readonly string[], { yaml = SETTINGS, place = testRedis() } = {}) {
  const { url, community } = await place;
  const store = storeOn(url, community);
  await store.initialise(Date.now());
  const admin = new Redis(url, { lazyConnect: true });
  const key = (name: string) => `pods:{${community}}:${name}`;
  const github = await startGitHub();
  // It tells times in whole seconds, and nobody says two things in one.
  let looks = 0;
  github.now = () => Date.now() + 1_000 * looks++;

  const folder = mkdtempSync(join(tmpdir(), "pods-ships-"));
  const secrets = join(folder, "secrets");
  mkdirSync(secrets);
  const values: Readonly<Record<string, string>> = {
    "pods-redis-url": url,
    "pods-admin-key": ADMIN_KEY,
    "pods-identity-key": identityKey(),
    "pods-webhook-secret": WEBHOOK_SECRET,
    "pods-github": appSecret(github),
    "pods-chat": "-",
    "pods-settings": `id: ${community}\n${yaml}`,
  };
  for (const [name, value] of Object.entries(values)) writeFileSync(join(secrets, name), value);
  const env = { PODS_SECRETS: secrets, MAX_RAW_SIZE: "25mb" };
  const running = new Map<string, RunningFunction>();
  for (const name of names)
    running.set(name, await OWN_SERVER.start({ bundle: await functionBundle(name, folder), env }));
  const addressOf = (name: string) => running.get(name)?.url ?? "";

  const answered = async (name: string, response: Response) => {
    const text = await response.text();
    assert.ok(response.ok, `${text}\n${running.get(name)?.output()}`);
    return JSON.parse(text);
  };
  const deliver = async (delivery: Delivery) => (await fetch(addressOf("on-github-event"), requestOf(delivery))).status;
  const tick = async (name: string) => answered(name, await fetch(addressOf(name), { method: "POST" }));
  return {
    community,
    store,
    admin,
    github,
    tick,
    /** Delivers it once, as GitHub does. Returns the status of the answer. */
    deliver,
    /** Delivers it until it is taken: a function connects to Redis again by itself. */
    send: (delivery: Delivery) =>
      eventually(async () => {
        const status = await deliver(delivery);
        assert.ok(status < 300 || status === 503, `${status}\n${running.get("on-github-event")?.output()}`);
        return status < 300;
      }),
    command: async (name: string, body: object) => answered(name, await post(addressOf(name), body, AS_MAINTAINER)),
    /** Ticks `deliver` until nothing waits, as if every burst and every pause were over. */
    async rest() {
      while ((await makeDue(admin, key)) > 0) await tick("deliver");
    },
    stateOf: async ({ id, login }: User) => (await store.find({ id, login }))?.standing.state,
    events: () => seatingEvents(admin, key),
    async close() {
      admin.disconnect();
      await store.close();
      await github.stop();
    },
  };
}
