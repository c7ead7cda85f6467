/** Work on many items that lets the process's other calls in between. */
import { setImmediate as pause } from "node:timers/promises";

/** Light work on so many items takes a few milliseconds. */
const SLICE = 2_000;

export async function inTurn<Item>(items: Iterable<Item>, act: (item: Item, index: number) => void): Promise<void> {
  let index = 0;
  for (const item of items) {
    act(item, index++);
    if (index % SLICE === 0) await pause();
  }
}
