/** Facts from GitHub, and the state of our comments about pods there. */
import type { Activity, Repository, WordsKind } from "../activity.ts";
import type { FirstSteps } from "../github/newcomer.ts";
import type { Pseudonym } from "../member.ts";
import type { OpenIssue } from "../open-issues.ts";
import type { CommentState, Greeting, LabelState, ThreadFacts, ThreadKey } from "../thread.ts";
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
    /** A person other than the author says something there. */
    readonly isAnswered?: boolean;
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

/** An open thread of a person in which nobody else has said anything since it was opened. */
export interface UnansweredThread {
  readonly thread: ThreadFacts & { readonly author: Pseudonym };
  /** When it was opened or, if it was a draft, made ready for review, ms. */
  readonly waitsSince: number;
  /** The number of the pod that was chosen for it, living or not. */
  readonly pod: number | null;
  /** The areas of the thread while none of them has a pod. */
  readonly awaits: CommentState["awaits"];
  readonly authorSteps: FirstSteps;
}

/** `full`: there were as many of that person, kind and week. `published`: the week's digest was, before. */
export type NoteOutcome = "noted" | "already" | "full" | "overtaken" | "is-forgotten" | "published";

export interface Recorder {
  /** Stores a fact and credits it to the person's pod. New people become `known`. Each merged pull request counts once. */
  record(fact: Fact, operation: Operation): Promise<"recorded" | "duplicate">;
  /** The author becomes `known`. At most `max` of a person, a kind and a week are noted. */
  noteWords(words: DigestWords, max: number, operation: Operation): Promise<NoteOutcome>;
  thread(key: ThreadKey): Promise<ThreadFacts | undefined>;
  commentState(key: ThreadKey): Promise<CommentState | undefined>;
  saveCommentState(key: ThreadKey, state: CommentState): Promise<void>;
  /** Nothing about its pod is said in the thread any more; what we said there is taken away. */
  silence(key: ThreadKey, operation: Operation): Promise<void>;
  /** Our comment and our label in a thread follow it to its new place. */
  moveThread(from: ThreadKey, to: ThreadKey, operation: Operation): Promise<void>;
  labelState(key: ThreadKey): Promise<LabelState>;
  saveLabelState(key: ThreadKey, state: LabelState): Promise<void>;
  /** The open threads of a pod. */
  threadsOf(pod: number): Promise<ThreadKey[]>;
  /**
   * Those that wait since a time between two, ms, and were opened since we came, the earliest first; at most a thousand. Answers count
   * once they are given, even if they are deleted later.
   */
  unanswered(from: number, to: number): Promise<UnansweredThread[]>;
  /** The open threads of an area that had no pod when they were looked at last. */
  threadsAwaiting(area: string): Promise<ThreadKey[]>;
  /** How many they are, for each of these pods. */
  load(pods: readonly number[]): Promise<Map<number, number>>;
  /** In how many open threads our comment mentions each of these people. */
  turns(people: readonly Pseudonym[]): Promise<Map<Pseudonym, number>>;
  firstSteps(person: Pseudonym): Promise<FirstSteps>;
  /**
   * Whether a person is to be greeted in this thread: once ever, in the one that asks first, which may ask again. Its buddy
   * stays as long as they are among the buddies; then it is the one who was named least often before.
   */
  greet(
    person: Pseudonym,
    occasion: "welcome" | "first-merge",
    thread: ThreadKey,
    buddies: readonly Pseudonym[],
  ): Promise<Greeting["welcome"] | undefined>;
  /** The author was not welcomed in this thread after all, so another one may. */
  withdrawWelcome(thread: ThreadKey): Promise<void>;
  /** Saves whom the comment of a notice names, in the order of its lines. */
  saveNotice(thread: ThreadKey, comment: number, people: readonly Pseudonym[]): Promise<void>;
  /** Nobody for a comment that is no notice. */
  namedInNotice(thread: ThreadKey, comment: number): Promise<Pseudonym[]>;
  repositories(): Promise<Repository[]>;
  repository(id: number): Promise<Repository | undefined>;
  /** Those of at most a second ago, for the many who join. */
  recentRepositories(): Promise<readonly Repository[]>;
}
