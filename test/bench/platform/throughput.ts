/** Calls a second and latency against the official templates' echo, medians of interleaved rounds. */
import type { Way } from "../../support/platform/function-process.ts";
import { childrenOf, cpuUs, redisPid } from "./cpu.ts";
import { type Load, load } from "./load.ts";
import {
  DELIVERY,
  DIRECTORY,
  DIRECTORY_304,
  ECHO_OF_DELIVERY,
  ECHO_OF_JOIN,
  EDGE,
  JOIN,
  type Target,
} from "./targets.ts";

const CONNECTIONS = [1, 32, 128];
/** V8 needs thousands of calls to compile hot code; both sides get the same number. */
const WARM_UP = { calls: 15_000, stepMs: 500, mostMs: 12_000 };
const MEASURE_MS = 2500;

const PAIRS: readonly (readonly [target: Target, floor: Target])[] = [
  [EDGE, ECHO_OF_JOIN],
  [JOIN, ECHO_OF_JOIN],
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
  const cpu = () => [cpuUs(node), cpuUs(pid) - cpuUs(node), cpuUs(redis), ownCpuUs()] as const;
  for (const connections of CONNECTIONS) {
    const before = cpu();
    const result = await load({ port, connections, durationMs: MEASURE_MS, next });
    const after = cpu();
    const calls = Object.values(result.statuses).reduce((sum, count) => sum + count, 0);
    const aCall = (which: 0 | 1 | 2 | 3) => (after[which] - before[which]) / calls;
    const wrong = Object.entries(result.statuses).filter(([status]) => !expected.includes(Number(status)));
    if (wrong.length > 0)
      console.log(`  ! ${target.name} at ${connections}: ${JSON.stringify(Object.fromEntries(wrong))}`);
    const key = `${target.name}/${connections}`;
    results.set(key, [
      ...(results.get(key) ?? []),
      { ...result, nodeUs: aCall(0), watchdogUs: aCall(1), redisUs: aCall(2), loadUs: aCall(3) },
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

const HEADINGS = ["conn", "req/s", "÷ echo", "p50 ms", "p99 ms", "node", "watchdog", "Redis", "load"];
const row = (name: string, cells: readonly string[]) =>
  name.padEnd(30) + cells.map((cell) => cell.padStart(9)).join("");

function print({ name }: Way, pairs: typeof PAIRS, results: Results): void {
  console.log(`\nThroughput under ${name}, and ÷ the official templates' echo of the same bytes.`);
  console.log(
    "On the right: processor time of each process, µs a call. Their sum is what divides the machine's cores.\n",
  );
  console.log(row("", HEADINGS));
  const printed = [...new Set(pairs.map(([, floor]) => floor)), ...pairs.map(([target]) => target)];
  const floorOf = new Map(pairs);
  for (const target of printed) {
    for (const connections of CONNECTIONS) {
      const of = (key: keyof Omit<Measured, "statuses">, one = target) =>
        median((results.get(`${one.name}/${connections}`) ?? []).map((measured) => measured[key]));
      const ratio = of("perSecond") / of("perSecond", floorOf.get(target));
      const cpu = [of("nodeUs"), of("watchdogUs"), of("redisUs"), of("loadUs")].map((us) => us.toFixed(0));
      const figures = [of("perSecond").toFixed(0), ratio.toFixed(2), of("p50Ms").toFixed(2), of("p99Ms").toFixed(1)];
      console.log(row(target.name, [String(connections), ...figures, ...cpu]));
    }
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
