/** Preloaded into a test file's process: reports its processor time to the parent, over a pipe for that alone. */
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { cpuMs } from "./cpu-ms.mjs";

const CPU_PIPE = 3;

// A worker thread is preloaded as well, and ends as often as it likes.
if (isMainThread) {
  process.on("exit", () => {
    try {
      writeSync(CPU_PIPE, String(cpuMs()));
    } catch {} // started by hand, without the pipe
  });
}
