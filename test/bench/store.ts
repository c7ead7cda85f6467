/** `npm run bench -- store`: the cost of the state, as ratios against a baseline in the same run; times are for this machine only. */
import { Redis } from "ioredis";
import { ABILITIES } from "#shared/core/member.ts";
import { CANDIDATES_MAX, type JoinRequest, type Store } from "#shared/core/ports.ts";
import { openStore } from "#shared/redis/store.ts";
import { ownRedis } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";
import { type Cpu, cpuOf, sides } from "./processor.ts";

const PEOPLE = 100_000;
const AREAS = Array.from({ length: 24 }, (_, n) => `area-${n}`);
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles"];
const BLOCK = 1_500;
const BLOCKS = 7;

let people = 0;
const member = (candidates: readonly number[] = []): JoinRequest => {
  people += 1;
  const area = (n: number) => AREAS[(people * 7 + n) % AREAS.length] as string;
  return {
    subject: {
      login: `member-${people}`,
      id: 1_000_000 + people,
      proposed: `p${people.toString(36).padStart(10, "0")}`,
    },
    profile: {
      areas: [area(0), area(5)],
      ability: ABILITIES[people % 4] as (typeof ABILITIES)[number],
      timezone: ZONES[people % ZONES.length] as string,
      volunteer: people % 5 === 0,
    },
    candidates,
  };
};

const since = (from: number): number => performance.now() - from;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** So many calls, with a number of them in flight over a number of connections. */
async function inFlight(calls: number, lanes: number, call: (lane: number) => Promise<unknown>): Promise<void> {
  let left = calls;
  const lane = async (n: number) => {
    while (left-- > 0) await call(n);
  };
  await Promise.all(Array.from({ length: lanes }, (_, n) => lane(n)));
}

const UNNAMED = { id: "", at: 0 };
const join = (store: Store, count: number) => inFlight(count, 64, () => store.join(member(), UNNAMED));

/** A community whose pods mostly have one or two open seats. */
async function settle(store: Store): Promise<void> {
  const before = people;
  await join(store, SETTLED);
  for (let n = before + 1; n <= before + SETTLED; n += 5) {
    await store.leave({ login: `member-${n}` }, "alumni", UNNAMED);
  }
}
const SETTLED = 60_000;

/** Interleaved blocks of joins and SETs: the ratio of their rates, and the CPU microseconds of each. */
async function joins(fsync: "no" | "always", connections: number, lanes: number) {
  const server = await ownRedis({ fsync });
  const stores = Array.from({ length: connections }, () =>
    openStore({ url: server.url, community: "bench", identityKey }),
  );
  const plain = Array.from({ length: connections }, () => new Redis(server.url));
  const first = stores[0] as Store;
  await first.initialise(0);
  await settle(first);
  const watch = plain[0] as Redis;
  await watch.config("RESETSTAT");

  const value = "x".repeat(200);
  const joined: (Cpu & { rate: number })[] = [];
  const set: (Cpu & { rate: number })[] = [];
  for (let block = 0; block < BLOCKS; block++) {
    // Read before the block, so it is as stale as in a busy process.
    const open = (await first.openPods(AREAS)).map(({ number }) => number);
    const some = () =>
      Array.from({ length: CANDIDATES_MAX }, () => open[Math.floor(Math.random() * open.length)] as number);
    const joinOne = (lane: number) =>
      (stores[lane % connections] as Store).join(member(some()), { id: `join-${people}`, fingerprint: "f", at: 1 });
    const setOne = (lane: number) =>
      (plain[lane % connections] as Redis).set(`key-${Math.random()}`, value, "EX", 700_000);
    joined.push(await cpuOf(watch, BLOCK, () => inFlight(BLOCK, lanes, joinOne)));
    set.push(await cpuOf(watch, BLOCK, () => inFlight(BLOCK, lanes, setOne)));
  }
  const stats = await watch.info("commandstats");
  const [, inRedis] = /cmdstat_fcall:.*usec_per_call=([\d.]+)/.exec(stats) ?? [];
  for (const one of stores) await one.close();
  for (const one of plain) one.disconnect();
  await server.stop();
  return {
    ratio: median(joined.map((one, block) => one.rate / (set[block]?.rate ?? Number.NaN))),
    rate: median(joined.map((one) => one.rate)),
    script: Number(inRedis),
    join: { node: median(joined.map((one) => one.node)), redis: median(joined.map((one) => one.redis)) },
    set: { node: median(set.map((one) => one.node)), redis: median(set.map((one) => one.redis)) },
  };
}

