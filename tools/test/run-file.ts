import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { spawnOwned } from "../processes.ts";
import { notProven, parseTotals, suitesNeverRun, type Totals } from "./totals.ts";

export interface FileResult extends Totals {
  readonly file: string;
  readonly ms: number;
  readonly output: string;
  /** What is wrong with the file as a whole, in words. */
  readonly problems: readonly string[];
  readonly notProven: readonly string[];
}

/** Runs one test file in a process of its own. Never rejects: whatever goes wrong is a failed test of that file. */
export async function runFile(file: string, timeoutMs: number, env: NodeJS.ProcessEnv): Promise<FileResult> {
  const started = performance.now();
  const args = ["--import", "tsx", "--import", "./tools/lua.mjs", file];
  const child = spawnOwned(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  child.ref();
  const { output, problem } = await finished(child, timeoutMs);

  const problems = problem === undefined ? [] : [problem];
  const totals = parseTotals(output);
  const gaps = notProven(output);
  const ran = totals === undefined ? 0 : totals.passed + totals.failed + totals.skipped + gaps.length;
  if (ran === 0) problems.push("it ran no test: is there a .run()?");
  const lost = suitesNeverRun(await readFile(file, "utf8"));
  if (lost.length > 0) problems.push(`never run: ${lost.join(", ")} (add .run())`);

  const { passed = 0, failed = 0, skipped = 0 } = totals ?? {};
  // A failing suite ends the process with code 1, so that problem is one its tests have told already.
  const alreadyTold = failed > 0 && problems.length === 1 && problem === "it ended with code 1";
  return {
    file,
    ms: Math.round(performance.now() - started),
    output,
    passed,
    failed: problems.length > 0 && !alreadyTold ? failed + 1 : failed,
    skipped,
    problems: alreadyTold ? [] : problems,
    notProven: gaps,
  };
}

function finished(child: ChildProcess, timeoutMs: number): Promise<{ output: string; problem: string | undefined }> {
  return new Promise((resolve) => {
    let output = "";
    let problem: string | undefined;
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    const deadline = setTimeout(() => {
      problem = `it had not ended after ${timeoutMs / 1000} s`;
      child.kill("SIGKILL");
    }, timeoutMs);
    const end = (reason: string | undefined) => {
      clearTimeout(deadline);
      resolve({ output, problem: problem ?? reason });
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => {
      // What it wrote last is still in the pipes; a grandchild may hold them open for ever.
      const reason = code === 0 ? undefined : `it ended with ${signal ?? `code ${code}`}`;
      const patience = setTimeout(() => end(reason), 500);
      child.once("close", () => {
        clearTimeout(patience);
        end(reason);
      });
    });
  });
}
