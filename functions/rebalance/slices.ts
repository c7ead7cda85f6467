/** Runs long work in slices, so that the function goes on answering its other calls while it plans. */
import { setImmediate } from "node:timers/promises";

/** How long a slice may hold the event loop. */
const SLICE_MS = 10;

/** Runs a generator to its end and gives what it returns. */
export async function inSlices<T>(work: Generator<unknown, T>): Promise<T> {
  let sliceEnds = performance.now() + SLICE_MS;
  while (true) {
    const next = work.next();
    if (next.done) return next.value;
    if (performance.now() < sliceEnds) continue;
    await setImmediate();
    sliceEnds = performance.now() + SLICE_MS;
  }
}
