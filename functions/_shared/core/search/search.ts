/**
 * The search: from the community as it is to the best seating within reach. Deterministic: the same community gives the
 * same seating everywhere, because chance comes from a fixed seed and work is counted in tries, never in time.
 */

import type { Community, Seating } from "../scoring/community.ts";
import { POD } from "../scoring/points.ts";
import { anneal, type Rules } from "./anneal.ts";
import { indexCommunity } from "./index-community.ts";
import { reshape, SMALL } from "./iterated-local-search.ts";
import { Random } from "./random.ts";
import { Board, NONE, PINNED } from "./search-state.ts";
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
  /** Another number, another course of chance: for benchmarks that start over. The same number, the same seating. */
  readonly seed?: number;
  /** `"seat"`: seat those who wait and mend what breaks a hard rule with the fewest moves; nobody else moves. */
  readonly only?: "seat";
}

/** The steps of a search, in their order. */
export type Step = "read" | "start" | "anneal" | "reshape" | "write";

export interface Progress {
  readonly step: Step;
  /** Points so far; `null` until everybody has a seat. */
  readonly points: number | null;
  /** Share of the step that is done, 0 to 1; steps that take no time to speak of stay at 0. */
  readonly done: number;
}

const SEED = 7;
/** From taking four in ten changes that cost a point to hardly any. */
const COOLING = { from: 0.4, to: 0.001 };

/**
 * Finds a seating for everybody: pods of 5 to 9, pins, locks and advocates kept wherever sizes allow.
 * With fewer than five people, or no area at all, everybody waits.
 *
 * @param reportProgress is called every few milliseconds of the long steps
 */
export function search(
  community: Community,
  options: SearchOptions = {},
  reportProgress: (progress: Progress) => void = () => {},
): Seating {
  reportProgress({ step: "read", done: 0, points: null });
  const indexed = indexCommunity(community);
  reportProgress({ step: "start", done: 0, points: null });
  const board = new Board(indexed);
  const random = new Random(options.seed ?? SEED);
  if (!start(board, indexed)) return everybodyWaits(indexed);

  const movesMax = options.only === "seat" ? 0 : (options.movesMax ?? Number.POSITIVE_INFINITY);
  const movesLimit = board.moved + movesMax;
  if (options.only === "seat") keepValidPods(board);
  const rules: Rules = { movers: whoMayMove(board), movesLimit };
  const { annealing, reshaping } = workFor(board, rules.movers.length, options.effort ?? 1);
  const report = (step: Step) => (done: number) => reportProgress({ step, done, points: board.total });
  anneal(board, random, rules, annealing, COOLING, report("anneal"));
  reshape(board, random, rules, reshaping, report("reshape"));
  report("write")(0);
  return toSeating(board, indexed);
}

/** When only seating: whoever still sits in a pod that was of a valid size stays there. */
function keepValidPods(board: Board): void {
  const heads = new Int32Array(board.existing);
  for (const home of board.home) if (home !== NONE) heads[home]!++;
  for (const [person, home] of board.home.entries()) {
    if (home === NONE || board.pod[person] !== home || board.stays[person] !== 0) continue;
    if (heads[home]! >= POD.min && heads[home]! <= POD.max) board.stays[person] = PINNED;
  }
}

/** Everybody but the people of sealed pods and the pinned; an advocate may move once their pod has closed. */
function whoMayMove(board: Board): Int32Array {
  const movers = new Int32Array(board.people);
  let count = 0;
  for (let person = 0; person < board.people; person++) {
    if (board.sealed[board.pod[person]!] !== 0) continue;
    if (board.stays[person]! < PINNED || board.free(person)) movers[count++] = person;
  }
  return movers.subarray(0, count);
}

/**
 * Small changes worth trying. With few people most of the work goes into which pods there are; with many that matters
 * less, and what each person gets shrinks a little.
 */
function workFor(board: Board, movers: number, effort: number): { annealing: number; reshaping: number } {
  return {
    annealing:
      effort * Math.max(50_000, 150 * movers + 100 * Math.min(movers, 100_000) + 550 * Math.min(movers, 10_000)),
    reshaping:
      effort *
      (board.people > SMALL
        ? 100 * Math.min(movers, 20_000)
        : Math.min(40_000 * movers, 1_100_000 + 2500 * movers, 5_000_000)),
  };
}
