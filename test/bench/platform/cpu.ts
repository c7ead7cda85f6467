/** Processor time of processes: the cost of a call even while others use the machine. Linux only. */
import { readdirSync, readFileSync } from "node:fs";
import { Redis } from "ioredis";
import { testRedis } from "../../support/redis.ts";

/** Clock ticks in /proc: 100 a second on every Linux. */
const TICK_US = 10_000;

/** Processor time of a process and its children in microseconds; NaN without /proc. */
export function cpuUs(pid: number | undefined): number {
  if (pid === undefined) return Number.NaN;
  try {
    return ownUs(pid) + childrenOf(pid).reduce((sum, child) => sum + cpuUs(child), 0);
  } catch {
    return Number.NaN;
  }
}

export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
  );
}

/** Time that all processors of this machine were busy so far, in microseconds, whoever used them. */
export function machineBusyUs(): number {
  const [, user, nice, system, , , irq, softirq, steal] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "")
    .split(/\s+/)
    .map(Number);
  return [user, nice, system, irq, softirq, steal].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) * TICK_US;
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kb) / 1024;
}

function ownUs(pid: number): number {
  // The second field is the program's name in parentheses, and may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}

/** The process of the tests' Redis. */
export async function redisPid(): Promise<number> {
  const client = new Redis((await testRedis()).url);
  const [, pid] = /process_id:(\d+)/.exec(await client.info("server")) ?? [];
  client.disconnect();
  return Number(pid);
}
