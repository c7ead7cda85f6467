/** The work behind the commands about plans and digests. The functions that own it do it. */
import type { Week } from "../week.ts";
import type { Operation } from "./operation.ts";

/** Plans and runs, by their ids. What was cut off is finished by the same call again. */
export interface PlanDesk {
  /** Makes a plan and keeps it. */
  plan(): Promise<string>;
  /** Applies a waiting plan without the people who are to stay. Throws PodsError "invalid" for a login nobody has. */
  apply(plan: string, except: readonly string[]): Promise<ApplyOutcome>;
  /** Takes a run back as far as that is possible. */
  undo(run: string): Promise<UndoOutcome>;
  discard(plan: string): Promise<{ readonly outcome: "discarded" | "applied" | "unknown" }>;
}

export type ApplyOutcome =
  /** `next` is the plan for those groups that no longer fitted. */
  | { readonly outcome: "applied"; readonly run: string; readonly next?: string }
  /** `next` is a fresh plan. */
  | { readonly outcome: "already-applied" | "already-discarded" | "nothing-fits"; readonly next: string }
  /** It was applied by that run, which was undone. */
  | { readonly outcome: "already-undone"; readonly run: string; readonly next: string }
  | { readonly outcome: "unknown" };

export type UndoOutcome =
  | { readonly outcome: "undone"; readonly run: string }
  | { readonly outcome: "already-undone" | "unknown" };

/** The digests of weeks. */
export interface DigestDesk {
  /** The digest as it would be published now. Stores nothing. */
  preview(week: Week): Promise<PreviewOutcome>;
  /** Publishes a week that is over, once. */
  publish(week: Week, operation: Operation): Promise<PublishOutcome>;
  /** Rebuilds a published week with what became known since. */
  correct(week: Week, operation: Operation): Promise<{ readonly outcome: "corrected" | "unchanged" | "not-published" }>;
}

type PreviewOutcome =
  | { readonly outcome: "previewed"; readonly digest: object; readonly markdown: string }
  | { readonly outcome: "not-begun" };

export type PublishOutcome =
  /** `to` are the channels it is sent to. */
  | { readonly outcome: "published"; readonly to: readonly string[] }
  | { readonly outcome: "already-published" | "not-begun" }
  /** `until` is its last day. */
  | { readonly outcome: "not-over"; readonly until: string };
