/** A bare node:http server for a handler of the node18 template, and its life cycle under of-watchdog. */
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, type Handler } from "./answer.ts";
import { log } from "./log.ts";
import { durationMs, sizeBytes } from "./parse-units.ts";

/**
 * Starts the function, then listens. When the function cannot start, the process ends and the log says why.
 * `http_port` and `MAX_RAW_SIZE` are settings of the official templates. A handler with `streamsBody` has its own limits.
 */
export async function serve(handler: Handler): Promise<void> {
  const { http_port: port = "3000", MAX_RAW_SIZE: limit = "1mb" } = process.env;
  const limits = { bodyBytesMax: sizeBytes(limit), answerWithinMs: answerWithinMs(process.env.exec_timeout) };
  process.on("unhandledRejection", (error) => log("error", "Unhandled promise rejection", error));
  try {
    // An empty file bundles well: an editor may have emptied it before it writes it anew.
    if (typeof handler !== "function") throw new Error("handler.ts has no function as its default export.");
    await handler.start?.();
  } catch (error) {
    log("error", `Cannot start: ${error instanceof Error ? error.message : error}`);
    return endAfterLastWords();
  }
  const server = createServer((request, response) => void answer(handler, request, response, limits));
  // The watchdog in front of us has the timeouts.
  server.requestTimeout = 0;
  server.listen(Number(port), "127.0.0.1", () => ready(port));
  server.on("error", (error) => {
    log("error", `Cannot listen on port ${port}`, error);
    endAfterLastWords();
  });
  drainOnSigterm(server);
}

/** The watchdog passes our lines on while we live. Lines that it has not read when we end are lost. */
const LAST_WORDS_MS = 500;

/** Ends the process, whatever the function opened before it failed. */
function endAfterLastWords(): void {
  setTimeout(() => process.exit(1), LAST_WORDS_MS);
}

const BEFORE_WATCHDOG_MS = 500;

/** A little less than the watchdog's `exec_timeout`, for which 0 means no limit. */
const answerWithinMs = (timeout = "0s"): number =>
  (durationMs(timeout) || Number.POSITIVE_INFINITY) - BEFORE_WATCHDOG_MS;

/**
 * With `suppress_lock` we write the lock file that makes the watchdog healthy, once we listen. Standard input is a pipe
 * held by the watchdog: when it ends, the watchdog is gone, and we end too.
 */
function ready(port: string): void {
  log("info", `Listening on port ${port}`);
  if (process.env.suppress_lock !== "true") return;
  writeFileSync(join(tmpdir(), ".lock"), "");
  process.stdin.on("end", () => process.exit(0)).resume();
}

/** How much longer than the watchdog we listen: it forwards requests until its last moment. */
const AFTER_WATCHDOG_MS = 1000;

/**
 * The watchdog passes SIGTERM on at once, but goes on sending requests until `healthcheck_interval` has passed. Then it
 * waits for requests in flight and ends. So we stop after it. Without a watchdog we stop at once.
 */
function drainOnSigterm(server: Server): void {
  process.once("SIGTERM", () => {
    const interval = process.env.healthcheck_interval;
    const close = () => server.close(() => process.exit(0));
    if (interval === undefined) close();
    else setTimeout(close, durationMs(interval) + AFTER_WATCHDOG_MS);
  });
}
