/** Work in steps: a generator that pauses (yields) every few milliseconds and returns what it found. */

/** Does all steps at once. */
export function drain<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
