/** How long other calls wait for a busy process. */
import { readFileSync } from "node:fs";

const BEAT_MS = 5;

export interface Waits {
  /** The longest time in ms for which the event loop was blocked. */
  readonly longest: number;
  /** The same, counting only the time in which the main thread had a processor: on a busy machine it waits as well. */
  readonly longestOwn: number;
  /** How often it was blocked for over 50 ms. */
  readonly over50: number;
  /** Times of other calls meanwhile, ms. */
  readonly answers: readonly number[];
}

/** Calls `ask` repeatedly until `work` is done, and measures how long it and the event loop had to wait. */
export async function watch<T>(
  work: () => Promise<T>,
  ask: () => Promise<unknown>,
): Promise<{ result: T; waits: Waits }> {
  let [longest, longestOwn, over50] = [0, 0, 0];
  let before = performance.now();
  let cpu = mainThreadMs();
  const beat = setInterval(() => {
    const now = performance.now();
    const own = Math.min(now - before, mainThreadMs() - cpu);
    longest = Math.max(longest, now - before);
    longestOwn = Math.max(longestOwn, own);
    if (own > 50) {
      over50++;
      if (process.env.TRACE)
        console.log(`  blocked ${Math.round(own)} of ${Math.round(now - before)} ms at ${Math.round(now)}`);
    }
    before = now;
    cpu = mainThreadMs();
  }, BEAT_MS);
  const answers: number[] = [];
  let working = true;
  const asking = (async () => {
    while (working) {
      const begun = performance.now();
      await ask();
      answers.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  try {
    const result = await work();
    return { result, waits: { longest, longestOwn, over50, answers } };
  } finally {
    working = false;
    await asking;
    clearInterval(beat);
  }
}

/** Processor time of the thread that asks; where Linux does not tell it, that of the whole process. */
function mainThreadMs(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}
