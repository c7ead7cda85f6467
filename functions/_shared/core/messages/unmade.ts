/** Why a step of a plan is not made, to everybody whom it concerns. */
import type { RowFault } from "../plan/apply.ts";
import type { UnmadeReason } from "../plan/unmade-reason.ts";

export const FAULTS: Readonly<Record<RowFault, string>> = {
  gone: "somebody in it has left",
  "moved-since": "somebody in it now sits elsewhere",
  pinned: "somebody in it was pinned to their seat",
  advocate: "somebody in it became their pod's advocate",
  locked: "a pod in it was locked",
  "area-gone": "the settings no longer name the area of a pod in it",
  "not-agreed": "somebody in it no longer wants that area",
  "pod-gone": "a pod in it was closed",
};

const isFault = (reason: UnmadeReason): reason is RowFault => Object.hasOwn(FAULTS, reason);

/** To somebody who was asked about it. What the seating as a whole makes of it is said in short. */
export function unmadeBecause(reason: UnmadeReason): string {
  if (isFault(reason)) return FAULTS[reason];
  return reason === "stays" ? "somebody in it stays where they are" : "it makes the seating no better any more";
}
