/** Breaks whose last day is over end with the first tick of the next day, before the day's seating: so it seats those who wait. */
import type { Planning } from "./planning.ts";

/** Safe to repeat: whoever is back has no break any more. Returns whether anybody came back. */
export async function endBreaks(day: string, { store, now }: Planning): Promise<boolean> {
  const work = `breaks/${day}`;
  if (!(await store.isDue(work))) return false;
  let ended = false;
  for (const person of await store.breaksOver(day)) ended = (await store.endBreak(person, day, now())) || ended;
  await store.done(work);
  return ended;
}
