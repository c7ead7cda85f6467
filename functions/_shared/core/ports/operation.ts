/** Arguments that every change takes besides its own. */
import type { Identity, Pseudonym } from "../member.ts";
import type { Errand } from "../outbox.ts";
import type { Said } from "../spoken.ts";

/** Makes a change happen once, dates it, and lists the messages to send about it. */
export interface Operation {
  /** Empty when the caller has none. A repeated call then changes the store again, unless the change is idempotent. */
  readonly id: string;
  /** A hash of the request's body. The same id with another fingerprint is a conflict. */
  readonly fingerprint?: string;
  /** The caller's clock, ms. Only a label: nothing is ordered by it. */
  readonly at: number;
  /** When the person it is about said so. Later words about the same matter stay in force. Left out: nobody spoke. */
  readonly said?: Said;
  /** Who says so: people who are answered are not told of it by a notice as well. Left out: a machine. */
  readonly by?: "self" | "maintainer";
  /** Enqueued in the same step, if the change happens. */
  readonly errands?: readonly Errand[];
}

/** A person, and the pseudonym to give them if they are new. The caller makes it, since scripts are deterministic. */
export interface Subject extends Identity {
  readonly proposed: Pseudonym;
}
