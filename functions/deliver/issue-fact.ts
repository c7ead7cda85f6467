/** The facts in an issue or a pull request that was read from GitHub: the same that a delivery of it brings. */
import { isPerson } from "#shared/core/github/accounts.ts";
import { isKnownAuthor } from "#shared/core/github/associations.ts";
import { openIssueOf } from "#shared/core/github/open-issue.ts";
import { workIn } from "#shared/core/github/work.ts";
import type { Fact, Operation } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { threadKey } from "#shared/core/thread.ts";
import type { ListedIssue } from "#shared/github/listed.ts";
import type { Listings } from "#shared/github/listings.ts";
import type { DeliverStore } from "./store.ts";

export interface ReadingContext {
  readonly store: DeliverStore;
  readonly settings: Settings;
  readonly listings: Listings;
  readonly now: () => number;
  readonly newPseudonym: () => string;
}

/** What was read may be recorded any number of times. */
export const readingAt = (now: number): Operation => ({ id: "", at: now });

/** Of a public repository. */
export function factOfIssue(
  issue: ListedIssue,
  repository: number,
  { settings, newPseudonym }: Pick<ReadingContext, "settings" | "newPseudonym">,
): Fact & Required<Pick<Fact, "thread">> {
  const { number, author, isPullRequest, draft, open, locked, updatedAt } = issue;
  const openIssue = openIssueOf({ ...issue, private: false }, settings);
  const work = workIn(issue.labels, settings);
  return {
    thread: {
      key: threadKey(repository, number),
      repository,
      number,
      kind: isPullRequest ? "pull-request" : "issue",
      draft,
      open,
      locked,
      ...(work !== undefined && { work }),
      updatedAt,
      ...(isPerson(author, settings) && {
        author: { id: author.id, login: author.login, proposed: newPseudonym() },
        isKnownAuthor: isKnownAuthor(issue.association),
      }),
    },
    ...(openIssue && { openIssue }),
    isReading: true,
  };
}
