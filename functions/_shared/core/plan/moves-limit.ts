/** How many people a plan may move. */

/** Even in the smallest community a plan may move this many; a swap takes two. */
const MOVES_MIN = 2;

/** The number of people that a plan may move. */
export function movesLimit(seated: number, maxMovesPercent: number): number {
  return Math.max(MOVES_MIN, Math.floor((seated * maxMovesPercent) / 100));
}
