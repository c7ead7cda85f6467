/** What every change needs besides its own arguments. */
import type { Identity, Pseudonym } from "../member.ts";
import type { Errand } from "../outbox.ts";

/** Part of every change: makes it happen once, dates it, and says what to send to the world about it. */
export interface Operation {
  /** Empty when the caller has none; the change then happens again each time, unless it is idempotent by itself. */
  readonly id: string;
  /** A hash of the request's body. The same id with another fingerprint is a conflict. */
  readonly fingerprint?: string;
  /** The caller's clock, ms. A label: nothing is ordered by it. */
  readonly at: number;
  /** Enqueued in the same step, if the change happens. */
  readonly errands?: readonly Errand[];
}

/** A person, and the pseudonym to give them if they are new. The caller makes it, since scripts are deterministic. */
export interface Subject extends Identity {
  readonly proposed: Pseudonym;
}
