/**
 * A textbook genetic algorithm of the kind that team builders use: a generation of orders of people (cut into pods),
 * tournament selection, ordered crossover, swaps as mutation, and elitism.
 */
import { type Game, type Peer, shuffled } from "./game.ts";

const GENERATION = 200;
const ELITE = 4;
const TOURNAMENT = 5;
const MUTATIONS_PER_HUNDRED = 50;

interface Creature {
  readonly order: number[];
  readonly points: number;
}

export const genetic: Peer = (game, over) => {
  const sizes = game.deal().map((people) => people.length);
  const born = (order: number[]): Creature => ({ order, points: pointsOf(game, cut(order, sizes)) });
  let generation = Array.from({ length: GENERATION }, () => born(shuffled(game.people, game.random))).sort(byPoints);
  while (!over()) {
    const next = generation.slice(0, ELITE);
    while (next.length < GENERATION && !over()) {
      const child = crossover(game, tournament(game, generation).order, tournament(game, generation).order);
      while (game.random.below(100) < MUTATIONS_PER_HUNDRED) mutate(game, child);
      next.push(born(child));
    }
    generation = next.sort(byPoints);
  }
  return cut(generation[0]!.order, sizes);
};

function byPoints(a: Creature, b: Creature): number {
  return a.points - b.points;
}

function tournament(game: Game, generation: readonly Creature[]): Creature {
  let best = generation[game.random.below(generation.length)]!;
  for (let n = 1; n < TOURNAMENT; n++) {
    const other = generation[game.random.below(generation.length)]!;
    if (other.points < best.points) best = other;
  }
  return best;
}

/** A slice of one parent, and the rest in the order of the other. */
function crossover(game: Game, one: readonly number[], other: readonly number[]): number[] {
  const from = game.random.below(one.length);
  const to = from + 1 + game.random.below(one.length - from);
  const kept = new Set(one.slice(from, to));
  const rest = other.filter((person) => !kept.has(person));
  return [...rest.slice(0, from), ...one.slice(from, to), ...rest.slice(from)];
}

function mutate(game: Game, order: number[]): void {
  const a = game.random.below(order.length);
  const b = game.random.below(order.length);
  [order[a], order[b]] = [order[b]!, order[a]!];
}

function cut(order: readonly number[], sizes: readonly number[]): number[][] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return order.slice(at - size, at);
  });
}

function pointsOf(game: Game, groups: readonly number[][]): number {
  return groups.reduce((sum, people, pod) => sum + game.points(pod, people), 0);
}
