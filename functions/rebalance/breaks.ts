/** Breaks whose last day is over end before anything else is done on the next day, so that seatings and plans count who is back. */
import { dayOf } from "#shared/core/week.ts";
import type { Planning } from "./planning.ts";

/** Safe to repeat: whoever is back has no break any more. Returns whether anybody came back. */
export async function endBreaks({ store, settings, now }: Planning): Promise<boolean> {
  const day = dayOf(now(), settings.digest.timezone);
  const work = `breaks/${day}`;
  if (!(await store.isDue(work))) return false;
  let ended = false;
  for (const person of await store.breaksOver(day)) ended = (await store.endBreak(person, day, now())) || ended;
  await store.done(work);
  return ended;
}
