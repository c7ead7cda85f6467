/** Why a step of a plan is not made, to everybody whom it concerns. */
import type { UnmadeReason } from "../plan/unmade-reason.ts";
import { FAULTS } from "./step-faults.static.ts";

/** To somebody who was asked about it: what others did who are in it; the rest in short. */
export const unmadeBecause = (reason: UnmadeReason): string =>
  reason === "not-agreed" ? FAULTS[reason] : reason === "stays" ? "somebody in it stays" : "it fits no more";
