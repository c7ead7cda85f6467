/** Why a step of a plan is not made, to everybody whom it concerns. */
import type { UnmadeReason } from "../plan/unmade-reason.ts";

export const NOT_AGREED = "somebody in it no longer wants that area";

/** To somebody who was asked about it: what others did who are in it; the rest in short. */
export const unmadeBecause = (reason: UnmadeReason): string =>
  reason === "not-agreed" ? NOT_AGREED : reason === "stays" ? "somebody in it stays" : "it fits no more";
