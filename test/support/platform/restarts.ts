/** Restarts a function again and again while it is called. */
import { setTimeout as pause } from "node:timers/promises";
import { type FunctionOptions, status, type Way } from "./function-process.ts";

/** How long the watchdog accepts calls after SIGTERM, and how much of that a gateway needs to notice. */
const DRAIN_MS = 400;
const NOTICED_MS = 250;
const EVERY_MS = 5;
/** Between two restarts. */
const CALM_MS = 200;

export interface Restarts {
  readonly calls: number;
  readonly failed: number;
  /** Exit codes other than 0. */
  readonly badEnds: number;
}

/**
 * Sends 200 calls a second, every tenth of them slow, until shortly before the watchdog stops listening, like a gateway
 * that has noticed; then the next process takes over. `path` and `slow` are addresses that answer 200.
 */
export async function restartUnderLoad(
  way: Way,
  options: FunctionOptions,
  { restarts, path, slow }: { restarts: number; path: string; slow: string },
): Promise<Restarts> {
  const env = { ...options.env, healthcheck_interval: `${DRAIN_MS}ms` };
  let target: string | undefined;
  let calls = 0;
  let failed = 0;
  let badEnds = 0;
  const open = new Set<Promise<void>>();
  const call = (url: string) => {
    calls += 1;
    const one = status(url).then((code) => {
      if (code !== 200) failed += 1;
      open.delete(one);
    });
    open.add(one);
  };
  const timer = setInterval(() => {
    if (target !== undefined) call(target + (calls % 10 === 0 ? slow : path));
  }, EVERY_MS);

  for (let i = 0; i < restarts; i += 1) {
    const running = await way.start({ ...options, env });
    target = running.url;
    await pause(CALM_MS);
    running.child.kill("SIGTERM");
    await pause(NOTICED_MS);
    target = undefined;
    if ((await running.ended()) !== 0) badEnds += 1;
  }
  clearInterval(timer);
  await Promise.all(open);
  return { calls, failed, badEnds };
}
