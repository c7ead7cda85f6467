/** An issue or pull request: the facts its deliveries tell, and what we have said there. */
import type { Command } from "./authority.ts";
import type { Pseudonym } from "./member.ts";

/** `<repository id>#<number>` */
export type ThreadKey = string;
export const threadKey = (repository: number, number: number): ThreadKey => `${repository}#${number}`;

/** What a `/pod` command came to, kept so that the thread's one comment can say it. Names are put in when it is rendered. */
export interface CommandAnswer {
  /** The operation that ran the command; an answer is there once. */
  readonly operation: string;
  readonly person: Pseudonym | null;
  readonly command: Command | "who" | "help" | "unknown";
  /** A word of the command's outcome, such as `seated`, `waiting`, `refused`. */
  readonly outcome: string;
  readonly pod?: number;
  readonly detail?: string;
}

export const ANSWERS_PER_THREAD_MAX = 5;

/** What the deliveries tell; of two facts the one with the later `updatedAt` counts, whatever order they come in. */
export interface ThreadFacts {
  readonly key: ThreadKey;
  readonly repository: number;
  readonly number: number;
  readonly kind: "issue" | "pull-request";
  readonly title: string;
  readonly author: Pseudonym | null;
  readonly labels: readonly string[];
  readonly draft: boolean;
  readonly open: boolean;
  readonly locked: boolean;
  readonly updatedAt: number;
}

/** A thread as stored. */
export interface Thread extends ThreadFacts {
  readonly answers: readonly CommandAnswer[];
}

/** What `deliver` did on a thread; only `deliver` writes it. */
export interface CommentState {
  readonly pod: number | null;
  readonly commentId: number | null;
  /** Pods already named there: nobody is named twice. */
  readonly named: readonly number[];
  /** Whom our comment names, or may after a crash: who is forgotten is taken out of it. */
  readonly people: readonly Pseudonym[];
  /** Advocates who were notified there: an edit calls nobody else. */
  readonly notified: readonly Pseudonym[];
  /** A person deleted our comment: nothing is ever said there again. */
  readonly silenced: boolean;
}
