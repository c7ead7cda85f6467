import { WEEK_MS } from "./week.ts";

/** For how long a thread that nobody has answered is anybody's task. An older one is no task of this week. */
export const UNANSWERED_MAX_MS = 8 * WEEK_MS;
