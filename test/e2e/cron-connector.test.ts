/** The schedules, ticked by the local gateway and by the real cron-connector. */
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readStack } from "../../tools/gateway/stack.ts";
import { spawnOwned, stopOwned } from "../../tools/processes.ts";
import { PROOF } from "../support/platform/community.ts";
import { type LocalPlatform, localPlatform } from "../support/platform/local-gateway.ts";
import { programOrSkip } from "../support/program.ts";

const test = suite("schedules");

const EVERY_SECOND = { rebalance: "@every 1s", "weekly-digest": "@every 1s", deliver: "@every 1s" };
const connector = programOrSkip(
  "cron-connector",
  "finds the scheduled functions, accepts their schedules and ticks them",
);

interface Ticker {
  readonly name: string;
  start(platform: LocalPlatform): () => Promise<unknown>;
}

const local: Ticker = {
  name: "the local gateway",
  start({ schedule }) {
    schedule();
    return async () => {};
  },
};
const tickers = [local];
if (connector !== undefined) {
  const start = ({ url }: LocalPlatform) => {
    const env = { gateway_url: url, basic_auth: "false", rebuild_interval: "1s", print_response_body: "false" };
    const child = spawnOwned(connector, [], { env, stdio: "ignore" });
    return () => stopOwned(child);
  };
  tickers.push({ name: "cron-connector", start });
}

async function ticks(platform: LocalPlatform, name: string): Promise<number> {
  const log = await (await fetch(`${platform.url}/system/logs?name=${name}`)).text();
  return log.split("POST /").length - 1;
}

/** Waits until every scheduled function has had two more ticks than `before`: one tick may have been running then. */
async function untilTicked(platform: LocalPlatform): Promise<void> {
  const names = Object.keys(EVERY_SECOND);
  const before = await Promise.all(names.map((name) => ticks(platform, name)));
  for (const [i, name] of names.entries()) {
    while ((await ticks(platform, name)) < (before[i] ?? 0) + 2) await pause(100);
  }
}

async function read<T>(platform: LocalPlatform, path: string): Promise<T> {
  const response = await fetch(`${platform.url}/function/${path}`, { headers: { Accept: "application/json" } });
  assert.is(response.status, 200, path);
  return (await response.json()) as T;
}

/** The results of ticks: the week's plan, the day's seating, the published weeks. */
async function made(platform: LocalPlatform) {
  const { id } = await read<{ id: string }>(platform, "rebalance/");
  const runs = await read<{ items: { id: string }[] }>(platform, "rebalance/runs");
  const weeks = await read<{ items: object[] }>(platform, "weekly-digest/archive.json");
  return { plan: id, runs: runs.items.map(({ id }) => id), weeks: weeks.items };
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** Eight people: five form a pod, three wait. A second seating or plan would see another community than the first. */
async function change({ url }: LocalPlatform): Promise<void> {
  const people = Array.from({ length: 8 }, (_, i) => `person-${i},${i < 5 ? "cli" : "docs"},pod`);
  const init = { method: "POST", headers: { ...PROOF, "Content-Type": "text/csv" } };
  const answer = await fetch(`${url}/function/join-pod`, { ...init, body: ["login,areas,mode", ...people].join("\n") });
  assert.is(((await answer.json()) as { added: number }).added, 8);
}

const scale = ({ url }: LocalPlatform, name: string, replicas: number) =>
  fetch(`${url}/system/scale-function/${name}`, { method: "POST", body: JSON.stringify({ replicas }) });

for (const ticker of tickers) {
  test(`${ticker.name}: ticks every scheduled function; repeated, simultaneous and missed ticks have the same result`, async () => {
    const platform = await localPlatform(EVERY_SECOND);
    const stop = ticker.start(platform);
    await untilTicked(platform);
    const day = today();
    const first = await made(platform);
    // The seating of a community without people changes nothing, and leaves no run.
    assert.equal([first.runs.length, first.weeks.length], [0, 1]);
    const assertSame = async () => {
      const now = await made(platform);
      // A day that has begun meanwhile has a seating of its own.
      if (today() === day) assert.equal(now, first);
    };
    await change(platform);
    const again = ticker.start(platform);
    const tick = () => fetch(`${platform.url}/function/rebalance`, { method: "POST" });
    for (const { status } of await Promise.all(Array.from({ length: 200 }, tick))) assert.is(status, 200);
    await untilTicked(platform);
    await assertSame();
    await scale(platform, "rebalance", 0);
    await pause(1_500);
    await scale(platform, "rebalance", 1);
    await untilTicked(platform);
    await assertSame();
    await stop();
    await again();
    await platform.stop();
  });
}

const stack = readStack(readFileSync("stack.yml", "utf8"));
const schedules = stack.flatMap(({ service, annotations: { schedule } }) => (schedule ? [[service, schedule]] : []));

test("the local gateway: accepts every schedule in stack.yml", async () => {
  const platform = await localPlatform();
  platform.schedule(); // throws for one that it cannot take
  await platform.stop();
});

if (connector !== undefined) {
  test("cron-connector: accepts every schedule in stack.yml", async () => {
    const platform = await localPlatform();
    let output = "";
    const env = { gateway_url: platform.url, basic_auth: "false", rebuild_interval: "1s" };
    const child = spawnOwned(connector, [], { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    // It logs the schedules that it added and silently drops those it cannot read.
    const added = () => [...output.matchAll(/Added: ([\w-]+)\.\S+ \[(.+)\]/g)].map(([, ...one]) => one).sort();
    for (let polls = 0; added().length < schedules.length && polls < 600; polls += 1) await pause(100);
    await stopOwned(child);
    await platform.stop();
    assert.equal(added(), schedules.sort(), output);
  });
}

test.run();
