/** Work in steps: a generator that pauses (yields) every few milliseconds and returns what it found. */

/** Does all steps at once. */
export function drain<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Light work on so many items takes a few milliseconds. */
export const LIGHT_SLICE = 4096;

/** Does something with each item, pausing after every `slice` of them. */
export function* each<Item>(
  items: Iterable<Item>,
  act: (item: Item) => void,
  slice = LIGHT_SLICE,
): Generator<void, void> {
  let count = 0;
  for (const item of items) {
    act(item);
    if (++count % slice === 0) yield;
  }
}
