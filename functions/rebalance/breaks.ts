/** Breaks whose last day is over end before anything else is done on the next day, so that seatings and plans count who is back. */
import { endsBreaksOf } from "#shared/core/people-back.ts";
import { dayOf } from "#shared/core/week.ts";
import type { Planning } from "./planning.ts";

/** Safe to repeat: whoever is back has no break any more. Returns whether anybody came back. */
export async function endBreaks({ store, settings, now }: Planning): Promise<boolean> {
  const day = dayOf(now(), settings.digest.timezone);
  const work = endsBreaksOf(day);
  if (!(await store.isDue(work))) return false;
  let ended = false;
  for (const { pseudonym } of await store.peopleBack(day))
    ended = (await store.endBreak(pseudonym, day, now())) || ended;
  await store.done(work);
  return ended;
}
