/** What is to be sent. */
import type { Claim, Errand } from "../outbox.ts";
import type { Operation } from "./operation.ts";

export interface Outbox {
  /** Takes up to `limit` errands that are due, each for `leaseMs`; nobody else gets them until then. */
  claim(limit: number, leaseMs: number): Promise<Claim[]>;
  /** Durable before the request leaves, which has `leaseMs` from now. `false` when somebody else holds it by now. */
  posting(claim: Claim, leaseMs: number): Promise<boolean>;
  /**
   * `retry` after a wait, or settled for good; `wait` says that it was not tried. `receipt` is the far side's id. An errand
   * put in again meanwhile stays due.
   */
  settle(
    claim: Claim,
    result:
      | { state: "sent"; receipt?: string }
      | { state: "retry" | "wait"; afterMs: number; detail: string }
      | { state: "unknown" | "dead"; detail: string },
  ): Promise<boolean>;
  /** Without errands it only takes the operation's id; throws "conflict" when another request has it. */
  enqueue(errands: readonly Errand[], operation: Operation): Promise<void>;
  /** How many errands are in each state, for the status page. */
  backlog(): Promise<Record<string, number>>;
}
