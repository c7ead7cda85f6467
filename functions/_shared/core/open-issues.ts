/** The issues that somebody could take, by the area that they belong to. */
import type { Repository } from "./activity.ts";
import { safeUrl } from "./digest/url.ts";
import { areasOfThread } from "./github/thread-pod.ts";
import type { Pseudonym } from "./member.ts";
import type { Settings } from "./settings.ts";
import { numbersOf, type ThreadKey } from "./thread.ts";

/** Open, offered by a label, and nobody's yet, as far as we know. */
export interface OpenIssue {
  readonly key: ThreadKey;
  /** `good-first` if it has labels of both kinds. */
  readonly kind: "good-first" | "help-wanted";
  readonly title: string;
  readonly url?: string;
  /** One a line. */
  readonly labels: string;
  readonly author: Pseudonym | null;
}

/** One that everybody may see. */
export interface PublicIssue extends OpenIssue {
  readonly repository: Repository;
  readonly areas: readonly string[];
}

/** As it is shown: the title of somebody who may not be named is left out. */
export interface IssueView {
  readonly kind: OpenIssue["kind"];
  /** `hull#5` */
  readonly ref: string;
  readonly title: string;
  readonly url: string | null;
}

/** Those of public repositories in which work goes on: for newcomers first, and in a repository the latest first. */
export function publicIssues(
  issues: readonly OpenIssue[],
  repositories: readonly Repository[],
  settings: Pick<Settings, "areas">,
): PublicIssue[] {
  const shown = new Map(repositories.flatMap((one) => (one.private || one.archived ? [] : [[one.id, one]])));
  return issues
    .flatMap((issue) => {
      const repository = shown.get(numbersOf(issue.key).repository);
      if (!repository) return [];
      const { name, formerly } = repository;
      const thread = { ...issue, labels: issue.labels.split("\n"), repository: name, formerly, changed: [] };
      return [{ ...issue, repository, areas: areasOfThread(thread, settings) }];
    })
    .sort(byKind);
}

const byKind = (a: OpenIssue, b: OpenIssue): number =>
  Number(a.kind === "help-wanted") - Number(b.kind === "help-wanted") || byNumbers(a.key, b.key);

function byNumbers(a: ThreadKey, b: ThreadKey): number {
  const [one, other] = [numbersOf(a), numbersOf(b)];
  return one.repository - other.repository || other.number - one.number;
}

export const refOf = ({ key, repository }: Pick<PublicIssue, "key" | "repository">): string =>
  `${repository.name.split("/")[1]}#${numbersOf(key).number}`;

/** `authors` are those whom we know, so that forgotten people are not among them. */
export function issueView(issue: PublicIssue, authors: ReadonlyMap<Pseudonym, unknown>): IssueView {
  const ref = refOf(issue);
  const title = issue.author !== null && authors.has(issue.author) ? issue.title : ref;
  return { kind: issue.kind, ref, title, url: safeUrl(issue.url) };
}
