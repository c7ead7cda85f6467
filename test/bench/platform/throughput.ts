/** Calls a second and latency against the official templates' echo, medians of interleaved rounds. */
import type { Way } from "../../support/platform/function-process.ts";
import { cpuUs, redisPid } from "./cpu.ts";
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
/** V8 needs thousands of calls to compile what is hot; both sides get the same number. */
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
  /** Processor time a call, of the watchdog and the function and of Redis. */
  readonly functionUs: number;
  readonly redisUs: number;
}

/** By target and number of connections, a round each. */
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
  for (const connections of CONNECTIONS) {
    const before = [cpuUs(running.child.pid), cpuUs(redis)] as const;
    const result = await load({ port, connections, durationMs: MEASURE_MS, next });
    const calls = Object.values(result.statuses).reduce((sum, count) => sum + count, 0);
    const functionUs = (cpuUs(running.child.pid) - before[0]) / calls;
    const redisUs = (cpuUs(redis) - before[1]) / calls;
    const wrong = Object.entries(result.statuses).filter(([status]) => !expected.includes(Number(status)));
    if (wrong.length > 0)
      console.log(`  ! ${target.name} at ${connections}: ${JSON.stringify(Object.fromEntries(wrong))}`);
    const key = `${target.name}/${connections}`;
    results.set(key, [...(results.get(key) ?? []), { ...result, functionUs, redisUs }]);
  }
  await running.stop();
}

async function warmUp(port: number, next: () => Buffer): Promise<void> {
  let calls = 0;
  for (let ms = 0; calls < WARM_UP.calls && ms < WARM_UP.mostMs; ms += WARM_UP.stepMs) {
    const { perSecond } = await load({ port, connections: 32, durationMs: WARM_UP.stepMs, next });
    calls += (perSecond * WARM_UP.stepMs) / 1000;
  }
}

const HEADINGS = ["conn", "req/s", "÷ echo", "p50 ms", "p99 ms", "echo p99", "CPU µs", "÷ echo", "Redis µs"];
const row = (name: string, cells: readonly string[]) =>
  name.padEnd(30) + cells.map((cell) => cell.padStart(9)).join("");

function print({ name }: Way, pairs: typeof PAIRS, results: Results): void {
  console.log(`\nThroughput under ${name}, and ÷ the official templates' echo of the same bytes.`);
  console.log("CPU is the function's and its watchdog's a call; it says the same when the machine is not quiet.\n");
  console.log(row("", HEADINGS));
  for (const [target, floor] of pairs) {
    for (const connections of CONNECTIONS) {
      const loads = ({ name }: Target) => results.get(`${name}/${connections}`) ?? [];
      const of = (key: keyof Omit<Measured, "statuses">, target: Target) =>
        median(loads(target).map((one) => one[key]));
      const ratio = (key: "perSecond" | "functionUs") => (of(key, target) / of(key, floor)).toFixed(2);
      const cells = [
        String(connections),
        of("perSecond", target).toFixed(0),
        ratio("perSecond"),
        of("p50Ms", target).toFixed(2),
        of("p99Ms", target).toFixed(1),
        of("p99Ms", floor).toFixed(1),
        of("functionUs", target).toFixed(0),
        ratio("functionUs"),
        of("redisUs", target).toFixed(0),
      ];
      console.log(row(target.name, cells));
    }
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
