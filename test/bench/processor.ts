/** Processor time on both sides of a connection: the cost of calls even while others use the machine. */
import type { Redis } from "ioredis";

export interface Cpu {
  /** Processor microseconds of this process and of Redis's main thread. */
  readonly node: number;
  readonly redis: number;
}

async function soFar(plain: Redis): Promise<Cpu> {
  const info = await plain.info("cpu");
  const part = (name: string): number => 1e6 * Number(new RegExp(`${name}_main_thread:([\\d.]+)`).exec(info)?.[1]);
  const { user, system } = process.cpuUsage();
  return { node: user + system, redis: part("used_cpu_user") + part("used_cpu_sys") };
}

/** The cost of each of so many calls, and their number a second. */
export async function cpuOf(
  plain: Redis,
  calls: number,
  work: () => Promise<unknown>,
): Promise<Cpu & { rate: number }> {
  const before = await soFar(plain);
  const from = performance.now();
  await work();
  const rate = (1000 * calls) / (performance.now() - from);
  const after = await soFar(plain);
  return { rate, node: (after.node - before.node) / calls, redis: (after.redis - before.redis) / calls };
}

export const sides = ({ node, redis }: Cpu): string => `${redis.toFixed(0)} µs Redis, ${node.toFixed(0)} µs Node`;
