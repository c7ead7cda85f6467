/** How many people a plan may move. */

/** However few people there are, a plan may move this many; a swap takes two. */
const MOVES_MIN = 2;

/** The share of the seated that a plan may move, in people. */
export function movesLimit(seated: number, maxMovesPercent: number): number {
  return Math.max(MOVES_MIN, Math.floor((seated * maxMovesPercent) / 100));
}
