/** Settings that advocates and maintainers change. */
import type { Identity, Pseudonym } from "../member.ts";
import type { Meeting, Pod } from "../pod.ts";
import type { Operation } from "./operation.ts";

/** Why the store refuses to appoint or to pin somebody, in the words of its scripts. */
export const APPOINT_REFUSALS = ["not-a-volunteer", "not-in-pod"] as const;
export const PIN_REFUSALS = ["not-seated"] as const;
export type AppointRefusal = (typeof APPOINT_REFUSALS)[number];
export type PinRefusal = (typeof PIN_REFUSALS)[number];

export type SetOutcome<Refusal extends string = never> =
  | { outcome: "changed" | "unchanged" }
  /** Somebody has said something later about it. */
  | { outcome: "overtaken" }
  | { outcome: "unknown" }
  | { outcome: "refused"; reason: Refusal };

export interface Stewardship {
  /** `isFree` is asked about the names that all pods have in the step that renames this one. */
  rename(
    pod: number,
    name: string,
    operation: Operation,
    isFree?: (pods: readonly Pod[]) => boolean,
  ): Promise<SetOutcome<"taken">>;
  /** `null` ends the meeting. */
  meet(pod: number, meeting: Meeting | null, operation: Operation): Promise<SetOutcome>;
  lock(pod: number, locked: boolean, operation: Operation): Promise<SetOutcome>;
  /**
   * Makes a volunteer of the pod its advocate; `null` leaves the role vacant. `actor` says so in a comment, whose answer tells
   * the new advocate.
   */
  appoint(
    pod: number,
    advocate: Identity | null,
    operation: Operation,
    actor?: Pseudonym,
  ): Promise<SetOutcome<AppointRefusal>>;
  /** Whether the outcome of an operation is known: it was carried out before. */
  isMade(operation: Operation): Promise<boolean>;
  pin(who: Identity, pinned: boolean, operation: Operation): Promise<SetOutcome<PinRefusal>>;
}
