/** For how long a thread that nobody has answered is anybody's task. */
const WEEK_MS = 7 * 86_400_000;

/** An older one is no task of this week. */
export const UNANSWERED_MAX_MS = 8 * WEEK_MS;
