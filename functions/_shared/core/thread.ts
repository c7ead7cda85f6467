/** An issue or pull request: the facts from its deliveries, and our own comment there. */
import type { Pseudonym } from "./member.ts";

/** `<repository id>#<number>` */
export type ThreadKey = string;
export const threadKey = (repository: number, number: number): ThreadKey => `${repository}#${number}`;

/** The result of a `/pod` command, stored for the thread's one comment. Names are put in when it is rendered. */
export interface CommandAnswer {
  /** The operation that ran the command: its answer is stored once. */
  readonly operation: string;
  readonly person: Pseudonym | null;
  /** Somebody else whom its sentence names. */
  readonly about?: Pseudonym;
  /** The word of a command, as its definition spells it. */
  readonly command: string;
  /** One of the words its definition lists as outcomes. */
  readonly outcome: string;
  readonly pod?: number;
  readonly detail?: string;
}

export const ANSWERS_PER_THREAD_MAX = 5;

/** The facts from deliveries. The one with the later `updatedAt` counts, in whichever order they arrive. */
export interface ThreadFacts {
  readonly key: ThreadKey;
  readonly repository: number;
  readonly number: number;
  readonly kind: "issue" | "pull-request";
  readonly author: Pseudonym | null;
  readonly draft: boolean;
  readonly open: boolean;
  readonly locked: boolean;
  readonly updatedAt: number;
}

/** A thread as stored. */
export interface Thread extends ThreadFacts {
  readonly answers: readonly CommandAnswer[];
}

/** The state of our comment in a thread; only `deliver` writes it. */
export interface CommentState {
  readonly pod: number | null;
  readonly commentId: number | null;
  /** Pods that were named there: each is named once. */
  readonly named: readonly number[];
  /** People whom our comment names, or may name after a crash: when they are forgotten, their names are removed. */
  readonly people: readonly Pseudonym[];
  /** Advocates who were notified there: an edit notifies nobody new. */
  readonly notified: readonly Pseudonym[];
  /** A person deleted our comment: we never write there again. */
  readonly silenced: boolean;
}
