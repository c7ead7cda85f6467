/** Facts from GitHub, and words of people for the digest. */
import type { Activity, Repository, WordsKind } from "../activity.ts";
import type { Pseudonym } from "../member.ts";
import type { OpenIssue } from "../open-issues.ts";
import type { ThreadFacts } from "../thread.ts";
import type { Week } from "../week.ts";
import type { Operation, Subject } from "./operation.ts";

/** The facts in a delivery. They are stored in one atomic step. */
export interface Fact {
  readonly repository?: Repository;
  readonly thread?: Omit<ThreadFacts, "author"> & {
    readonly author?: Subject;
    /** To GitHub the author was no newcomer to the repository then: a merge that comes later is not their first. */
    readonly isKnownAuthor?: boolean;
    /** ms; left out where GitHub does not say, and for private repositories. */
    readonly openedAt?: number;
    /** When a draft was made ready for review, ms. */
    readonly readyAt?: number;
    /** When a person other than the author said something there, ms. */
    readonly answeredAt?: number;
  };
  /** The thread, if it is an issue that somebody may take. */
  readonly openIssue?: Omit<OpenIssue, "key" | "author">;
  readonly activity?: Activity & {
    readonly person?: Subject;
    /** The week in which we heard of it, if that is another than its own. */
    readonly arrivesIn?: Week;
  };
  /** It was read from GitHub, not delivered: of two versions with the same time it counts. */
  readonly isReading?: true;
  readonly retracted?: Retraction;
}

/**
 * What was taken back then, ms; whatever came later counts. A line of a text by its name, which was edited away; or an
 * activity by its key: a release that was unpublished, or deleted for good, and the closing of what is open again.
 */
export type Retraction = ({ readonly line: string } | { readonly activity: string }) & { readonly at: number };

/** Words of somebody for the digest of a week. */
interface DigestWords extends Omit<Activity, "key" | "subject" | "by"> {
  readonly kind: WordsKind;
  /** Two of an author's words about the same are one; two posts are, whoever names them. */
  readonly about: string;
  /** Names the line of the text that says it; "" for what no text says. */
  readonly line: string;
  readonly author: Subject;
  /** The person who is thanked. */
  readonly thanked?: Pseudonym;
}

/** `full`: there were as many of that person, kind and week. `published`: the week's digest takes nothing more. */
export type NoteOutcome = "noted" | "already" | "full" | "overtaken" | "is-forgotten" | "published";

export interface Recorder {
  /** Stores a fact and credits it to the person's pod. New people become `known`. Each merged pull request counts once. */
  record(fact: Fact, operation: Operation): Promise<"recorded" | "duplicate">;
  /** The author becomes `known`. At most `max` of a person, a kind and a week are noted. */
  noteWords(words: DigestWords, max: number, operation: Operation): Promise<NoteOutcome>;
}
