/** Reasons with weights. They are listed in the order of the points they stand for. */
import type { Rank } from "../scoring/term-kinds.ts";
import type { Reason } from "./plan.ts";

export type WeighedReason = readonly [points: number, reason: Reason];

/** Weights of reasons that save no points: restoring a rule comes before all points, an aside after them. */
export const RULE = 100;
export const ASIDE = 0;

/** Choices as people count them, by rank. */
export const CHOICES = { 0: 1, 1: 2, 2: 3 } as const;

/** The reason for getting an area with this rank. */
export function areaReason(rank: Rank, area: string): Reason {
  return rank === 3 ? { because: "unlisted-area", area } : { because: "choice", rank: CHOICES[rank], area };
}
