/** The work behind commands that their function does itself: about plans, imports, digests and links to advocates' pages. */

import type { UnmadeReason } from "../plan/unmade-reason.ts";
import type { Week } from "../week.ts";
import type { Operation } from "./operation.ts";
import type { StayedReason } from "./plans.ts";

/** What an undo of a run would do: nothing for good, what it does now, or unknown while the planner is busy. */
export type MayUndo =
  | "never"
  | "unknown"
  | { readonly back: number; readonly stays: readonly { readonly reason: StayedReason }[] };

/** Plans and runs, by their ids. Repeating a call finishes work that was cut off. */
export interface PlanDesk {
  /** Seats people who wait, as the day's seating does. */
  seat(operation: Operation): Promise<SeatOutcome>;
  /** Makes a plan and stores it. */
  plan(): Promise<string>;
  /** Applies a waiting plan without the people in `except`. Throws PodsError "invalid" for a login nobody has. */
  apply(plan: string, except: readonly string[]): Promise<ApplyOutcome>;
  /** Takes a run back as far as that is possible. */
  undo(run: string): Promise<UndoOutcome>;
  discard(plan: string): Promise<{ readonly outcome: "discarded" | "applied" | "unknown" }>;
  /** Asks the people whom a waiting plan would move, once. */
  ask(plan: string): Promise<AskOutcome>;
  /** Makes a signed link. */
  link(wish: LinkWish): Promise<LinkOutcome>;
}

type SeatOutcome =
  /** `unseated`: nobody got a seat, and people lost theirs. */
  | { readonly outcome: "seated" | "unseated"; readonly run: string; readonly detail: string }
  /** All steps of the run were skipped. */
  | { readonly outcome: "nothing-seated"; readonly run: string }
  | { readonly outcome: "nothing-to-seat" };

/** Goes into the JSON answer. */
type Report = Readonly<Record<string, unknown>>;

type AskOutcome =
  | { readonly outcome: "asking" | "already-asked" | "already-applied" | "already-discarded" | "unknown" }
  /** A run of it has begun, and is still at work or was cut off. */
  | { readonly outcome: "already-begun" }
  /** `report`: the steps that are not made, and why. */
  | { readonly outcome: "nobody-to-ask"; readonly report: Report };

export type ApplyOutcome =
  /** `next` is a plan for the groups that no longer fitted. */
  | { readonly outcome: "applied"; readonly run: string; readonly mayUndo: MayUndo; readonly next?: string }
  /** `next` is a fresh plan. */
  | { readonly outcome: "already-discarded"; readonly next: string }
  /** `run` applied it. */
  | { readonly outcome: "already-applied"; readonly run: string; readonly next: string }
  /** `report`: why no step was made, with names. */
  | { readonly outcome: "nothing-fits"; readonly next: string; readonly report: Report }
  /** `run` applied it, and was undone. */
  | { readonly outcome: "already-undone"; readonly run: string; readonly next: string }
  /** Every change of the plan needs somebody who is to stay, so it still waits. `isChoice`: the caller left people out. */
  | {
      readonly outcome: "nothing-left";
      readonly reasons: readonly UnmadeReason[];
      readonly isChoice: boolean;
      readonly report: Report;
    }
  /** The plan is empty. */
  | { readonly outcome: "nothing-to-do" }
  | { readonly outcome: "unknown" };

export interface LinkWish {
  /** The person it is for; otherwise the holder of the admin key. */
  readonly login: string | undefined;
  /** The run that it opens; otherwise the latest plan. */
  readonly run: string | undefined;
}

export type LinkOutcome =
  /** `expires` in ms since 1970. */
  | { readonly outcome: "linked"; readonly url: string; readonly expires: number }
  | { readonly outcome: "no-plan" | "no-run" | "nobody" };

export type UndoOutcome =
  /** `stays`: how many people stay where they are; `waiting`: how many wait again. */
  | { readonly outcome: "undone"; readonly run: string; readonly stays: number; readonly waiting: number }
  /** Nobody can go back to the seat before, for these reasons; or nobody was moved. The run may be undone later. */
  | {
      readonly outcome: "nothing-to-undo";
      readonly stays: readonly { readonly reason: StayedReason }[];
      readonly report: Report;
    }
  | { readonly outcome: "already-undone" | "unknown" };

/** Imports, by their ids. */
export interface ImportDesk {
  /**
   * Takes an import back, or says what that would do. `undoing`: there was no time for all; calling again goes on.
   */
  undo(id: string): Promise<UndoImportOutcome>;
}

export type UndoImportOutcome =
  | { readonly outcome: "undone" | "nothing-undone" | "undoing" | "rehearsed"; readonly report: Report }
  | { readonly outcome: "no-import"; readonly report?: undefined };

/** The digests of weeks. */
export interface DigestDesk {
  /** The digest as it would be published now. Stores nothing. */
  preview(week: Week): Promise<PreviewOutcome>;
  /** Publishes a week that is over, once. */
  publish(week: Week, operation: Operation): Promise<PublishOutcome>;
  /** Rebuilds a published week with the activities that became known since. */
  correct(week: Week, operation: Operation): Promise<{ readonly outcome: "corrected" | "unchanged" | "not-published" }>;
  /** Makes a signed link to the page that measures connection, for a maintainer or else for the holder of the admin key. */
  link(login: string | undefined): Promise<ConnectionLinkOutcome>;
}

export type ConnectionLinkOutcome =
  | Extract<LinkOutcome, { readonly outcome: "linked" }>
  | { readonly outcome: "nobody" };

type PreviewOutcome =
  | { readonly outcome: "previewed"; readonly digest: object; readonly markdown: string }
  | { readonly outcome: "not-begun" | "before-us" };

export type PublishOutcome =
  /** `to` are the channels it is sent to. */
  | { readonly outcome: "published"; readonly to: readonly string[] }
  | { readonly outcome: "already-published" | "not-begun" | "before-us" }
  /** `until` is its last day. */
  | { readonly outcome: "not-over"; readonly until: string };

/** The private pages of advocates. */
export interface AdvocateDesk {
  /** Makes a signed link: to the page of a pod, or of the pod whose advocate somebody is. */
  link(wish: AdvocateLinkWish): Promise<AdvocateLinkOutcome>;
}

export type AdvocateLinkWish = { readonly login: string } | { readonly pod: string };

export type AdvocateLinkOutcome =
  | Extract<LinkOutcome, { readonly outcome: "linked" }>
  | { readonly outcome: "nobody" | "no-advocate" | "no-pod" };
