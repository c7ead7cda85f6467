/** Repositories and threads, and what we wrote in threads. */
import type { Repository } from "../activity.ts";
import type { FirstSteps } from "../github/newcomer.ts";
import type { Pseudonym } from "../member.ts";
import type { CommentState, Greeting, LabelState, ThreadFacts, ThreadKey } from "../thread.ts";
import type { Operation } from "./operation.ts";

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

/** The repositories that we heard of. */
export interface Repositories {
  repositories(): Promise<Repository[]>;
  repository(id: number): Promise<Repository | undefined>;
  /** Those of at most a second ago, for the many who join. */
  recentRepositories(): Promise<readonly Repository[]>;
}

/** Threads, and the state of our comments, labels and greetings there. */
export interface Threads {
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
    occasion: "welcome" | "first-merge" | `pod-${number}`,
    thread: ThreadKey,
    buddies: readonly Pseudonym[],
  ): Promise<Greeting["welcome"] | undefined>;
  /** The author was not welcomed in this thread after all, so another one may. */
  withdrawWelcome(thread: ThreadKey): Promise<void>;
  /** Saves whom the comment of a notice names, in the order of its lines. */
  saveNotice(thread: ThreadKey, comment: number, people: readonly Pseudonym[]): Promise<void>;
  /** Nobody for a comment that is no notice. */
  namedInNotice(thread: ThreadKey, comment: number): Promise<Pseudonym[]>;
}

/** Threads that wait. */
export interface Unanswered {
  /**
   * Those that wait since a time between two, ms, and were opened since we came, the earliest first; at most a thousand. Answers count
   * once they are given, even if they are deleted later.
   */
  unanswered(from: number, to: number): Promise<UnansweredThread[]>;
}
