/** Limits to tries. They are kept in the store, so that replicas share them. */
import type { Identity } from "../member.ts";
import type { Operation } from "./operation.ts";

/** Failed proofs in a minute that are told why they failed. Later ones are 429; a right proof is never refused. */
export const FAILED_PROOFS_MAX = { address: 20, process: 100 } as const;

/** Commands that one person may give by comments, besides those that end their part. */
export const COMMANDS_MAX = { perMinute: 30, perHour: 100 } as const;

/** `slow-down` once in each minute beyond the limit, so that there is one answer; `too-many` after that. */
export const PACES = ["go-on", "slow-down", "too-many"] as const;
type Pace = (typeof PACES)[number];

export interface Limits {
  /** Counts a failed proof. The number of them from `origin` since its minute began, with this one. */
  countFailedProof(origin: string): Promise<number>;
  /** Whether this person may give one more command. `at` is when they gave it, so it does not matter when we hear of it. */
  pace(person: Identity, operation: Operation): Promise<Pace>;
}
