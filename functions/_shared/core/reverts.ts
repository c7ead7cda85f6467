/** What merged pull requests take back of each other, as GitHub's button "Revert" says. */
import type { CreditedActivity } from "./activity.ts";
import { threadOf } from "./digest/tally.ts";

/**
 * Those that take something back, each by the thread of that. One that is itself taken back takes nothing back: whatever takes
 * it back has a higher number.
 */
export function revertsAmong(activities: readonly CreditedActivity[]): ReadonlyMap<string, CreditedActivity> {
  const reverts = activities
    .flatMap((one) => (one.reverts === undefined ? [] : { one, takesBack: { ...one, number: one.reverts } }))
    .sort((a, b) => (b.one.number ?? 0) - (a.one.number ?? 0));
  const found = new Map<string, CreditedActivity>();
  for (const { one, takesBack } of reverts) if (!found.has(threadOf(one))) found.set(threadOf(takesBack), one);
  return found;
}
