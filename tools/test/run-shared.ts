import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { spawnOwned, stopOwned } from "../processes.ts";
import { ended } from "./ended.ts";
import type { RawRun } from "./file-result.ts";

export interface SharedProcess {
  /** Runs one bundled test file after another; a process that crashed or hung is replaced for the next. */
  run(script: string, timeoutMs: number): Promise<RawRun>;
  stop(): Promise<void>;
}

/** No test writes this line. */
const END_OF_FILE = `end of test file ${randomUUID()}`;
const END = new RegExp(`^([\\s\\S]*)${END_OF_FILE} (\\d+)\\n`);
const PROGRAM = ["--enable-source-maps", "tools/test/shared-process.mjs", END_OF_FILE];

export function openSharedProcess(env: NodeJS.ProcessEnv): SharedProcess {
  let running: Running | undefined;
  const start = (): Running => {
    const child = spawnOwned(process.execPath, PROGRAM, { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    const started = { child, ended: ended(child) };
    void started.ended.then(() => {
      if (running === started) running = undefined;
    });
    return started;
  };
  return {
    run(script, timeoutMs) {
      running ??= start();
      return runIn(running, script, timeoutMs);
    },
    async stop() {
      if (running) await stopOwned(running.child);
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<string | undefined>;
}

async function runIn({ child, ended }: Running, script: string, timeoutMs: number): Promise<RawRun> {
  let output = "";
  let read = (_: unknown) => {};
  const done = new Promise<RawRun>((resolve) => {
    read = (chunk) => {
      output += chunk;
      const [, before = "", cpuMs] = END.exec(output) ?? [];
      if (cpuMs !== undefined) resolve({ output: before, problem: undefined, cpuMs: Number(cpuMs) });
    };
  });
  child.stdout?.on("data", read);
  child.stderr?.on("data", read);
  let timedOut: string | undefined;
  const deadline = setTimeout(() => {
    timedOut = `it had not ended after ${timeoutMs / 1000} s`;
    child.kill("SIGKILL");
  }, timeoutMs);
  child.send(script);
  const lost = ended.then((reason) => ({ output, problem: timedOut ?? reason ?? "it ended", cpuMs: undefined }));
  const run = await Promise.race([done, lost]);
  clearTimeout(deadline);
  child.stdout?.off("data", read);
  child.stderr?.off("data", read);
  return run;
}
