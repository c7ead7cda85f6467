/** The issues that somebody could take. */
import type { Pseudonym } from "./member.ts";
import type { ThreadKey } from "./thread.ts";

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
