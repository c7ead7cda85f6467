/**
 * `npm run bench -- import`: a file of 100,000 rows through the function, without the platform. The floor is the code
 * that one would write instead: it splits the same file and stores the same values in pipelines. It checks nothing, and nothing is atomic.
 * Meanwhile somebody else reads from the same Redis, and a timer is due in the same process.
 */
import * as assert from "node:assert/strict";
import { loadavg } from "node:os";
import { Redis } from "ioredis";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { CSV, closeStores, post, settingsWith, testCommunity } from "../support/community.ts";
import { ownRedis } from "../support/redis.ts";
import { cpuOf, sides } from "./processor.ts";

const ROWS = 100_000;
const ROUNDS = 3;
const SLOW_US = 5_000;

const AREAS = Array.from({ length: 24 }, (_, n) => `area-${n}`);
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles"];
const ABILITIES = ["newcomer", "contributor", "experienced", "maintainer"];

const rowOf = (n: number): string => {
  const areas = [AREAS[(n * 7) % 24], AREAS[(n * 7 + 5) % 24]].join("|");
  return `member-${n},${areas},${ABILITIES[n % 4]},${ZONES[n % 5]},${n % 5 === 0 ? "yes" : ""}`;
};
const FILE = `login,areas,ability,timezone,advocate\n${Array.from({ length: ROWS }, (_, n) => rowOf(n)).join("\n")}`;

const server = await ownRedis({ args: ["--slowlog-log-slower-than", String(SLOW_US), "--slowlog-max-len", "10000"] });
const plain = new Redis(server.url);
const other = new Redis(server.url);

/** The same values in as few commands as the pipeline allows. */
async function unchecked(prefix: string): Promise<void> {
  const [, ...lines] = FILE.split("\n");
  for (let from = 0; from < lines.length; from += 200) {
    const batch = plain.pipeline();
    for (const line of lines.slice(from, from + 200)) {
      const [login, areas = "", ability, zone, advocate] = line.split(",");
      const name = newPseudonym();
      batch.hset(`${prefix}who`, `login:${login}`, name);
      batch.hset(`${prefix}prof`, name, [login, "", areas, ability, zone, "1", advocate].join("|"));
      batch.hset(`${prefix}m`, name, `waiting||${areas}|${from}`);
      batch.zadd(`${prefix}wait`, ...[...areas.split("|"), "+"].flatMap((area) => [0, `${area}|${from}|${name}`]));
    }
    await batch.exec();
  }
}

async function imported(): Promise<void> {
  const areas = AREAS.map((id) => `  ${id}: { title: ${id}, repositories: [ships/${id}] }\n`).join("");
  const community = await testCommunity(settingsWith(areas), Promise.resolve({ url: server.url, community: "bench" }));
  const app = joinPod({ ...community, answerWithinMs: Number.POSITIVE_INFINITY });
  const { status, body } = await post(app, FILE, CSV);
  assert.deepEqual([status, body.added], [200, ROWS]);
}

/** How long others wait during the work, in ms: for an answer of Redis, and for a turn of the event loop. */
async function others(work: () => Promise<void>) {
  let over = false;
  const reads: number[] = [];
  const reading = (async () => {
    while (!over) {
      const from = performance.now();
      await other.get("something");
      reads.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  await work();
  over = true;
  await reading;
  return reads.toSorted((a, b) => a - b)[Math.floor(reads.length * 0.99)] as number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
const report = (what: string, value: string): void => console.log(`${what.padEnd(50)} ${value}`);

const rounds: { floor: Awaited<ReturnType<typeof cpuOf>>; ours: Awaited<ReturnType<typeof cpuOf>>; p99: number }[] = [];
for (let round = 0; round < ROUNDS; round++) {
  await plain.flushall("ASYNC");
  const floor = await cpuOf(plain, ROWS, () => unchecked("floor:"));
  await plain.flushall("ASYNC");
  let p99 = 0;
  const ours = await cpuOf(plain, ROWS, async () => {
    p99 = await others(imported);
  });
  rounds.push({ floor, ours, p99 });
}
const middle = <Key extends "rate" | "node" | "redis">(side: "floor" | "ours", key: Key) =>
  median(rounds.map((round) => round[side][key]));
const cpu = (side: "floor" | "ours") => sides({ node: middle(side, "node"), redis: middle(side, "redis") });
report("import, rows a second", `${middle("ours", "rate").toFixed(0)} (to reach: 20000)`);
report(
  "import ÷ a pipeline that checks nothing",
  median(rounds.map(({ floor, ours }) => ours.rate / floor.rate)).toFixed(2),
);
report("processor time of a row; of the pipeline's", `${cpu("ours")}; ${cpu("floor")}`);
report("others wait for Redis and this process, p99", `${median(rounds.map(({ p99 }) => p99)).toFixed(1)} ms`);
const slow = (await plain.call("SLOWLOG", "GET", "-1")) as [number, number, number, string[]][];
const longest = Math.max(0, ...slow.map(([, , micros]) => micros));
report(`commands over ${SLOW_US / 1000} ms`, `${slow.length}, the longest ${(longest / 1000).toFixed(1)} ms`);
report(
  "load of the machine",
  loadavg()
    .map((one) => one.toFixed(1))
    .join(" "),
);
await closeStores();
plain.disconnect();
other.disconnect();
await server.stop();
