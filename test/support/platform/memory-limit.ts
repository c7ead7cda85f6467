/** A limit of memory as a container has it, where this machine lets us make a memory cgroup. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export interface MemoryLimit {
  /** A program that runs `program` and its children inside of the limit. */
  wrap(program: string): string;
  /** The most memory that was resident at once, in bytes, as far as `sample` was called. */
  sample(): number;
  /** How many processes the kernel ended for their memory. */
  kills(): number;
  /** Once the processes in it have ended. */
  remove(): Promise<void>;
}

/** Version 1, and version 2 with the memory controller switched on. */
const VERSIONS = [
  { root: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes", resident: "rss", events: "memory.oom_control" },
  { root: "/sys/fs/cgroup", limit: "memory.max", resident: "anon", events: "memory.events" },
] as const;

let made = 0;

/** `undefined` where no cgroup can be made: then tests look at what they can see without one. */
export function memoryLimit(bytes: number): MemoryLimit | undefined {
  for (const { root, limit, resident, events } of VERSIONS) {
    const group = join(root, `pods-test-${process.pid}-${made++}`);
    try {
      mkdirSync(group);
      writeFileSync(join(group, limit), String(bytes));
    } catch {
      if (existsSync(group)) rmdirSync(group);
      continue;
    }
    let most = 0;
    const field = (file: string, name: string) =>
      Number(new RegExp(`^${name} (\\d+)$`, "m").exec(readFileSync(join(group, file), "utf8"))?.[1] ?? 0);
    return {
      wrap(program) {
        const script = join(mkdtempSync(join(tmpdir(), "pods-limit-")), "run");
        writeFileSync(script, `#!/bin/sh\necho $$ > ${group}/cgroup.procs\nexec ${program} "$@"\n`);
        chmodSync(script, 0o755);
        return script;
      },
      sample() {
        most = Math.max(most, field("memory.stat", resident));
        return most;
      },
      kills: () => field(events, "oom_kill"),
      async remove() {
        // Processes that have ended are in it for a moment more.
        for (let tries = 200; ; tries--) {
          try {
            rmdirSync(group);
            return;
          } catch (error) {
            if (tries === 0) throw error;
            await pause(20);
          }
        }
      },
    };
  }
  return undefined;
}
