/**
 * Reshaping: shake a few pods, mend around them with small changes, and keep the outcome when it is no worse, or, in small
 * communities and early on, a little worse. The best seating met is the one that is left in the end.
 */
import { chancesAt, type Rules, tryChanges } from "./anneal.ts";
import { Mender } from "./local-search.ts";
import { close, open, replace, ruin, type Shake } from "./perturbations.ts";
import type { Random } from "./random.ts";
import { type Board, NONE } from "./search-state.ts";

/** A shake, how often out of all it is done, and in large communities how many small changes are tried to mend after it. */
interface Kind {
  readonly shake: Shake;
  readonly often: number;
  readonly mending: number;
}

const KINDS: readonly Kind[] = [
  { shake: ruin, often: 8, mending: 300 },
  { shake: open, often: 2, mending: 1500 },
  { shake: close, often: 1, mending: 1500 },
  { shake: replace, often: 1, mending: 1500 },
];
const KIND_BY_TURN = KINDS.flatMap((kind) => Array.from({ length: kind.often }, () => kind));

/** Mending by chance goes on only when half of it has left no more points than this to make good. */
const HOPELESS = 12;

/** Work of a shake itself, in small changes. */
const SHAKE = 50;

/** Small changes tried at one warmth. */
const SLICE = 8192;

/** The chance of taking a change that costs one point: in the first half of mending, and of a whole shake at first. */
const MENDING_CHANCES = chancesAt(0.1);
const NO_CHANCES = chancesAt(0);
const SHAKE_CHANCE = 0.5;

/**
 * In larger communities looking everywhere takes too long, and as shakes are far apart there, taking worse ones would
 * only add up.
 */
export const SMALL = 2000;

/** Puts right what a shake has left, around the pods it changed. Returns the work it was, in small changes. */
type Mend = (pods: readonly number[], mending: number, before: number) => number;

/**
 * @param tries how much work: small changes tried in all
 * @param report is told the share that is done, now and then
 */
export function reshape(
  board: Board,
  random: Random,
  rules: Rules,
  tries: number,
  report: (done: number) => void,
): void {
  if (rules.movers.length === 0 || board.living.size === 0) return;
  if (board.people > SMALL) {
    shakes(board, random, rules, tries, 0, report, (pods, mending, before) =>
      mendByChance(board, random, rules, pods, mending, before),
    );
    return;
  }
  const mender = new Mender(board, rules);
  const best = new Snapshot(board);
  shakes(board, random, rules, tries, SHAKE_CHANCE, report, (pods) => mender.mend(pods), best);
  if (best.total < board.total) best.restore(board);
}

/** @param chance of taking a shake that costs one point in the end: this at first, falling to none */
function shakes(
  board: Board,
  random: Random,
  rules: Rules,
  tries: number,
  chance: number,
  report: (done: number) => void,
  mend: Mend,
  best?: Snapshot,
): void {
  for (let spent = 0; spent < tries; ) {
    const chances = chancesAt(chance * (1 - spent / tries));
    const end = Math.min(tries, spent + SLICE);
    while (spent < end) {
      spent += shakeOnce(board, random, rules, chances, mend);
      if (best !== undefined && board.total < best.total) best.take(board);
    }
    report(Math.min(1, spent / tries));
  }
}

/** One shake, mended, kept or taken back. Returns the work it was. */
function shakeOnce(board: Board, random: Random, rules: Rules, chances: Float64Array, mend: Mend): number {
  const before = board.total;
  const { shake, mending } = KIND_BY_TURN[random.below(KIND_BY_TURN.length)]!;
  board.record();
  if (!shake(board, random, rules.movers)) {
    board.undo();
    return SHAKE;
  }
  const spent = SHAKE + mend(board.touched(), mending, before);
  const cost = Math.max(0, board.total - before);
  const welcome = cost === 0 || random.bits() >>> 0 < (chances[cost] ?? 0);
  if (welcome && board.moved <= rules.movesLimit) board.keep();
  else board.undo();
  return spent;
}

/** Tries small changes, willing at first, then only those that cost nothing. */
function mendByChance(
  board: Board,
  random: Random,
  rules: Rules,
  pods: readonly number[],
  mending: number,
  before: number,
): number {
  tryChanges(board, random, rules, mending / 2, MENDING_CHANCES, pods);
  if (board.total - before >= HOPELESS) return mending / 2;
  tryChanges(board, random, rules, mending / 2, NO_CHANCES, pods);
  return mending;
}

/** A seating to come back to. */
class Snapshot {
  total = Number.POSITIVE_INFINITY;
  readonly #pod: Int32Array;
  readonly #area: Int32Array;

  constructor(board: Board) {
    this.#pod = new Int32Array(board.people);
    this.#area = new Int32Array(board.pods);
    this.take(board);
  }

  take(board: Board): void {
    this.total = board.total;
    this.#pod.set(board.pod);
    this.#area.set(board.area);
  }

  restore(board: Board): void {
    for (let person = 0; person < board.people; person++) {
      if (board.pod[person] !== this.#pod[person]) board.put(person, NONE);
    }
    for (const [pod, area] of this.#area.entries()) if (board.area[pod] !== area) board.retheme(pod, area);
    for (let person = 0; person < board.people; person++) {
      if (board.pod[person] === NONE) board.put(person, this.#pod[person]!);
    }
  }
}
