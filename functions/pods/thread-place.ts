/** Where a thread stands on GitHub. */
import type { Repository } from "#shared/core/activity.ts";
import { githubLink, type Site } from "#shared/core/github/site.ts";
import { refOf } from "#shared/core/open-issues.ts";
import { numbersOf, type ThreadKey } from "#shared/core/thread.ts";

export interface ThreadPlace {
  readonly repository: Repository;
  /** `hull#12` */
  readonly ref: string;
  readonly url: string;
}

/** `undefined` for threads of private repositories, of those where no work goes on, and of those that we do not know. */
export function threadPlace(
  thread: ThreadKey,
  repositories: readonly Repository[],
  site: Site,
): ThreadPlace | undefined {
  const { repository: id, number } = numbersOf(thread);
  const repository = repositories.find((one) => one.id === id);
  if (!repository || repository.private || repository.archived) return undefined;
  // GitHub leads on from here to a pull request.
  const url = githubLink(site, `${repository.name}/issues/${number}`);
  return { repository, ref: refOf({ key: thread, repository }), url };
}
