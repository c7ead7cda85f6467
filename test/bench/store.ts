/** `npm run bench -- store`: the cost of the state, as ratios against a baseline in the same run; times are for this machine only. */
import { Redis } from "ioredis";
import { ABILITIES } from "#shared/core/member.ts";
import { CANDIDATES_MAX, type JoinRequest, type Store } from "#shared/core/ports.ts";
import { openStore } from "#shared/redis/store.ts";
import { ownRedis } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";

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
    by: "self",
  };
};

const since = (from: number): number => performance.now() - from;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** Calls a second, with a number of calls in flight over a number of connections. */
async function rate(calls: number, inFlight: number, call: (lane: number) => Promise<unknown>): Promise<number> {
  let left = calls;
  const from = performance.now();
  const lane = async (n: number) => {
    while (left-- > 0) await call(n);
  };
  await Promise.all(Array.from({ length: inFlight }, (_, n) => lane(n)));
  return (1000 * calls) / since(from);
}

/** A community whose pods mostly have one or two open seats. */
async function settle(store: Store): Promise<void> {
  const before = people;
  await store.joinMany(
    Array.from({ length: SETTLED }, () => member()),
    { id: "", at: 0 },
  );
  for (let n = before + 1; n <= before + SETTLED; n += 5) {
    await store.leave({ login: `member-${n}` }, "alumni", { id: "", at: 0 });
  }
}
const SETTLED = 60_000;

interface Cpu {
  /** Processor microseconds so far, of this process and of Redis's main thread. */
  readonly node: number;
  readonly redis: number;
}

async function cpu(plain: Redis): Promise<Cpu> {
  const info = await plain.info("cpu");
  const part = (name: string): number => 1e6 * Number(new RegExp(`${name}_main_thread:([\\d.]+)`).exec(info)?.[1]);
  const { user, system } = process.cpuUsage();
  return { node: user + system, redis: part("used_cpu_user") + part("used_cpu_sys") };
}

/** The cost of a call on both sides, independent of other load on the machine. */
async function cpuOf(plain: Redis, calls: number, work: () => Promise<number>): Promise<Cpu & { rate: number }> {
  const before = await cpu(plain);
  const rate = await work();
  const after = await cpu(plain);
  return { rate, node: (after.node - before.node) / calls, redis: (after.redis - before.redis) / calls };
}

/** Interleaved blocks of joins and SETs: the ratio of their rates, and the CPU microseconds of each. */
async function joins(fsync: "no" | "always", connections: number, inFlight: number) {
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
    joined.push(await cpuOf(watch, BLOCK, () => rate(BLOCK, inFlight, joinOne)));
    set.push(await cpuOf(watch, BLOCK, () => rate(BLOCK, inFlight, setOne)));
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

for (const [fsync, connections, inFlight, reach] of [
  ["no", 1, 1, 0.4],
  ["no", 1, 32, 0.25],
  ["always", 16, 16, 0.55],
] as const) {
  const { ratio, rate, script, join, set } = await joins(fsync, connections, inFlight);
  const name = `join ÷ SET, fsync ${fsync}, ${connections} connections, ${inFlight} in flight`;
  report(name, `${ratio.toFixed(2)} (to reach: ${reach})   ${rate.toFixed(0)} joins/s`);
  const side = (of: Cpu): string => `${of.redis.toFixed(0)} µs Redis, ${of.node.toFixed(0)} µs Node`;
  report("  CPU of a join; of a SET", `${side(join)}; ${side(set)}`);
  report("  the verb join, by Redis's own count", `${script} µs`);
}

const server = await ownRedis({ args: ["--slowlog-log-slower-than", "5000"] });
const store = openStore({ url: server.url, community: "bench", identityKey });
const plain = new Redis(server.url);
await store.initialise(0);
const used = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await plain.info("memory"))?.[1]);

const empty = await used();
const rows = Array.from({ length: PEOPLE }, () => ({ ...member(), by: "import" as const }));
const heap = process.memoryUsage().heapUsed;
let from = performance.now();
for (let at = 0; at < PEOPLE; at += 2_000)
  await store.joinMany(rows.slice(at, at + 2_000), { id: `import-${at}`, at: 1 });
report(`import of ${PEOPLE} rows`, `${((1000 * PEOPLE) / since(from)).toFixed(0)} rows/s (to reach: 20000)`);
report("heap grown by", `${((process.memoryUsage().heapUsed - heap) / 1e6).toFixed(0)} MB`);
const full = await used();
const log = Number(await plain.memory("USAGE", "pods:{bench}:log", "SAMPLES", 0));
report("bytes a member, profile and maps", `${((full - empty - log) / PEOPLE).toFixed(0)} (to reach: 450)`);
report("bytes a member, the log", `${(log / PEOPLE).toFixed(0)}`);
for (const key of ["who", "prof", "m", "p"]) {
  const bytes = Number(await plain.memory("USAGE", `pods:{bench}:${key}`, "SAMPLES", 2_000));
  report(`  of which ${key}`, `${(bytes / PEOPLE).toFixed(0)}`);
}

async function timed(what: string, work: () => Promise<{ toString(): string }>): Promise<void> {
  const times: number[] = [];
  let said = "";
  for (let n = 0; n < 5; n++) {
    from = performance.now();
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
