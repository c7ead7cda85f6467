/** Who has to hear of an undo: people whom it takes from where they believe they are, or puts where they do not know it. */
import type { Pseudonym } from "#shared/core/member.ts";
import { undoneBy } from "#shared/core/plan/plan.ts";
import type { DeliverStore } from "./store.ts";

/**
 * Those of these people who have to hear of a run. An undo puts people where they were before the run that it takes back:
 * they need not hear of it if they never heard of that run. Where that run is an undo itself, the seat is the one that the
 * run before it gave: then those who heard of that one alone know already.
 */
export async function haveToHear(
  run: string,
  people: Iterable<Pseudonym>,
  { toldOf }: Pick<DeliverStore, "toldOf">,
): Promise<ReadonlySet<Pseudonym>> {
  const haveTo = new Set(people);
  const unheard = new Set(haveTo);
  let isElsewhere = false;
  for (let undone = undoneBy(run); undone !== undefined; undone = undoneBy(undone)) {
    isElsewhere = !isElsewhere;
    for (const person of await toldOf(undone, [...unheard])) {
      unheard.delete(person);
      if (!isElsewhere) haveTo.delete(person);
    }
  }
  // They know of no run at all.
  if (isElsewhere) for (const person of unheard) haveTo.delete(person);
  return haveTo;
}
