/** Cold start, size and resident memory of each function, against the official templates' echo. */
import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { testCommunity } from "../../support/platform/community.ts";
import { type FunctionOptions, status, type Way } from "../../support/platform/function-process.ts";
import { childrenOf, cpuUs, residentMb } from "./cpu.ts";
import type { BuiltImage } from "./images.ts";
import { ECHO_OPTIONS } from "./targets.ts";
import { median } from "./throughput.ts";

const POLL_MS = 2;
const IDLE_MS = 1500;
interface Measured {
  readonly name: string;
  readonly bundleKb: number | undefined;
  readonly startsMs: number[];
  /** Processor time until the first answer: a stable figure even on a busy machine. */
  readonly cpuMs: number[];
  readonly residentMb: number[];
}

export async function starts(way: Way, rounds: number, images: ReadonlyMap<string, BuiltImage>): Promise<void> {
  const community = await testCommunity([]);
  const rows: (Measured & { options: FunctionOptions })[] = [
    { name: "echo", options: ECHO_OPTIONS, bundleKb: undefined, startsMs: [], cpuMs: [], residentMb: [] },
    ...[...images].map(([name, { bundle, env }]) => ({
      name,
      options: { bundle, env: { ...community.env, ...env } },
      bundleKb: statSync(bundle).size / 1024,
      startsMs: [],
      cpuMs: [],
      residentMb: [],
    })),
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (const { options, startsMs, cpuMs, residentMb } of rows) {
      const once = await startOnce(way, options);
      startsMs.push(once.ms);
      cpuMs.push(once.cpuMs);
      residentMb.push(once.mb);
    }
  }
  print(way, rows);
}

/** The time from the spawn of the watchdog to the function's first answer (a status below 500), and its idle memory. */
async function startOnce(way: Way, options: FunctionOptions): Promise<{ ms: number; cpuMs: number; mb: number }> {
  const start = performance.now();
  const running = await way.start({ ...options, wait: false });
  const init = { redirect: "manual" } as const;
  while (((await status(running.url, init)) ?? 500) >= 500) await pause(POLL_MS);
  const ms = performance.now() - start;
  const cpuMs = cpuUs(running.child.pid) / 1000;
  await pause(IDLE_MS);
  const pid = running.child.pid ?? 0;
  const mb = residentMb(childrenOf(pid)[0] ?? pid);
  await running.stop();
  return { ms, cpuMs, mb };
}

function print({ name }: Way, rows: readonly Measured[]): void {
  const [echo] = rows;
  console.log(`\nStarts under ${name} on Node ${process.versions.node}: from its spawn to the first answer, medians\n`);
  console.log(
    `${"".padEnd(18)}${"ms".padStart(8)}${"÷ echo".padStart(8)}${"CPU ms".padStart(8)}${"÷ echo".padStart(8)}${"bundle KB".padStart(11)}${"idle MB".padStart(9)}`,
  );
  for (const { name, startsMs, cpuMs, bundleKb, residentMb } of rows) {
    const [ms, cpu] = [median(startsMs), median(cpuMs)];
    const ratio = ms / median(echo?.startsMs ?? []);
    const cpuRatio = cpu / median(echo?.cpuMs ?? []);
    const size = bundleKb === undefined ? "" : Math.ceil(bundleKb).toString();
    console.log(
      name.padEnd(18) +
        ms.toFixed(0).padStart(8) +
        ratio.toFixed(2).padStart(8) +
        cpu.toFixed(0).padStart(8) +
        cpuRatio.toFixed(2).padStart(8) +
        size.padStart(11) +
        median(residentMb).toFixed(0).padStart(9),
    );
  }
}
