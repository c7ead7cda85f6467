/** Events on GitHub, reduced to the facts that we credit and report; and words of people for the digest. */
import type { Pseudonym } from "./member.ts";
import type { Week } from "./week.ts";

/** Words that people say by commands. */
export const WORDS_KINDS = ["kudos", "news", "demo", "notes", "goodbye"] as const;
export type WordsKind = (typeof WORDS_KINDS)[number];

export const ACTIVITY_KINDS = [
  "opened",
  "merged",
  "co-authored",
  "reviewed",
  "closed",
  "released",
  "starred",
  "unstarred",
  "posted",
  ...WORDS_KINDS,
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface Activity {
  /**
   * The natural key: every delivery about the same event has the same key (`merged:<repository id>#<number>`,
   * `co-authored:<repository id>#<number>` and `reviewed:<repository id>#<number>/<day>`, to which the store adds the person,
   * `released:<release id>`), so deliveries in any order and any repetition end in the same record. The store makes those of
   * words. That of a post in a feed is `posted:<hash of its address>`.
   */
  readonly key: string;
  readonly kind: ActivityKind;
  /** When it happened by GitHub's clock, ms. */
  readonly at: number;
  /** The ISO week of `at` in the community's time zone. */
  readonly week: Week;
  /** `null` for posts in feeds, and for words that were not said on GitHub. */
  readonly repository: number | null;
  readonly number?: number;
  /** Of a thread, a release, a post or a demo; what somebody is thanked for. */
  readonly title?: string;
  readonly url?: string;
  /** The address of a post, or of notes. */
  readonly link?: string;
  /** Where a post was found: a hash of the feed's address, the feed's own title, and the page that it belongs to. */
  readonly feed?: { readonly of: string; readonly title: string; readonly link?: string };
  /** The author of words. */
  readonly by?: Pseudonym;
  /** When an issue that was closed had been opened, ms; left out where GitHub did not say. */
  readonly openedAt?: number;
  /** Whatever holds this commit holds the work: what a merge made, or the last one of a pull request that a bot merged. */
  readonly commit?: string;
  /** The pull request of the same repository that a merged one takes back, as GitHub's button "Revert" says. */
  readonly reverts?: number;
  /** The meeting that notes are about, by its id (meetings.ts), and when it began, ms. */
  readonly held?: { readonly of: string; readonly at: number };
  readonly subject: "issue" | "pull-request" | "release" | "repository" | "words";
  /** Its repository was private when it happened: it is shown nowhere, even if everybody may see the repository today. */
  readonly private?: true;
}

/** An activity as stored: with its author, and the pod they sat in when it was recorded. `person` of kudos is the one thanked. */
export interface CreditedActivity extends Activity {
  readonly person: Pseudonym | null;
  readonly pod: number | null;
  /** Names the line of the text that says it: it can be edited away. */
  readonly line?: string;
  /** The kind of work that the labels of its thread name now, if it is no code. */
  readonly work?: string;
  /** The author of the issue that was closed, as far as we know. */
  readonly opener?: Pseudonym;
  /** The person's first merged pull request ever seen. */
  readonly first?: boolean;
}

export interface CreditedWork extends CreditedActivity {
  readonly kind: Exclude<ActivityKind, WordsKind | "posted">;
  readonly repository: number;
}

export interface CreditedWords extends CreditedActivity {
  readonly kind: WordsKind;
}

export const isWords = (activity: CreditedActivity): activity is CreditedWords =>
  WORDS_KINDS.some((kind) => kind === activity.kind);

/** Who did it: of kudos whoever gives them, as nobody takes part by being spoken of. */
export const doerOf = ({ kind, person, by }: Pick<CreditedActivity, "kind" | "person" | "by">): Pseudonym | null =>
  kind === "kudos" ? (by ?? null) : person;

export const isWork = (activity: CreditedActivity): activity is CreditedWork =>
  !isWords(activity) && activity.kind !== "posted" && activity.repository !== null;

/** A repository as deliveries describe it. Private ones never reach a public page or a digest. */
export interface Repository {
  readonly id: number;
  /** owner/name */
  readonly name: string;
  /** Names that it had before and that no other repository has now. */
  readonly formerly?: readonly string[];
  readonly private: boolean;
  readonly archived: boolean;
  readonly stars: number;
  /** GitHub's `updated_at`, ms: the later of two facts counts. */
  readonly updatedAt: number;
  /** ms; left out where GitHub did not say. */
  readonly createdAt?: number;
  readonly pushedAt?: number;
}

/** The ids of those that everybody may see. */
export const publicRepositories = (repositories: readonly Repository[]): Set<number> =>
  new Set(repositories.flatMap((one) => (one.private ? [] : one.id)));

/** What happened where everybody could see it and may see it today. An unknown repository counts as private. */
export function inPublic(
  activities: readonly CreditedActivity[],
  repositories: readonly Repository[],
): CreditedActivity[] {
  const open = publicRepositories(repositories);
  return activities.filter((one) => !one.private && (one.repository === null || open.has(one.repository)));
}

export const publicWork = (
  activities: readonly CreditedActivity[],
  repositories: readonly Repository[],
): CreditedWork[] => inPublic(activities, repositories).filter(isWork);

/** The names by one of which the settings may mean a repository, in lower case. */
export const repositoryNames = (name: string, formerly: readonly string[] = []): string[] =>
  [name, ...formerly].map((one) => one.toLowerCase());

/** The repository that has the name, or had it before; the newest one, as the name of a deleted one may be used again. */
export const repositoryNamed = (name: string, repositories: readonly Repository[]): Repository | undefined =>
  repositories
    .filter((one) => repositoryNames(one.name, one.formerly).includes(name.toLowerCase()))
    .sort((a, b) => b.id - a.id)[0];
