/** Preloaded into a test file's process: reports its processor time to the parent, over a pipe for that alone. */
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const CPU_PIPE = 3;

// A worker thread is preloaded as well, and ends as often as it likes.
if (isMainThread) {
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    try {
      writeSync(CPU_PIPE, String(Math.round((user + system) / 1000)));
    } catch {} // started by hand, without the pipe
  });
}
