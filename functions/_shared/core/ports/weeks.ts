/** Weeks and their digests. */
import type { CreditedActivity } from "../activity.ts";
import type { Pseudonym } from "../member.ts";
import type { Week } from "../week.ts";
import type { Operation } from "./operation.ts";

export interface PublishedDigest<Model = unknown> {
  readonly week: Week;
  readonly publishedAt: number;
  readonly correctedAt?: number;
  /** Holds pseudonyms; names are filled in when it is rendered. */
  readonly model: Model;
}

export interface Weeks {
  /** All activities of a week, in no particular order. */
  activities(week: Week): Promise<CreditedActivity[]>;
  /** For the small charts: the number of activities of each pod, week by week in the order of `weeks`. */
  pulse(weeks: readonly Week[]): Promise<Map<number, number[]>>;
  digest(week: Week): Promise<PublishedDigest | undefined>;
  /** Published weeks, newest first. */
  digests(): Promise<Week[]>;
}

/** What the digest of a week is made from, and its publication. */
export interface Publication {
  /**
   * Those that the digest of the week tells: without what became known after the week was closed, and with what became known
   * in this week when its own week was closed. So each is told once.
   */
  activitiesToTell(week: Week): Promise<CreditedActivity[]>;
  /** The same with the kinds of work that the labels of their threads name now, and who opened the issues that were closed. */
  withWork(activities: readonly CreditedActivity[]): Promise<CreditedActivity[]>;
  /** Those of these people who contributed before a time, ms: to what we saw, or before we saw them. */
  contributedBefore(people: Iterable<Pseudonym>, time: number): Promise<Set<Pseudonym>>;
  /** From now on the digest of the week takes nothing more. To be called before its facts are read. */
  closeWeek(week: Week): Promise<void>;
  /** Publishes once; a second call changes nothing. `correct` replaces the model and keeps `publishedAt`. */
  publish(
    digest: PublishedDigest,
    operation: Operation,
    correct?: boolean,
  ): Promise<"published" | "already" | "corrected">;
}
