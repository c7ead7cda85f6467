import { readFile } from "node:fs/promises";
import { notProven, parseTotals, suitesNeverRun, type Totals } from "./totals.ts";

/** The run of a test file, before its output is parsed. */
export interface RawRun {
  readonly output: string;
  /** Why it fails even if its tests passed: it crashed, or it did not end. */
  readonly problem: string | undefined;
  /** Processor time of the process and, on Linux, of the programs that ended in it; absent when it was killed. */
  readonly cpuMs: number | undefined;
}

export interface FileResult extends Totals {
  readonly file: string;
  readonly ms: number;
  readonly cpuMs: number | undefined;
  readonly output: string;
  /** Faults of the file as a whole, in words. */
  readonly problems: readonly string[];
  readonly notProven: readonly string[];
}

/** Never rejects: anything that goes wrong is a failed test of that file. */
export async function fileResult(file: string, run: () => Promise<RawRun>): Promise<FileResult> {
  const started = performance.now();
  const { output, problem, cpuMs } = await run();

  const problems = problem === undefined ? [] : [problem];
  const totals = parseTotals(output);
  const gaps = notProven(output);
  const ran = totals === undefined ? 0 : totals.passed + totals.failed + totals.skipped + gaps.length;
  if (ran === 0) problems.push("it ran no test: is there a .run()?");
  const lost = suitesNeverRun(await readFile(file, "utf8"));
  if (lost.length > 0) problems.push(`never run: ${lost.join(", ")} (add .run())`);

  const { passed = 0, failed = 0, skipped = 0 } = totals ?? {};
  // A failing suite ends its process with code 1; its tests have reported that already.
  const reported = failed > 0 && problems.length === 1 && problem === "it ended with code 1";
  return {
    file,
    ms: Math.round(performance.now() - started),
    cpuMs,
    output,
    passed,
    failed: problems.length > 0 && !reported ? failed + 1 : failed,
    skipped,
    problems: reported ? [] : problems,
    notProven: gaps,
  };
}
