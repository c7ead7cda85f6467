/** The accounts of the co-authors of commits. */
import { isPerson } from "#shared/core/github/accounts.ts";
import { type Commit, type CommitAccount, coAuthorsOf } from "#shared/core/github/trailers.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { RepositoryPlace } from "#shared/github/call.ts";
import type { Releases } from "#shared/github/releases.ts";

interface Source {
  readonly github: Pick<Releases, "account">;
  readonly place: RepositoryPlace;
  readonly settings: Settings;
}

/** What a trailer says is looked up at GitHub: it must not rename anybody. */
export async function coAuthorsIn(commits: readonly Commit[], { github, place, settings }: Source) {
  const found: CommitAccount[] = [];
  for (const one of coAuthorsOf(commits, settings)) {
    const account = "id" in one && "login" in one ? one : await github.account(place, one);
    if (isPerson(account, settings)) found.push(account);
  }
  return found;
}
