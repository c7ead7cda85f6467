/** What goes with every change. */
import type { Identity, Pseudonym } from "../member.ts";
import type { Errand } from "../outbox.ts";

/** Goes with every change: makes it happen once, dates it, and says what is to be told to the world about it. */
export interface Operation {
  /** Empty when the caller has none: then only the change's own nature keeps it from happening twice. */
  readonly id: string;
  /** Of the request's body; the same id with another fingerprint is a conflict. */
  readonly fingerprint?: string;
  /** The caller's clock, ms: a label, never an order. */
  readonly at: number;
  /** Put into the outbox in the same step, when the change happens. */
  readonly errands?: readonly Errand[];
}

/** Who is meant, and the pseudonym to give them should they be new (made by the caller: scripts hold no randomness). */
export interface Subject extends Identity {
  readonly proposed: Pseudonym;
}
