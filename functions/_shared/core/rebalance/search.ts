/**
 * The search: from the community as it is to the best seating within reach. Deterministic: the same community gives the
 * same seating everywhere, because chance comes from a fixed seed and work is counted in tries, never in time.
 */
import { anneal } from "./anneal.ts";
import { Board, NONE } from "./board.ts";
import type { Community, Seating } from "./community.ts";
import { indexCommunity } from "./index-community.ts";
import { POD } from "./points.ts";
import { Random } from "./random.ts";
import { start } from "./start.ts";
import { everybodyWaits, toSeating } from "./to-seating.ts";

export interface SearchOptions {
  /**
   * How many seated people may move beyond those who must: the moves of the result are at most the moves of the same
   * search with `only: "seat"` plus this. No limit by default.
   */
  readonly movesMax?: number;
  /** How much work, 1 by default; time grows with it in proportion. */
  readonly effort?: number;
  /** `"seat"`: seat those who wait and mend what breaks a hard rule with the fewest moves; nobody else moves. */
  readonly only?: "seat";
}

export interface Progress {
  readonly step: "read" | "start" | "improve" | "write";
  /** Points so far; `null` until everybody has a seat. */
  readonly points: number | null;
  /** Share of the work that is done, 0 to 1. */
  readonly done: number;
}

const SEED = 7;

/**
 * Finds a seating for everybody: pods of 5 to 9, pins, locks and advocates kept wherever sizes allow.
 * With fewer than five people, or no area at all, everybody waits.
 *
 * @returns a generator that pauses about every five milliseconds, so that a caller can do other things in between
 */
export function* search(community: Community, options: SearchOptions = {}): Generator<Progress, Seating> {
  const indexed = yield* during("read", indexCommunity(community), null);
  const board = new Board(indexed);
  const random = new Random(SEED);
  if (!(yield* during("start", start(board, indexed), null))) return everybodyWaits(indexed);

  const movesLimit = board.moved + (options.only === "seat" ? 0 : (options.movesMax ?? Number.POSITIVE_INFINITY));
  if (options.only === "seat") keepValidPods(board);
  const movers = whoMayMove(board);
  const tries = Math.round((options.effort ?? 1) * workFor(movers.length));
  yield* during("improve", anneal(board, random, movers, tries, { from: 0.4, to: 0.001 }, movesLimit), board);
  return yield* during("write", toSeating(board, indexed), board);
}

/** Runs a step to its end and says at every pause how far it is. */
function* during<T>(step: Progress["step"], work: Generator<void, T>, board: Board | null): Generator<Progress, T> {
  while (true) {
    const next = work.next();
    if (next.done) return next.value;
    yield { step, points: board?.total ?? null, done: 0 };
  }
}

/** When only seating: whoever still sits in a pod that was of a valid size stays there. */
function keepValidPods(board: Board): void {
  const heads = new Int32Array(board.existing);
  for (const home of board.home) if (home !== NONE) heads[home]!++;
  for (const [person, home] of board.home.entries()) {
    if (home === NONE || board.pod[person] !== home || board.stays[person] !== 0) continue;
    if (heads[home]! >= POD.min && heads[home]! <= POD.max) board.stays[person] = 1;
  }
}

function whoMayMove(board: Board): Int32Array {
  const everybody = Int32Array.from({ length: board.people }, (_, person) => person);
  return everybody.filter((person) => board.sealed[board.pod[person]!] === 0 && board.free(person));
}

/** Tries that are worth it: a fixed number for small communities, then in proportion. */
function workFor(movers: number): number {
  return Math.max(2_000_000, movers * 600);
}
