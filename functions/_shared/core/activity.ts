/** Events on GitHub, reduced to the facts that we credit and report. */
import type { Pseudonym } from "./member.ts";
import type { Week } from "./week.ts";

export const ACTIVITY_KINDS = [
  "opened",
  "merged",
  "co-authored",
  "reviewed",
  "closed",
  "released",
  "starred",
  "unstarred",
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface Activity {
  /**
   * The natural key: every delivery about the same event has the same key (`merged:<repository id>#<number>`,
   * `co-authored:<repository id>#<number>` and `reviewed:<repository id>#<number>/<day>`, to which the store adds the person, `released:<release id>`), so deliveries
   * in any order and any repetition end in the same record.
   */
  readonly key: string;
  readonly kind: ActivityKind;
  /** When it happened by GitHub's clock, ms. */
  readonly at: number;
  /** The ISO week of `at` in the community's time zone. */
  readonly week: Week;
  readonly repository: number;
  readonly number?: number;
  readonly title?: string;
  readonly url?: string;
  /** The branch that a pull request was merged into. */
  readonly base?: string;
  readonly subject: "issue" | "pull-request" | "release" | "repository";
}

/** An activity as stored: with its author, and the pod they sat in when it was recorded. */
export interface CreditedActivity extends Activity {
  readonly person: Pseudonym | null;
  readonly pod: number | null;
  /** The person's first merged pull request ever seen. */
  readonly first?: boolean;
}

/** A repository as deliveries describe it. Private ones never reach a public page or a digest. */
export interface Repository {
  readonly id: number;
  /** owner/name */
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly stars: number;
  /** GitHub's `updated_at`, ms: the later of two facts counts. */
  readonly updatedAt: number;
  /** ms; left out where GitHub did not say. */
  readonly createdAt?: number;
  readonly pushedAt?: number;
}
