/**
 * Pairwise exchange with random restarts, the method of anticlustering: assign at random; for each person in turn make the
 * exchange with a member of another pod that saves the most; when none is left, start over. The best result wins.
 */
import type { Game, Peer } from "./game.ts";

export const exchange: Peer = (game, over) => {
  let best = game.deal();
  let bestPoints = total(game, best);
  while (!over()) {
    const groups = game.deal();
    const points = groups.map((people, pod) => game.points(pod, people));
    while (improveOnce(game, groups, points, over) && !over()) {}
    const sum = points.reduce((a, b) => a + b, 0);
    if (sum < bestPoints) {
      best = groups;
      bestPoints = sum;
    }
  }
  return best;
};

/** Makes every person's best exchange once; returns whether there was any. */
function improveOnce(game: Game, groups: number[][], points: number[], over: () => boolean): boolean {
  let improved = false;
  for (let a = 0; a < groups.length; a++) {
    for (let i = 0; i < groups[a]!.length && !over(); i++)
      improved = bestExchange(game, groups, points, a, i) || improved;
  }
  return improved;
}

function bestExchange(game: Game, groups: number[][], points: number[], a: number, i: number): boolean {
  let best = { saved: 0, b: -1, j: -1 };
  for (let b = 0; b < groups.length; b++) {
    if (b === a) continue;
    for (let j = 0; j < groups[b]!.length; j++) {
      trade(groups, a, i, b, j);
      const saved = points[a]! + points[b]! - game.points(a, groups[a]!) - game.points(b, groups[b]!);
      trade(groups, a, i, b, j);
      if (saved > best.saved) best = { saved, b, j };
    }
  }
  if (best.b < 0) return false;
  trade(groups, a, i, best.b, best.j);
  points[a] = game.points(a, groups[a]!);
  points[best.b] = game.points(best.b, groups[best.b]!);
  return true;
}

function trade(groups: number[][], a: number, i: number, b: number, j: number): void {
  const one = groups[a]![i]!;
  groups[a]![i] = groups[b]![j]!;
  groups[b]![j] = one;
}

function total(game: Game, groups: readonly number[][]): number {
  return groups.reduce((sum, people, pod) => sum + game.points(pod, people), 0);
}
