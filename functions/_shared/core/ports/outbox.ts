/** The outbox: errands to be sent to the world. */
import type { Claim, Errand, ErrandResult, ErrandState, Unsent } from "../outbox.ts";
import type { Operation } from "./operation.ts";

export interface Outbox {
  /** Claims up to `limit` due errands, each for `leaseMs`. Until then no other caller gets them. */
  claim(limit: number, leaseMs: number): Promise<Claim[]>;
  /**
   * Adds other errands that become one message with it, unless it may have been sent already. `undefined` when another
   * caller holds the errand.
   */
  gather(claim: Claim): Promise<Claim | undefined>;
  /**
   * Notes that the request is about to leave, and gives it `leaseMs` from now. `false` when another caller holds the errand.
   * Every write on GitHub asks anew, as it counts: throws BudgetSpent when it would be one too many.
   */
  beginSend(claim: Claim, leaseMs: number, to?: "github" | "chat"): Promise<boolean>;
  /**
   * `retry` tries again after a wait; `wait` does so without counting an attempt; the other states are final. `receipt` is
   * the id that the receiver gave. An errand that was enqueued again meanwhile stays due. `false` when another caller
   * holds the errand.
   */
  settle(
    claim: Claim,
    result:
      | { state: "sent"; receipt?: string }
      | { state: "retry" | "wait"; afterMs: number; detail: string }
      | { state: "unknown" | "dead"; detail: string },
  ): Promise<boolean>;
  /** Without errands it only claims the operation's id. Throws "conflict" when another request has used that id. */
  enqueue(errands: readonly Errand[], operation: Operation): Promise<void>;
}

/** What the outbox holds. */
export interface OutboxRecords {
  /** The number of errands in each state that has any. */
  backlog(): Promise<Partial<Record<ErrandState, number>>>;
  /**
   * The same number, what is not sent, the oldest first, and how many errands there are besides those that were looked at:
   * at most some thousands are, those that are due first and those that ended last.
   */
  unsent(): Promise<{ backlog: Partial<Record<ErrandState, number>>; groups: Unsent[]; beyond: number }>;
  /** What became of these errands, for two months after they ended; those that were never enqueued are left out. */
  results(errands: readonly Errand[]): Promise<ErrandResult[]>;
}
