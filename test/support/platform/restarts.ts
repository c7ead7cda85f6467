/** Restarts a function again and again while it is called. */
import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../eventually.ts";
import { type FunctionOptions, status, type Way } from "./function-process.ts";

/** How long calls are accepted after SIGTERM. */
const DRAIN_MS = 400;
/** The held call is answered after both the watchdog and the server behind it have stopped listening. */
const HELD = `/held?ms=${DRAIN_MS + 1_200}`;
/** Together they send at most 200 calls a second. */
const CALLERS = 4;
const EVERY_MS = 20;

export interface Restarts {
  readonly calls: number;
  readonly lost: number;
  /** Exit codes other than 0. */
  readonly badEnds: number;
}

/**
 * Restarts the fixture under load. A call that is under way at SIGTERM is lost unless it is answered. Any other call is
 * lost if it has failed before the drain can be over; later, a gateway would have noticed.
 */
export async function restartUnderLoad(way: Way, options: FunctionOptions, restarts: number): Promise<Restarts> {
  const env = { ...options.env, healthcheck_interval: `${DRAIN_MS}ms` };
  let calls = 0;
  let lost = 0;
  let badEnds = 0;
  for (let i = 0; i < restarts; i += 1) {
    const running = await way.start({ ...options, env });
    let drainedAt = Number.POSITIVE_INFINITY;
    const isOpen = () => performance.now() < drainedAt;
    const callers = Array.from({ length: CALLERS }, async () => {
      for (; isOpen(); await pause(EVERY_MS)) {
        calls += 1;
        if ((await status(`${running.url}/`)) !== 200 && isOpen()) lost += 1;
      }
    });
    calls += 1;
    const held = status(running.url + HELD);
    await eventually(() => running.output().includes("holding"));
    drainedAt = performance.now() + DRAIN_MS;
    running.child.kill("SIGTERM");
    if ((await held) !== 200) lost += 1;
    await Promise.all(callers);
    if ((await running.ended()) !== 0) badEnds += 1;
  }
  return { calls, lost, badEnds };
}
