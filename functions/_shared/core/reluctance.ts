/**
 * People who sit well, and did not ask to move, move only where that is worth it to them. The points tell which seating is
 * better. They leave out that it is a nuisance to leave a pod one knows for a point of somebody else's hours.
 */
import type { Rank } from "./scoring/term-kinds.ts";

/** Points that a plan saves at least, beyond what the move costs, for each such person. docs/scale.md has what was tried. */
const BEYOND = {
  /** Into an area that they want more. */
  better: 1,
  /** Into an area that they want as much or less, most often that of the pod they are in: the most, in a large community. */
  otherwise: 20,
} as const;

/** In a small community a better seat is rare, so a move costs less there: a point for so many people. */
const PEOPLE_A_POINT = 30;

/** Points beyond the table for a move into an area that they want less, while pods are searched for. */
const LOSS = 5;

/** Points for another seat than a founding gave somebody less than a day ago. The table counts none; but people have read of it. */
export const PROPOSAL = 1;

/** The areas that a person leaves and enters, as that person ranks them. */
export interface Ranks {
  readonly from: Rank;
  readonly to: Rank;
}

/**
 * Points for a move that a plan makes. People who no longer name the area that they leave have asked for any that they name.
 *
 * @param people who take part in the community
 */
export function reluctance({ from, to }: Ranks, people: number): number {
  if (from === 3 && to < 3) return 0;
  if (to < from) return BEYOND.better;
  return Math.max(BEYOND.better, Math.min(BEYOND.otherwise, Math.floor(people / PEOPLE_A_POINT)));
}

/** Points for the same move while pods are searched for. With more, no new pods would form: people have to move there. */
export const reluctanceInSearch = ({ from, to }: Ranks): number => (to > from ? LOSS : 0);
