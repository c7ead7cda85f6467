/** Weeks and their digests. */
import type { CreditedActivity } from "../activity.ts";
import type { Week } from "../week.ts";
import type { Operation } from "./operation.ts";

export interface PublishedDigest<Model = unknown> {
  readonly week: Week;
  readonly publishedAt: number;
  readonly correctedAt?: number;
  /** Pseudonyms inside; names are put in when it is shown. */
  readonly model: Model;
}

export interface Weeks {
  /** All that is recorded of a week, in no order. */
  activities(week: Week): Promise<CreditedActivity[]>;
  /** Activity counts by pod for some weeks, for the little charts: `weeks[i]` of pod `n`. */
  pulse(weeks: readonly Week[]): Promise<Map<number, number[]>>;
  digest(week: Week): Promise<PublishedDigest | undefined>;
  /** Published weeks, newest first. */
  digests(): Promise<Week[]>;
  /** Publishes once; a second call changes nothing. With `correct` it replaces the model and keeps `publishedAt`. */
  publish(
    digest: PublishedDigest,
    operation: Operation,
    correct?: boolean,
  ): Promise<"published" | "already" | "corrected">;
}
