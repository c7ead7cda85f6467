/** Settings that advocates and maintainers change. */
import type { Identity } from "../member.ts";
import type { Meeting } from "../pod.ts";
import type { Operation } from "./operation.ts";

/** An advocate has to be a volunteer of the pod; only somebody seated can be pinned. */
export const SET_REFUSALS = ["not-in-pod", "not-a-volunteer", "not-seated"] as const;

export type SetOutcome =
  | { outcome: "changed" | "unchanged" }
  | { outcome: "unknown" }
  | { outcome: "refused"; reason: (typeof SET_REFUSALS)[number] };

export interface Stewardship {
  rename(pod: number, name: string, operation: Operation): Promise<SetOutcome>;
  meet(pod: number, meeting: Meeting, operation: Operation): Promise<SetOutcome>;
  lock(pod: number, locked: boolean, operation: Operation): Promise<SetOutcome>;
  /** Makes a volunteer of the pod its advocate; `null` leaves the role vacant. */
  appoint(pod: number, advocate: Identity | null, operation: Operation): Promise<SetOutcome>;
  pin(who: Identity, pinned: boolean, operation: Operation): Promise<SetOutcome>;
}
