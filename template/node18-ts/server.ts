/** A bare node:http server around a handler of the node18 template's contract, and its life under of-watchdog. */
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, type Handler } from "./answer.ts";
import { log } from "./log.ts";
import { durationMs, sizeBytes } from "./parse-units.ts";

/**
 * Starts the function, then listens. A function that cannot start ends the process with its reason in the log.
 * `http_port` and `MAX_RAW_SIZE` are the official templates' settings.
 */
export async function serve(handler: Handler): Promise<void> {
  const { http_port: port = "3000", MAX_RAW_SIZE: limit = "1mb" } = process.env;
  const bodyBytesMax = sizeBytes(limit);
  process.on("unhandledRejection", (error) => log("error", "A promise was rejected and nobody looked", error));
  try {
    await handler.start?.();
  } catch (error) {
    log("error", `Cannot start: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
    // What the function opened before it failed (a connection, a timer) must not keep the process.
    setImmediate(() => process.exit());
    return;
  }
  const server = createServer((request, response) => void answer(handler, request, response, bodyBytesMax));
  // Behind the watchdog, which has the timeouts.
  server.requestTimeout = 0;
  server.listen(Number(port), "127.0.0.1", () => ready(port));
  server.on("error", (error) => {
    log("error", `Cannot listen on port ${port}`, error);
    process.exit(1);
  });
  drainOnSigterm(server);
}

/**
 * With `suppress_lock` the watchdog leaves the lock file, and so its health, to us: healthy is when we listen.
 * Our standard input is a pipe that it holds, so its end is the watchdog's, however that came.
 */
function ready(port: string): void {
  log("info", `Listening on port ${port}`);
  if (process.env.suppress_lock !== "true") return;
  writeFileSync(join(tmpdir(), ".lock"), "");
  process.stdin.on("end", () => process.exit(0)).resume();
}

/** How much longer than the watchdog we go on: it sends what it took until its last moment. */
const AFTER_WATCHDOG_MS = 1000;

/**
 * The watchdog passes SIGTERM on at once, but goes on sending requests until `healthcheck_interval` has passed;
 * then it waits for those in flight and ends. So we stop only after it. On our own we stop at once.
 */
function drainOnSigterm(server: Server): void {
  process.once("SIGTERM", () => {
    const interval = process.env.healthcheck_interval;
    const close = () => server.close(() => process.exit(0));
    if (interval === undefined) close();
    else setTimeout(close, durationMs(interval) + AFTER_WATCHDOG_MS);
  });
}