const report = (what: string, value: string): void => console.log(`${what.padEnd(58)} ${value}`);

for (const [fsync, connections, lanes, reach] of [
  ["no", 1, 1, 0.4],
  ["no", 1, 32, 0.25],
  ["always", 16, 16, 0.55],
] as const) {
  const { ratio, rate, script, join, set } = await joins(fsync, connections, lanes);
  const name = `join ÷ SET, fsync ${fsync}, ${connections} connections, ${lanes} in flight`;
  report(name, `${ratio.toFixed(2)} (to reach: ${reach})   ${rate.toFixed(0)} joins/s`);
  report("  CPU of a join; of a SET", `${sides(join)}; ${sides(set)}`);
  report("  the verb join, by Redis's own count", `${script} µs`);
}

const server = await ownRedis({ args: ["--slowlog-log-slower-than", "5000"] });
const store = openStore({ url: server.url, community: "bench", identityKey });
const plain = new Redis(server.url);
await store.initialise(0);
await join(store, PEOPLE);
const bytesOf = async (key: string, samples: number) =>
  Number(await plain.memory("USAGE", `pods:{bench}:${key}`, "SAMPLES", samples)) / PEOPLE;
const bytes = new Map<string, number>();
for (const key of ["who", "prof", "m", "p", "open", "wait"]) bytes.set(key, await bytesOf(key, 2_000));
const all = [...bytes.values()].reduce((sum, one) => sum + one, 0);
report("bytes a member, profile and maps", `${all.toFixed(0)} (to reach: 450)`);
for (const [key, one] of bytes) report(`  of which ${key}`, one.toFixed(0));
report("bytes a member, the log", (await bytesOf("log", 0)).toFixed(0));

async function timed(what: string, work: () => Promise<{ toString(): string }>): Promise<void> {
  const times: number[] = [];
  let said = "";
  for (let n = 0; n < 5; n++) {
    const from = performance.now();
    said = (await work()).toString();
    times.push(since(from));
  }
  report(what, `${median(times).toFixed(0)} ms   (${said})`);
}

await timed("rosters", async () => `${(await store.pods()).length} pods; to reach: 60 ms`);
await timed("snapshot", async () => `${(await store.snapshot()).community.members.length} people`);

const week = "2026-W47";
for (let at = 0; at < PEOPLE; at += 1_000) {
  const fields = Array.from({ length: 1_000 }, (_, n) => {
    const activity = {
      key: `merged:1#${at + n}`,
      kind: "merged",
      at,
      week,
      repository: 1,
      title: "A title of usual length for one",
      subject: "pull-request",
    };
    return [activity.key, `p${(at + n + 1).toString(36).padStart(10, "0")}|1|${JSON.stringify(activity)}`];
  });
  await plain.hset(`pods:{bench}:act:${week}`, ...(fields.flat() as [string, string]));
}
await timed("activities of a week", async () => `${(await store.activities(week)).length}`);

const slow = (await plain.call("SLOWLOG", "GET", "5")) as [number, number, number, string[]][];
report(
  "slowest commands",
  slow
    .map(([, , micros, words]) => `${words[0]} ${words[1]?.replace(/^pods_[0-9a-f]+_/, "").slice(0, 24)} ${micros} µs`)
    .join(", ") || "none over 5 ms",
);
await store.close();
plain.disconnect();
await server.stop();
