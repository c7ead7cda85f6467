/** Runs long work in slices, so that the function goes on answering its other calls while it plans. */
import { setImmediate } from "node:timers/promises";

/** How long a slice may hold the event loop. */
const SLICE_MS = 10;

/** Runs a generator to its end and gives what it returns; `see` is told what it yields at the end of a slice. */
export async function inSlices<Step, Result>(
  work: Generator<Step, Result>,
  see: (step: Step) => void = () => {},
): Promise<Result> {
  let sliceEnds = performance.now() + SLICE_MS;
  while (true) {
    const next = work.next();
    if (next.done) return next.value;
    if (performance.now() < sliceEnds) continue;
    see(next.value);
    await setImmediate();
    sliceEnds = performance.now() + SLICE_MS;
  }
}
