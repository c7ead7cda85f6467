/** Which week's digest is due. Late or repeated ticks find the same week until it is published. */
import type { Settings } from "../settings.ts";
import { addWeeks, dueAfter, type Week, weekOf } from "../week.ts";

type Schedule = Pick<Settings, "digest">;

/** The last week that is over at `now` (ms). */
export const lastComplete = (now: number, { digest }: Schedule): Week => addWeeks(weekOf(now, digest.timezone), -1);

/** The latest week whose digest is due at `now` (ms). When several were missed, only the latest is still news. */
export function latestDue(now: number, { digest }: Schedule): Week {
  const week = lastComplete(now, { digest });
  return dueAfter(week, digest) <= now ? week : addWeeks(week, -1);
}

/** When the next digest is published, ms: in the past while one is due. `published` is the latest. */
export function nextDue(now: number, published: Week | undefined, { digest }: Schedule): number {
  const week = latestDue(now, { digest });
  return dueAfter(published !== undefined && published >= week ? addWeeks(week, 1) : week, digest);
}
