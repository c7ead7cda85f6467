/** How far the deliveries that failed have been found and asked for again. */

export interface Recovery {
  /** Deliveries before this, ms, need no second look. */
  readonly since: number;
  /** Why they cannot be found, as a sentence; absent while they can. */
  readonly fault?: string;
  /** Those of the last days that failed as often as we asked for them, oldest first. */
  readonly lost: readonly LostDelivery[];
}

interface LostDelivery {
  readonly guid: string;
  /** When GitHub sent it first, ms. */
  readonly at: number;
  /** What its receiver answered last, such as `401 Invalid HTTP Response`. */
  readonly status: string;
}

export interface RecoveryLog {
  /** Nobody else looks until then; `undefined` when somebody else has said so. Times in ms. */
  claimRecovery(now: number, until: number): Promise<Recovery | undefined>;
  /** What was found, and when to look again. */
  saveRecovery(recovery: Recovery, until: number): Promise<void>;
  recovery(): Promise<Recovery>;
}
