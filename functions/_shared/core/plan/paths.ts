/**
 * Splits the moves between pods, seen as a multigraph, into chains. A chain is a path (the first pod loses a person, the
 * last gains one, the pods in between keep their size) or a cycle (all pods keep their size). Direct moves and swaps are
 * taken first, so most chains have one or two moves. Every move is in exactly one chain. Takes linear time.
 */
import type { PodId } from "../scoring/community.ts";

export interface Move {
  readonly member: string;
  readonly from: PodId;
  readonly to: PodId;
}

/** Longer chains are cut into paths, so that people who read a plan can follow each group. */
const CHAIN_MAX = 20;

interface Graph {
  readonly moves: readonly Move[];
  /** The numbers of the pods that each move leads from and to. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly taken: boolean[];
  /** By pod: departures minus arrivals among the moves not taken yet. Taking a path brings both its ends closer to 0. */
  readonly surplus: number[];
}

/** The chains of these moves. The same moves in the same order give the same chains. */
export function chainsOf(moves: readonly Move[]): Move[][] {
  const graph = graphOf(moves);
  const chains = [...straightMoves(graph), ...swaps(graph), ...walks(graph)];
  return chains.flatMap((chain) => cut(chain.map((move) => moves[move]!)));
}

function graphOf(moves: readonly Move[]): Graph {
  const numbers = new Map<PodId, number>();
  const number = (pod: PodId): number => {
    const known = numbers.get(pod);
    if (known !== undefined) return known;
    numbers.set(pod, numbers.size);
    return numbers.size - 1;
  };
  const from = moves.map((move) => number(move.from));
  const to = moves.map((move) => number(move.to));
  const surplus = Array.from(numbers, () => 0);
  for (const pod of from) surplus[pod]!++;
  for (const pod of to) surplus[pod]!--;
  return { moves, from, to, taken: moves.map(() => false), surplus };
}

/** Moves from a pod that shrinks to a pod that grows: each is a path by itself. */
function straightMoves({ moves, from, to, taken, surplus }: Graph): number[][] {
  const chains: number[][] = [];
  for (const move of moves.keys()) {
    const [giver, taker] = [from[move]!, to[move]!];
    if (surplus[giver]! <= 0 || surplus[taker]! >= 0) continue;
    surplus[giver]!--;
    surplus[taker]!++;
    taken[move] = true;
    chains.push([move]);
  }
  return chains;
}

function swaps({ moves, from, to, taken, surplus }: Graph): number[][] {
  const chains: number[][] = [];
  /** Moves that no move in the opposite direction has been paired with yet, by their two pods. */
  const open = new Map<number, number[]>();
  const between = (a: number, b: number) => a * surplus.length + b;
  for (const move of moves.keys()) {
    if (taken[move]) continue;
    const back = open.get(between(to[move]!, from[move]!))?.pop();
    if (back !== undefined) {
      taken[move] = true;
      taken[back] = true;
      chains.push([back, move]);
      continue;
    }
    const there = between(from[move]!, to[move]!);
    const others = open.get(there);
    if (others) others.push(move);
    else open.set(there, [move]);
  }
  return chains;
}

/** The remaining moves: first walks from shrinking pods to growing pods, then cycles. */
function walks(graph: Graph): number[][] {
  const outgoing: number[][] = graph.surplus.map(() => []);
  for (let move = graph.moves.length - 1; move >= 0; move--) {
    if (!graph.taken[move]) outgoing[graph.from[move]!]!.push(move);
  }
  const chains: number[][] = [];
  const place = graph.surplus.map(() => -1);
  const follow = (pod: number) => walk(graph, outgoing, place, pod, chains);
  for (const pod of outgoing.keys()) while (graph.surplus[pod]! > 0) follow(pod);
  for (const pod of outgoing.keys()) while (outgoing[pod]!.length > 0) follow(pod);
  return chains;
}

/**
 * Follows moves from `start` until it reaches a pod that grows, or until no move leads on. Reaching a pod again closes a
 * cycle, which is removed from the trail. `place` holds each pod's position on the trail, -1 for a pod that is not on it.
 */
function walk(graph: Graph, outgoing: number[][], place: number[], start: number, chains: number[][]): void {
  const { to, surplus } = graph;
  const trail: number[] = [];
  place[start] = 0;
  let at = start;
  while (surplus[at]! >= 0) {
    const move = outgoing[at]!.pop();
    if (move === undefined) break;
    trail.push(move);
    at = to[move]!;
    if (place[at] === -1) {
      place[at] = trail.length;
      continue;
    }
    const cycle = trail.splice(place[at]!);
    for (const step of cycle) if (to[step] !== at) place[to[step]!] = -1;
    chains.push(cycle);
  }
  place[start] = -1;
  for (const step of trail) place[to[step]!] = -1;
  if (trail.length === 0) return;
  surplus[start]!--;
  surplus[at]!++;
  chains.push(trail);
}

/** Cuts a chain into pieces of at most `CHAIN_MAX` moves. A chain visits no pod twice, so each piece is a path again. */
function cut(chain: Move[]): Move[][] {
  const pieces: Move[][] = [];
  for (let at = 0; at < chain.length; at += CHAIN_MAX) pieces.push(chain.slice(at, at + CHAIN_MAX));
  return pieces;
}
