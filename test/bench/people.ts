/**
 * `npm run bench -- people [how many]`: what looks at everybody for the sake of one reader or one person, with 100,000 people,
 * half a year of their work, and a run of some thousand moves. The floor is a walk over all profiles, in pieces, that looks at
 * none of them; `blocked` is for how long this process answered nobody, in processor time of its main thread.
 */
import { loadavg } from "node:os";
import { Redis } from "ioredis";
import type { Change } from "#shared/core/plan/plan.ts";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { carryOut } from "../../functions/rebalance/runner.ts";
import {
  AS_MAINTAINER,
  closeStores,
  command,
  get,
  HTML,
  NOW,
  type Reply,
  testCommunity,
  thoroughPlanner,
} from "../support/community.ts";
import { numbered, plant } from "../support/plant.ts";
import { ownRedis } from "../support/redis.ts";
import { anew, subject, wish } from "../support/store.ts";
import { type Cpu, cpuOf } from "./processor.ts";
import { fresh } from "./rebalance/made.ts";
import { watch } from "./scale/watch.ts";

const PEOPLE = Number(process.argv[2] ?? 100_000);
const POD = 7;
const MOVES_MAX = 5_000;
const WEEKS = 26;
const RUN = "a-run";
const PIECE = 1_000;
const SLOW_US = 5_000;
/** A profile holds a zone, a seat its whole hours. */
const ZONES = new Map([
  [-8, "America/Los_Angeles"],
  [-7, "America/Denver"],
  [-6, "America/Chicago"],
  [-5, "America/New_York"],
  [-3, "America/Sao_Paulo"],
  [0, "Europe/London"],
  [1, "Europe/Berlin"],
  [2, "Europe/Helsinki"],
  [3, "Africa/Nairobi"],
  [5, "Asia/Kolkata"],
  [8, "Asia/Shanghai"],
]);

const server = await ownRedis({ args: ["--slowlog-log-slower-than", String(SLOW_US), "--slowlog-max-len", "10000"] });
const plain = new Redis(server.url);
const other = new Redis(server.url);
const community = numbered(seated(fresh(PEOPLE)));
const areas = community.areas.map((area) => `  ${area}: {}`).join("\n");
const yaml = `community: Large\norganisation: large\nrebalance: { settleWeeks: 0 }\nareas:\n${areas}\n`;
const test = await testCommunity(yaml, Promise.resolve({ url: server.url, community: "bench" }));
await plant(server.url, test.id, community, (offset) => ZONES.get(offset ?? Number.NaN) ?? "");
await plantWork();
await startRun();

/** Pods of seven in everybody's first area, in no good order. */
function seated(people: Community): Community {
  const byArea = new Map<string, PlacedMember[]>();
  for (const one of people.members) {
    const area = one.areas[0] as string;
    byArea.set(area, [...(byArea.get(area)?.splice(0) ?? []), one]);
  }
  const members: PlacedMember[] = [];
  const pods: Community["pods"][number][] = [];
  for (const [area, all] of byArea) {
    for (let from = 0; from < all.length; from += POD) {
      const some = all.slice(from, from + POD);
      const id = some.length === POD ? `${pods.length}` : null;
      if (id !== null) pods.push({ id, area, advocate: null, locked: false });
      members.push(...some.map((one) => ({ ...one, pod: id })));
    }
  }
  return { ...people, members, pods };
}

/** Twice as many activities as people, and for a quarter of them a thread with a comment of ours. */
async function plantWork(): Promise<void> {
  const key = (name: string) => `pods:{bench}:${name}`;
  const person = (n: number) => community.members[n % PEOPLE]?.id;
  const write = async (name: string, count: number, entry: (n: number) => readonly [string, string]) => {
    for (let from = 0; from < count; from += PIECE) {
      const length = Math.min(PIECE, count - from);
      await plain.hset(key(name), ...Array.from({ length }, (_, n) => entry(from + n)).flat());
    }
  };
  const title = "A title of usual length for one";
  for (let n = 0; n < WEEKS; n++) {
    const week = `2026-W${20 + n}`;
    await write(`act:${week}`, Math.ceil((2 * PEOPLE) / WEEKS), (number) => {
      const activity = { key: `merged:${n}#${number}`, kind: "merged", at: number, week, repository: n, title };
      return [activity.key, `${person(number)}|1|${JSON.stringify({ ...activity, subject: "pull-request" })}`];
    });
  }
  await write("threads", PEOPLE / 4, (n) => {
    const facts = { key: `1#${n}`, kind: "issue", open: true, title, updatedAt: n };
    return [facts.key, `${n}|${person(n)}|${JSON.stringify(facts)}`];
  });
  await write("said", PEOPLE / 4, (n) => [`1#${n}`, JSON.stringify({ people: [person(n)], pods: [1, 2] })]);
}

