/** A community for tests with processes: a Redis, settings, secrets, and the functions' bundles. */
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionNames } from "../../../tools/bundle.ts";
import { testRedis } from "../redis.ts";
import { identityKey, storeOn } from "../store.ts";
import { functionBundle } from "./function-bundle.ts";

export const ADMIN_KEY = "an-admin-key-for-tests-0123456789";
export const WEBHOOK_SECRET = "a-webhook-secret-for-tests";
export const PROOF = { Authorization: `Bearer ${ADMIN_KEY}` };

export interface TestCommunity {
  readonly folder: string;
  /** The Redis it is in, and its id there. */
  readonly url: string;
  readonly id: string;
  readonly secrets: string;
  readonly settings: string;
  /** The environment of a function's process. */
  readonly env: Readonly<Record<string, string>>;
  /** The path of each function's bundle. */
  readonly bundles: ReadonlyMap<string, string>;
}

/** Initialises the state and bundles `names`; pods.yml is the repository's own, with another id. */
export async function testCommunity(names: readonly string[] = functionNames()): Promise<TestCommunity> {
  const { url, community } = await testRedis();
  await initialise(url, community);
  const folder = mkdtempSync(join(tmpdir(), "pods-community-"));
  const settings = join(folder, "pods.yml");
  const areas = "areas: { cli: { repositories: [whales/cli] }, docs: { repositories: [whales/docs] } }";
  writeFileSync(settings, `id: ${community}\ncommunity: Whales\norganisation: whales\nconsent: assign\n${areas}\n`);

  const secrets = mkdtempSync(join(folder, "secrets-"));
  const values = {
    "pods-redis-url": url,
    "pods-admin-key": ADMIN_KEY,
    "pods-identity-key": identityKey(),
    "pods-webhook-secret": WEBHOOK_SECRET,
    "pods-github": "-",
    "pods-chat": "-",
    "pods-settings": "-",
  };
  for (const [name, value] of Object.entries(values)) writeFileSync(join(secrets, name), `${value}\n`);

  const bundles = new Map<string, string>();
  for (const name of names) bundles.set(name, await functionBundle(name, folder));
  const env = { PODS_SECRETS: secrets, PODS_SETTINGS: settings, MAX_RAW_SIZE: "25mb", NODE_ENV: "production" };
  return { folder, url, id: community, secrets, settings, env, bundles };
}

/** As if it had been set up three weeks ago, so that a digest of the last week is due. */
async function initialise(url: string, community: string): Promise<void> {
  const store = storeOn(url, community);
  await store.initialise(Date.now() - 21 * 24 * 3_600_000);
  await store.close();
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const own = { "Content-Type": "application/json", ...headers };
  return fetch(url, { method: "POST", body: JSON.stringify(body), headers: own });
}

/** A delivery's headers and body, signed as GitHub signs it. */
export function delivery(event: string, payload: unknown, secret = WEBHOOK_SECRET) {
  const body = JSON.stringify(payload);
  const headers = {
    "Content-Type": "application/json",
    "X-GitHub-Event": event,
    "X-GitHub-Delivery": randomUUID(),
    "X-Hub-Signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  return { method: "POST", body, headers };
}
