/** The issues that somebody who joins could take. */
import { type IssueView, issueView, publicIssues } from "./open-issues.ts";
import type { CatchUpLog, Directory, Repositories } from "./ports.ts";
import type { Settings } from "./settings.ts";

/** As many as they look at. */
const ISSUES_MAX = 5;

/** The first few in these areas, the most wanted area first. */
export async function issuesFor(
  areas: readonly string[],
  store: Pick<CatchUpLog, "recentIssues"> & Pick<Repositories, "recentRepositories"> & Pick<Directory, "profiles">,
  settings: Pick<Settings, "areas">,
): Promise<IssueView[]> {
  const offered = await store.recentIssues();
  if (offered.length === 0) return [];
  const issues = publicIssues(offered, await store.recentRepositories(), settings);
  const wanted = [...new Set(areas.flatMap((area) => issues.filter((one) => one.areas.includes(area))))];
  const first = wanted.slice(0, ISSUES_MAX);
  const authors = await store.profiles(first.flatMap(({ author }) => author ?? []));
  return first.map((issue) => issueView(issue, authors));
}
