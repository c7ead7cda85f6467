/** Calls a second and latency against the official templates' echo, medians of interleaved rounds. */

import { availableParallelism } from "node:os";
import type { Way } from "../../support/platform/function-process.ts";
import { childrenOf, cpuUs, machineBusyUs, redisPid } from "./cpu.ts";
import { type Load, load } from "./load.ts";
import {
  DELIVERY,
  DIRECTORY,
  DIRECTORY_304,
  ECHO_OF_DELIVERY,
  ECHO_OF_JOIN,
  EDGE,
  JOIN,
  JOIN_BY_PIPELINE,
  JOIN_BY_WATCH,
  type Target,
} from "./targets.ts";

const CONNECTIONS = [1, 32, 128];
/** V8 needs thousands of calls to compile hot code; both sides get the same number. */
const WARM_UP = { calls: 15_000, stepMs: 500, mostMs: 12_000 };
const MEASURE_MS = 2500;
/** With more than this share of the processors used by others, a ratio says little. */
const OTHERS_MAX = 0.1;

const PAIRS: readonly (readonly [target: Target, floor: Target])[] = [
  [EDGE, ECHO_OF_JOIN],
  [JOIN, ECHO_OF_JOIN],
  [JOIN, JOIN_BY_PIPELINE],
  [JOIN, JOIN_BY_WATCH],
  [DELIVERY, ECHO_OF_DELIVERY],
  [DIRECTORY, ECHO_OF_JOIN],
  [DIRECTORY_304, ECHO_OF_JOIN],
];

interface Measured extends Load {
  /** Processor time a call, by process. All of them share the machine, the load as well. */
  readonly nodeUs: number;
  readonly watchdogUs: number;
  readonly redisUs: number;
  readonly loadUs: number;
  /** The share of the processors that others used meanwhile. */
  readonly others: number;
}

/** Results by target and number of connections, one for each round. */
type Results = Map<string, Measured[]>;

/** `only` chooses targets by a part of their name. */
export async function throughput(way: Way, rounds: number, only?: string): Promise<void> {
  const pairs = PAIRS.filter(([{ name }]) => only === undefined || name.includes(only));
  const targets = [...new Set(pairs.flat())];
  const results: Results = new Map();
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) await measure(way, target, results);
  }
  print(way, pairs, results);
}

async function measure(way: Way, target: Target, results: Results): Promise<void> {
  const { running, next, expected } = await target.start(way);
  const port = Number(new URL(running.url).port);
  const redis = await redisPid();
  await warmUp(port, next);
  const pid = running.child.pid ?? 0;
  const [node = pid] = childrenOf(pid);
  const cpu = () => [cpuUs(node), cpuUs(pid) - cpuUs(node), cpuUs(redis), ownCpuUs(), machineBusyUs()] as const;
  for (const connections of CONNECTIONS) {
    const before = cpu();
    const from = performance.now();
    const result = await load({ port, connections, durationMs: MEASURE_MS, next });
    const after = cpu();
    const calls = Object.values(result.statuses).reduce((sum, count) => sum + count, 0);
    const used = (which: 0 | 1 | 2 | 3 | 4) => after[which] - before[which];
    const aCall = (which: 0 | 1 | 2 | 3) => used(which) / calls;
    const capacityUs = 1000 * (performance.now() - from) * availableParallelism();
    const others = (used(4) - used(0) - used(1) - used(2) - used(3)) / capacityUs;
    const wrong = Object.entries(result.statuses).filter(([status]) => !expected.includes(Number(status)));
    if (wrong.length > 0)
      console.log(`  ! ${target.name} at ${connections}: ${JSON.stringify(Object.fromEntries(wrong))}`);
    const key = `${target.name}/${connections}`;
    results.set(key, [
      ...(results.get(key) ?? []),
      { ...result, nodeUs: aCall(0), watchdogUs: aCall(1), redisUs: aCall(2), loadUs: aCall(3), others },
    ]);
  }
  await running.stop();
}

function ownCpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function warmUp(port: number, next: () => Buffer): Promise<void> {
  let calls = 0;
  for (let ms = 0; calls < WARM_UP.calls && ms < WARM_UP.mostMs; ms += WARM_UP.stepMs) {
    const { perSecond } = await load({ port, connections: 32, durationMs: WARM_UP.stepMs, next });
    calls += (perSecond * WARM_UP.stepMs) / 1000;
  }
}

const HEADINGS = ["conn", "req/s", "p50 ms", "p99 ms", "node", "watchdog", "Redis", "load"];
const row = (name: string, cells: readonly string[]) =>
  name.padEnd(30) + cells.map((cell) => cell.padStart(9)).join("");

function print({ name }: Way, pairs: typeof PAIRS, results: Results): void {
  const of = (key: keyof Omit<Measured, "statuses">, { name }: Target, connections: number) =>
    median((results.get(`${name}/${connections}`) ?? []).map((measured) => measured[key]));

  console.log(`\nThroughput under ${name} on Node ${process.versions.node}, medians`);
  console.log(
    "On the right: processor time of each process, µs a call. Their sum is what divides the machine's cores.\n",
  );
  console.log(row("", HEADINGS));
  for (const target of new Set(pairs.flatMap(([target, floor]) => [floor, target]))) {
    for (const connections of CONNECTIONS) {
      const figure = (key: keyof Omit<Measured, "statuses">, digits: number) =>
        of(key, target, connections).toFixed(digits);
      const cpu = (["nodeUs", "watchdogUs", "redisUs", "loadUs"] as const).map((key) => figure(key, 0));
      console.log(
        row(target.name, [String(connections), figure("perSecond", 0), figure("p50Ms", 2), figure("p99Ms", 1), ...cpu]),
      );
    }
  }

  console.log(
    `\nRatios of calls a second${CONNECTIONS.map((connections) => `${connections} conn`.padStart(10)).join("")}`,
  );
  for (const [target, floor] of pairs) {
    const ratios = CONNECTIONS.map((connections) => {
      const ratio = of("perSecond", target, connections) / of("perSecond", floor, connections);
      return ratio.toFixed(2).padStart(10);
    });
    console.log(`${target.name} ÷ ${floor.name}`.padEnd(60) + ratios.join(""));
  }

  const others = Math.max(...[...results.values()].map((measured) => median(measured.map(({ others }) => others))));
  if (others > OTHERS_MAX)
    console.log(
      `\nDo not believe these figures: others used up to ${(100 * others).toFixed(0)} % of the processors meanwhile.`,
    );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
