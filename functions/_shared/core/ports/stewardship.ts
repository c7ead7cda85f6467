/** Settings that advocates and maintainers change. */
import type { Identity } from "../member.ts";
import type { Meeting } from "../pod.ts";
import type { Operation } from "./operation.ts";

/** Why the store refuses to set something, in the words of its scripts. */
export const SET_REFUSALS = ["not-a-volunteer", "not-in-pod", "not-seated"] as const;
export type SetRefusal = (typeof SET_REFUSALS)[number];

export type SetOutcome =
  | { outcome: "changed" | "unchanged" }
  | { outcome: "unknown" }
  | { outcome: "refused"; reason: SetRefusal };

export interface Stewardship {
  rename(pod: number, name: string, operation: Operation): Promise<SetOutcome>;
  meet(pod: number, meeting: Meeting, operation: Operation): Promise<SetOutcome>;
  lock(pod: number, locked: boolean, operation: Operation): Promise<SetOutcome>;
  /** Makes a volunteer of the pod its advocate; `null` leaves the role vacant. */
  appoint(pod: number, advocate: Identity | null, operation: Operation): Promise<SetOutcome>;
  pin(who: Identity, pinned: boolean, operation: Operation): Promise<SetOutcome>;
}
