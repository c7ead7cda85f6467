/** The schedules, ticked by the local gateway and by the real cron-connector. */
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { spawnOwned, stopOwned } from "../../tools/processes.ts";
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

const plans = async (platform: LocalPlatform) => {
  const response = await fetch(`${platform.url}/function/rebalance/`, { headers: { Accept: "application/json" } });
  return ((await response.json()) as { id?: string }).id;
};

for (const ticker of tickers) {
  test(`${ticker.name}: ticks every scheduled function, and a week has one plan however often`, async () => {
    const platform = await localPlatform(EVERY_SECOND);
    const scheduled = Object.keys(EVERY_SECOND).filter((name) => platform.community.bundles.has(name));
    const stop = ticker.start(platform);
    for (const name of scheduled) {
      while ((await ticks(platform, name)) < 2) await pause(100);
    }
    const first = await plans(platform);
    assert.type(first, "string");
    // Twice by two tickers at once, then none for a while, then again: nothing is made twice, nothing is missed.
    const again = ticker.start(platform);
    await Promise.all(
      Array.from({ length: 200 }, () => fetch(`${platform.url}/function/rebalance`, { method: "POST" })),
    );
    await stop();
    await again();
    assert.is(await plans(platform), first);
    await platform.stop();
  });
}

if (connector !== undefined) {
  test("cron-connector: takes each schedule as stack.yml has it", async () => {
    const platform = await localPlatform();
    let output = "";
    const env = { gateway_url: platform.url, basic_auth: "false", rebuild_interval: "1s" };
    const child = spawnOwned(connector, [], { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    const names = Object.keys(EVERY_SECOND).filter((name) => platform.community.bundles.has(name));
    while (!names.every((name) => output.includes(name))) await pause(100);
    await stopOwned(child);
    await platform.stop();
    assert.ok(output.includes("*/15 * * * *"), output);
  });
}

test.run();