/** One person of every other pod goes to the next pod. */
async function startRun(): Promise<void> {
  const changes: Change[] = [];
  for (let n = 0; n + 1 < community.pods.length && changes.length < MOVES_MAX; n += 2) {
    const [from, to] = [community.pods[n]?.id as string, community.pods[n + 1]?.id as string];
    const member = community.members.find(({ pod }) => pod === from)?.id as string;
    changes.push({ kind: "move", group: n / 2, reasons: [], member, from, to });
  }
  const run = await carryOut(
    test.store,
    RUN,
    async () => ({ kind: "plan", of: "a-plan", madeAt: NOW, changes }),
    test.now,
  );
  console.log(`${PEOPLE} people, ${community.pods.length} pods, ${run?.groups.length} moves made`);
}

interface Row extends Cpu {
  readonly blocked: number;
}
let floor: Row | undefined;

async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  await plain.call("SLOWLOG", "RESET");
  const from = performance.now();
  const { result, waits } = await watch(
    () => cpuOf(plain, 1, work),
    () => other.get("something"),
  );
  const ms = performance.now() - from;
  const slow = (await plain.call("SLOWLOG", "GET", "-1")) as [number, number, number, string[]][];
  const [, , micros = 0, [name = "", key = ""] = []] = slow.toSorted((a, b) => b[2] - a[2])[0] ?? [];
  const row = { ...result, blocked: waits.longestOwn };
  floor ??= row;
  const slowest =
    micros === 0 ? "" : `${(micros / 1000).toFixed(1)} ms ${name} ${key.replace(/^pods_\w+?_|^.*}:/, "")}`;
  console.log(
    what.padEnd(42),
    `÷ floor ${((row.node + row.redis) / (floor.node + floor.redis)).toFixed(2).padStart(6)}`,
    `  Node ${Math.round(row.node / 1000)} ms, Redis ${Math.round(row.redis / 1000)} ms`.padEnd(32),
    `clock ${Math.round(ms)} ms`.padEnd(16),
    `blocked ${Math.round(row.blocked)} ms`.padEnd(16),
    slowest,
  );
}

async function must(asked: Promise<Reply>): Promise<void> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body).slice(0, 300)}`);
}

async function walk(): Promise<void> {
  let cursor = "0";
  do {
    [cursor] = await plain.hscan("pods:{bench}:prof", cursor, "COUNT", PIECE);
  } while (cursor !== "0");
}

const apps = { join: joinPod(test), pods: pods(test), rebalance: rebalance({ ...test, planner: thoroughPlanner }) };
const read = (app: App, path: string, headers: Record<string, string> = HTML) => must(get(app, path, headers));
const asMaintainer = { ...HTML, ...AS_MAINTAINER };
const login = (n: number) => `login-${community.members[n]?.id}`;

async function merge(): Promise<void> {
  const [area = ""] = community.areas;
  await test.store.join({ ...wish("earlier", area), subject: subject("earlier", 77) }, anew());
  await test.store.join(wish("later", area), anew());
  await test.store.join({ ...wish("later", area), subject: subject("later", 77) }, anew());
}

await walk();
await measured("a walk over all profiles (the floor)", walk);
await measured("directory, first read of a state", () => read(apps.pods, "/"));
await measured("directory, another page", () => read(apps.pods, "/?limit=10"));
await measured("directory, a login", () => read(apps.pods, `/?q=${login(3)}`));
await measured("directory, a part of every login", () => read(apps.pods, "/?q=ogin"));
await measured("directory, by a reader's day", () => read(apps.pods, "/?timezone=Asia/Kolkata"));
await measured("directory, all pods as CSV", () => read(apps.pods, "/directory.csv", {}));
await measured("a person's page", () => read(apps.pods, `/people/${login(5)}`));
await measured("a run's page, for a maintainer", () => read(apps.rebalance, `/runs/${RUN}`, asMaintainer));
await measured("the same, read again", () => read(apps.rebalance, `/runs/${RUN}`, asMaintainer));
await measured("undo of the run", () => must(command(apps.rebalance, { do: "undo", run: RUN })));
await measured("export of a person", () => must(command(apps.join, { do: "export", login: login(7) })));
await measured("two records of a person become one", merge);
await measured("a person is forgotten", () => must(command(apps.join, { do: "forget", login: login(9) })));
const load = loadavg().map((one) => one.toFixed(1));
console.log(`load of the machine ${load.join(" ")}`);
await closeStores();
plain.disconnect();
other.disconnect();
await server.stop();
process.exit(0);
