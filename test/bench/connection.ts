/**
 * `npm run bench -- connection`: how long connection takes to measure, from 100,000 activities in the weeks that are shown, as
 * they lie in Redis, and from as many as an ordinary community has; the rule alone, and all of it.
 */
import { Redis } from "ioredis";
import { type CreditedActivity, publicWork } from "#shared/core/activity.ts";
import { type ConnectionFacts, connectionOf, pairsByWeek } from "#shared/core/connection/connection.ts";
import { weeksShown } from "#shared/core/digest/build.ts";
import type { Profile } from "#shared/core/member.ts";
import type { ThreadFacts } from "#shared/core/thread.ts";
import { WEEK_MS } from "#shared/core/week.ts";
import { openStore } from "#shared/redis/store.ts";
import { connection } from "../../functions/weekly-digest/connection.ts";
import { did, MONDAY, REPOSITORIES, SETTINGS, WEEK } from "../support/digest.ts";
import { testRedis } from "../support/redis.ts";

const PEOPLE = 20_000;
const PODS = 60;
const ROUNDS = 9;
const KINDS = ["opened", "reviewed", "reviewed", "merged", "co-authored"] as const;
const WEEKS = weeksShown(WEEK);
const NOW = MONDAY + 2 * WEEK_MS;

/** Pull requests of which each was opened, reviewed by two, merged, and written together with somebody. */
function activitiesOf(count: number): Map<string, CreditedActivity[]> {
  const weeks = new Map<string, CreditedActivity[]>(WEEKS.map((week) => [week, []]));
  for (let i = 0; i < count; i++) {
    const [number, nth] = [Math.floor(i / KINDS.length) + 1, i % KINDS.length];
    const week = WEEKS[number % WEEKS.length]!;
    const person = (number * (nth === 0 || nth === 3 ? 1 : 7 + nth)) % PEOPLE;
    const at = MONDAY - (WEEKS.length - 1 - (number % WEEKS.length)) * WEEK_MS + (i % 1000);
    weeks.get(week)!.push({
      ...did(KINDS[nth]!, person, { number, week, at, pod: (person % PODS) + 1 }),
      key: `${KINDS[nth]}:1#${number}/${nth}`,
    });
  }
  return weeks;
}

const threadOf = (number: number): ThreadFacts => ({
  ...{ key: `1#${number}`, repository: 1, number, kind: "pull-request", author: `p${number % PEOPLE}` },
  ...{ draft: false, open: false, locked: false, updatedAt: MONDAY },
});
const profileOf = (n: number): Profile => ({
  login: `sailor-${n}`,
  areas: [],
  ability: "newcomer",
  volunteer: false,
  merged: 0,
});

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Processor time of this process, and time on the clock, ms. */
async function timed(run: () => unknown): Promise<string> {
  const times = { processor: [] as number[], clock: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const [began, at] = [process.cpuUsage(), performance.now()];
    await run();
    const { user, system } = process.cpuUsage(began);
    times.processor.push((user + system) / 1000);
    times.clock.push(performance.now() - at);
  }
  return `${median(times.processor).toFixed(1)} ms of processor time, ${median(times.clock).toFixed(0)} ms on the clock`;
}

/** The same facts as verbs store them. */
async function save(
  url: string,
  id: string,
  weeks: ReadonlyMap<string, readonly CreditedActivity[]>,
  numbers: readonly number[],
) {
  const redis = new Redis(url);
  const key = (name: string) => `pods:{${id}}:${name}`;
  const fill = async (name: string, fields: readonly (readonly [string, string])[]) => {
    for (let from = 0; from < fields.length; from += 1_000)
      await redis.hset(key(name), ...fields.slice(from, from + 1_000).flat());
  };
  for (const [week, all] of weeks)
    await fill(
      `act:${week}`,
      all.map(({ key, person, pod, ...fact }) => [key, `${person}|${pod}|${JSON.stringify(fact)}`]),
    );
  await fill(
    "threads",
    numbers.map((n) => {
      const { author, ...facts } = threadOf(n);
      return [facts.key, `${MONDAY}|${author}|${JSON.stringify(facts)}`];
    }),
  );
  await fill(
    "waits",
    numbers.map((n) => [`1#${n}`, `${MONDAY}|${MONDAY + n}`]),
  );
  await fill(
    "prof",
    Array.from({ length: PEOPLE }, (_, n) => [`p${n}`, `sailor-${n}|${n}||1|||||0`]),
  );
  await fill(
    "repos",
    REPOSITORIES.map((one) => [`${one.id}`, `${one.updatedAt}|${JSON.stringify(one)}`]),
  );
  redis.disconnect();
}

for (const [name, count] of [
  ["100,000 activities", 100_000],
  ["an ordinary community", 2_400],
] as const) {
  const weeks = activitiesOf(count);
  const numbers = Array.from({ length: Math.ceil(count / KINDS.length) }, (_, n) => n + 1);
  const facts: ConnectionFacts = {
    weeks: new Map([...weeks].map(([week, all]) => [week, publicWork(all, REPOSITORIES)])),
    threads: new Map(numbers.map((n) => [`1#${n}`, threadOf(n)])),
    waits: new Map(numbers.map((n) => [`1#${n}`, { since: MONDAY, answeredAt: MONDAY + n }])),
    people: new Map(Array.from({ length: PEOPLE }, (_, n) => [`p${n}`, profileOf(n)])),
    veterans: new Map(),
    settings: SETTINGS,
    cameIn: WEEKS[0]!,
    now: NOW,
  };
  const rule = await timed(() => connectionOf(WEEKS, facts, { pairs: pairsByWeek(facts), before: new Set() }));
  const pairs = new Set([...pairsByWeek(facts).values()].flatMap((those) => [...those])).size;
  console.log(`${name}, ${pairs} pairs, the rule: ${rule}`);
  const { url, community } = await testRedis();
  const store = openStore({ url, community });
  await store.initialise(MONDAY - 11 * WEEK_MS);
  await save(url, community, weeks, numbers);
  const all = await timed(() => connection({ store, settings: SETTINGS, now: MONDAY + WEEK_MS }));
  console.log(`${name}, all of it: ${all}`);
  await store.close();
}
