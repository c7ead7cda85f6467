/** The commits of a release that no earlier one has: they decide what is in it, whatever branch it was made from. */
import type { CreditedActivity } from "#shared/core/activity.ts";
import type { HistoryCommit, Release } from "#shared/github/releases.ts";
import type { Before } from "./credits/release-line.ts";
import type { ReleaseHere } from "./release-here.ts";
import { isOutOfReach } from "./results.ts";

export interface History {
  readonly commits: readonly HistoryCommit[];
  /** `false` if GitHub could not compare the release with the one before. */
  readonly isCompared: boolean;
}

/**
 * Where GitHub cannot compare the two, since a tag is gone or the difference is too large for it, the commits that were made
 * since the one before come closest.
 */
export async function historyOf(release: Release, { previous }: Before, here: ReleaseHere): Promise<History> {
  const { github, place, claim, now } = here;
  if (!previous) return { commits: await github.commitsOf(place, release.tag), isCompared: true };
  try {
    return { commits: await github.commitsBetween(place, previous.tag, release.tag), isCompared: true };
  } catch (error) {
    if (!isOutOfReach(claim, error, now)) throw error;
    const commits = await github.commitsOf(place, release.tag, previous.commitAt);
    return { commits: commits.filter(({ at }) => at > previous.commitAt), isCompared: false };
  }
}

/** What people and merge bots write when they bring the work of a pull request to a branch by a commit of its own. */
const SUBJECT = /^(.*) \(#(\d{1,15})\)$/;

/**
 * Whether commits hold the work of a pull request that was merged: by its commit, or by a subject that names it. A subject
 * may also only refer to earlier work, so of what was merged before `since` (ms) it has to give the title too.
 */
export function holdsWork(commits: readonly HistoryCommit[], since: number): (merge: CreditedActivity) => boolean {
  const shas = new Set(commits.map(({ sha }) => sha));
  const titles = new Map<number, string[]>();
  for (const { message } of commits) {
    const [, title = "", digits] = SUBJECT.exec(message.split(/\r?\n/, 1)[0] ?? "") ?? [];
    if (digits) titles.set(Number(digits), [...(titles.get(Number(digits)) ?? []), title]);
  }
  return ({ commit = "", number = 0, title = "", at }) =>
    shas.has(commit) || (titles.get(number)?.some((one) => at > since || one === title) ?? false);
}
