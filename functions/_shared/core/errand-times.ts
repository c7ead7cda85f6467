/** How often an errand is tried, and how old its news may be. */

/** How long a thread waits after its first event for the rest of the burst. */
export const COALESCE_MS = 3_000;
export const CRASHES_MAX = 8;
const BACKOFF_FIRST_MS = 5_000;
const BACKOFF_MAX_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The wait before attempt number `attempts + 1`. */
export const backoffMs = (attempts: number): number => Math.min(BACKOFF_FIRST_MS * 4 ** attempts, BACKOFF_MAX_MS);

/** The number of the first attempt that is made so long after the first. */
function attemptsIn(ms: number): number {
  let attempts = 1;
  for (let at = 0; at < ms; attempts++) at += backoffMs(attempts - 1);
  return attempts;
}

/** What fails is tried for three days. Time in which sending was not possible does not count. */
export const ATTEMPTS_MAX = attemptsIn(3 * DAY_MS);
/** GitHub itself lags, so what it does not find is gone only if it is not found for an hour. */
export const MISSING_ATTEMPTS_MAX = attemptsIn(HOUR_MS);

/** A comment about a pod ends when its thread is so old, whatever it waited for: nobody should hear of months of old threads. */
export const POD_COMMENT_NEWS_MS = 7 * DAY_MS;
/** A notice ends after that, whatever it waited for. */
export const NOTICE_NEWS_MS = 14 * DAY_MS;
