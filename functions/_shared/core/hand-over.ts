/** The former advocate of a pod stays beside the next one for two weeks, as long as they have a seat in the pod. */
import type { Pseudonym } from "./member.ts";
import type { Pod } from "./pod.ts";
import { WEEK_MS } from "./week.ts";

const HAND_OVER_MS = 2 * WEEK_MS;

export interface HandOver {
  /** The advocate of before. */
  readonly former: Pseudonym;
  /** When their role ended, ms. */
  readonly until: number;
  /** When the two weeks end, ms. */
  readonly ends: number;
}

export function handOverOf({ former }: Pick<Pod, "former">, now: number): HandOver | undefined {
  if (!former) return undefined;
  const ends = former.until + HAND_OVER_MS;
  return now < ends ? { former: former.person, until: former.until, ends } : undefined;
}
