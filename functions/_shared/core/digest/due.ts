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

/** The week in which we came, at an instant in ms: the first that is published by itself. */
export const firstDue = (cameAt: number, { digest }: Schedule): Week => weekOf(cameAt, digest.timezone);

/** When the next digest is published, ms: in the past while one is due. `published` is the latest. */
export function nextDue(now: number, published: Week | undefined, cameAt: number, { digest }: Schedule): number {
  const [week, first] = [latestDue(now, { digest }), firstDue(cameAt, { digest })];
  const next = published !== undefined && published >= week ? addWeeks(week, 1) : week;
  return dueAfter(next < first ? first : next, digest);
}
