import { setImmediate as pause } from "node:timers/promises";

/** Light work on this many items takes a few milliseconds. */
const ITEMS_PER_TURN = 2_000;

/** A loop over many items that lets other calls of the process run in between. */
export async function forEachYielding<Item>(
  items: Iterable<Item>,
  act: (item: Item, index: number) => void,
): Promise<void> {
  let index = 0;
  for (const item of items) {
    act(item, index++);
    if (index % ITEMS_PER_TURN === 0) await pause();
  }
}
