import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { spawnOwned } from "../processes.ts";
import { ended } from "./ended.ts";
import type { RawRun } from "./file-result.ts";

const OPTIONS = ["--enable-source-maps", "--import", "./tools/test/report-cpu.mjs"];

/** Runs one bundled test file in a process of its own. */
export async function runAlone(script: string, timeoutMs: number, env: NodeJS.ProcessEnv): Promise<RawRun> {
  const child = spawnOwned(process.execPath, [...OPTIONS, script], { env, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: unknown) => {
    output += chunk;
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  let cpuMs: number | undefined;
  void text(child.stdio[3] as Readable).then((written) => {
    if (written !== "") cpuMs = Number(written);
  });
  let timedOut: string | undefined;
  const deadline = setTimeout(() => {
    timedOut = `it had not ended after ${timeoutMs / 1000} s`;
    child.kill("SIGKILL");
  }, timeoutMs);
  const reason = await ended(child);
  clearTimeout(deadline);
  return { output, problem: timedOut ?? reason, cpuMs };
}
