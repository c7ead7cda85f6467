/** What advocates and maintainers set. */
import type { Identity } from "../member.ts";
import type { Meeting } from "../pod.ts";
import type { Operation } from "./operation.ts";

export type SetOutcome =
  | { outcome: "changed" | "unchanged" }
  | { outcome: "unknown" }
  | { outcome: "refused"; reason: string };

export interface Stewardship {
  rename(pod: number, name: string, operation: Operation): Promise<SetOutcome>;
  meet(pod: number, meeting: Meeting, operation: Operation): Promise<SetOutcome>;
  lock(pod: number, locked: boolean, operation: Operation): Promise<SetOutcome>;
  /** Makes a volunteer of the pod its advocate; with `null` the office is vacant. */
  appoint(pod: number, advocate: Identity | null, operation: Operation): Promise<SetOutcome>;
  pin(who: Identity, pinned: boolean, operation: Operation): Promise<SetOutcome>;
}
