/**
 * Moves between pods as a multigraph, taken apart into chains: a path (the first pod gives somebody, the last takes
 * somebody, those between keep their size) or a cycle (all keep their size). Straight moves and swaps are taken first,
 * so that most chains are one or two people long. Every move is in exactly one chain; linear in the moves.
 */
import type { PodId } from "../scoring/community.ts";

export interface Move {
  readonly member: string;
  readonly from: PodId;
  readonly to: PodId;
}

/** A longer chain is cut into paths: whoever reads a plan should be able to follow each group. */
const CHAIN_MAX = 20;

interface Graph {
  readonly moves: readonly Move[];
  /** Pods by number, of each move. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly taken: boolean[];
  /** By pod: how many more people it gives than takes, in moves not taken yet. Taking a chain evens its ends out. */
  readonly surplus: number[];
}

/** The chains of these moves, the same for the same order of moves. */
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
  /** Moves from one pod to another that nobody has come back for yet. */
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

/** What is left: walks from the pods that shrink to pods that grow, and then round and round. */
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
 * Follows moves from `start` until a pod that grows, or until none leads on. A pod that is met again closes a cycle,
 * which is taken out of the trail. `place` holds each pod's position on the trail, -1 when it is not on it.
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

/** Pieces of at most `CHAIN_MAX` moves. Chains meet no pod twice, so a piece is a path again. */
function cut(chain: Move[]): Move[][] {
  const pieces: Move[][] = [];
  for (let at = 0; at < chain.length; at += CHAIN_MAX) pieces.push(chain.slice(at, at + CHAIN_MAX));
  return pieces;
}
