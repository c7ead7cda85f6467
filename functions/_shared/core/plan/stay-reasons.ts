import type { SkipReason } from "./apply.ts";

/** Why an undo leaves somebody where they are, besides what holds them in their seat or makes a group fail. */
export const STAY_REASONS = [
  /** The settings no longer name the area of their old pod. */
  "area-gone",
  /** The pod that the run formed is not closed, as others whom the run seated in it stay. */
  "others-stay",
  /** The pod that the run closed is not formed again, as fewer than five people would come back. */
  "too-few-back",
  /** Their old pod has nine people. */
  "full",
  /** Without them, the pod that they are in would have fewer than five people. */
  "needed",
] as const;

export type StayReason = (typeof STAY_REASONS)[number] | SkipReason;
