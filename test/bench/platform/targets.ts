/** The servers under load: our functions, and what a user of the official templates would pick instead, with the same bytes. */
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bundle } from "../../../template/node18-ts/bundle.mjs";
import { ADMIN_KEY, PROOF, post, testCommunity, WEBHOOK_SECRET } from "../../support/platform/community.ts";
import {
  type FunctionOptions,
  type RunningFunction,
  status,
  type Way,
} from "../../support/platform/function-process.ts";
import { testRedis } from "../../support/redis.ts";
import { request } from "./load.ts";

export interface Target {
  readonly name: string;
  /** Starts it fresh; returns it with a factory of requests and the expected statuses. */
  start(way: Way): Promise<Started>;
}

interface Started {
  readonly running: RunningFunction;
  readonly next: () => Buffer;
  readonly expected: readonly number[];
}

const SERVER = resolve("test/support/platform/official-template.mjs");
/** A handler as one writes it for the official templates. */
const peer = (name: "echo" | "pipeline" | "watch"): string => resolve(`test/bench/platform/peers/${name}.cjs`);
const JSON_TYPE = { "Content-Type": "application/json", "X-Call-Id": "a-call-id-as-the-gateway-makes-them" };

/** The watchdog as in the official images: all cores, and a lock file that exists before Node listens. */
const officially = (handler: string, env: Readonly<Record<string, string>> = {}) => ({
  bundle: SERVER,
  env: { HANDLER: handler, TEMPLATE: "node18", NODE_ENV: "production", suppress_lock: "false", GOMAXPROCS: "", ...env },
});
export const ECHO_OPTIONS = officially(peer("echo"));

const startEcho = (way: Way): Promise<RunningFunction> => startPeer(way, ECHO_OPTIONS);

async function startPeer(way: Way, options: FunctionOptions): Promise<RunningFunction> {
  const running = await way.start(options);
  const body = JSON.stringify({ login: "first", areas: ["cli"], ability: "newcomer" });
  while (!isSuccess(await status(running.url, { method: "POST", body, headers: JSON_TYPE }))) await pause(5);
  return running;
}

const isSuccess = (status = 0) => status >= 200 && status < 300;

async function startFunction(way: Way, name: string): Promise<RunningFunction> {
  const community = await testCommunity([name]);
  return way.start({ bundle: community.bundles.get(name) ?? "", env: community.env });
}

/** A new person each time. */
function nextJoin(): () => Buffer {
  let people = 0;
  const headers = { ...JSON_TYPE, Authorization: `Bearer ${ADMIN_KEY}` };
  return () => {
    people += 1;
    const areas = people % 2 === 0 ? ["cli", "docs"] : ["docs"];
    return request("POST", "/", headers, JSON.stringify({ login: `person-${people}`, areas, ability: "contributor" }));
  };
}

/** A newly merged pull request each time, signed. */
function nextDelivery(): () => Buffer {
  const text = mergedPullRequest();
  let number = 1000;
  return () => {
    number += 1;
    const body = text.replaceAll('"number":2,', `"number":${number},`);
    const headers = {
      ...JSON_TYPE,
      "X-GitHub-Event": "pull_request",
      "X-GitHub-Delivery": randomUUID(),
      "X-Hub-Signature-256": `sha256=${createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex")}`,
    };
    return request("POST", "/", headers, body);
  };
}

/** GitHub's own example, moved to the test community's organisation. */
function mergedPullRequest(): string {
  const events = createRequire(import.meta.url)("@octokit/webhooks-examples") as unknown;
  const { default: examples = events } = events as { default?: unknown };
  const all = examples as { name: string; examples: { action?: string }[] }[];
  const payload = all.find(({ name }) => name === "pull_request")?.examples.find(({ action }) => action === "closed");
  const text = JSON.stringify(payload).replaceAll("Codertocat", "whales");
  return text.replaceAll('"merged":false', '"merged":true').replaceAll('"draft":true', '"draft":false');
}

const constant = (bytes: Buffer) => () => bytes;

const PEOPLE = 168;

/** The directory of 24 pods. */
async function startDirectory(way: Way): Promise<{ running: RunningFunction; etag: string }> {
  const community = await testCommunity(["join-pod", "pods"]);
  const joining = await way.start({ bundle: community.bundles.get("join-pod") ?? "", env: community.env });
  for (let i = 0; i < PEOPLE; i += 1) {
    const response = await post(joining.url, { login: `person-${i}`, areas: [i % 2 === 0 ? "cli" : "docs"] }, PROOF);
    await response.arrayBuffer();
  }
  await joining.stop();
  const running = await way.start({ bundle: community.bundles.get("pods") ?? "", env: community.env });
  const response = await fetch(running.url, { headers: { Accept: "text/html" } });
  await response.arrayBuffer();
  return { running, etag: response.headers.get("etag") ?? "" };
}

export const ECHO_OF_JOIN: Target = {
  name: "echo of a join",
  start: async (way) => ({ running: await startEcho(way), next: nextJoin(), expected: [200] }),
};
export const ECHO_OF_DELIVERY: Target = {
  name: "echo of a delivery",
  start: async (way) => ({ running: await startEcho(way), next: nextDelivery(), expected: [200] }),
};
/** With a Redis of its own data: the peers know no communities. */
async function startJoinPeer(way: Way, name: "pipeline" | "watch"): Promise<Started> {
  const { url } = await testRedis();
  const database = name === "pipeline" ? "/1" : "/2";
  const running = await startPeer(way, officially(peer(name), { REDIS_URL: url + database }));
  return { running, next: nextJoin(), expected: [201] };
}

export const JOIN_BY_PIPELINE: Target = {
  name: "peer: stores in a pipeline",
  start: (way) => startJoinPeer(way, "pipeline"),
};
export const JOIN_BY_WATCH: Target = {
  name: "peer: chooses with WATCH",
  start: (way) => startJoinPeer(way, "watch"),
};
export const JOIN: Target = {
  name: "join, stored",
  start: async (way) => ({ running: await startFunction(way, "join-pod"), next: nextJoin(), expected: [201, 202] }),
};
export const DELIVERY: Target = {
  name: "delivery, signed and recorded",
  start: async (way) => ({
    running: await startFunction(way, "on-github-event"),
    next: nextDelivery(),
    expected: [202],
  }),
};
export const DIRECTORY: Target = {
  name: "directory page",
  async start(way) {
    const { running } = await startDirectory(way);
    return { running, next: constant(request("GET", "/", { Accept: "text/html" })), expected: [200] };
  },
};
export const DIRECTORY_304: Target = {
  name: "directory, 304",
  async start(way) {
    const { running, etag } = await startDirectory(way);
    const headers = { Accept: "text/html", "If-None-Match": etag };
    return { running, next: constant(request("GET", "/", headers)), expected: [304] };
  },
};

/** An empty function, with only the frame that every function has. */
export async function edgeOptions(): Promise<FunctionOptions> {
  const folder = mkdtempSync(join(tmpdir(), "pods-edge-"));
  await bundle({ handler: "test/support/platform/fixture-handler.ts", out: folder, settings: "pods.yml" });
  writeFileSync(join(folder, "pods-settings"), "-");
  return { bundle: join(folder, "index.cjs"), env: { PODS_SECRETS: folder } };
}

export const EDGE: Target = {
  name: "the edge, nothing else",
  start: async (way) => ({ running: await way.start(await edgeOptions()), next: nextJoin(), expected: [200] }),
};
