/**
 * Reshaping: shake a few pods, mend around them with small changes, and keep the outcome when it is no worse, or, in small
 * communities and early on, a little worse. The best seating met is the one that is left in the end.
 */
import { chancesAt, type Rules, tryChanges } from "./anneal.ts";
import { type Board, NONE } from "./board.ts";
import type { Random } from "./random.ts";
import { close, open, replace, ruin, type Shake } from "./shakes.ts";

/** A shake, how often out of all it is done, and how many small changes are tried to mend after it. */
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

/** Mending goes on only when half of it has left no more points than this to make good. */
const HOPELESS = 12;

/** Work of a shake itself, in small changes. */
const SHAKE = 100;

/** Small changes between two pauses. */
const SLICE = 16_384;

/** The chance of taking a change that costs one point: in the first half of mending, and of a whole shake at first. */
const MENDING_CHANCES = chancesAt(0.1);
const NO_CHANCES = chancesAt(0);
const SHAKE_CHANCE = 0.6;

/** In larger communities shakes are far apart, and taking worse ones only adds up. */
const SMALL = 2000;

/**
 * Pauses with the share that is done.
 *
 * @param tries how much work: small changes tried in all
 */
export function* reshape(board: Board, random: Random, rules: Rules, tries: number): Generator<number> {
  if (rules.movers.length === 0 || board.living.size === 0) return;
  const bold = board.people <= SMALL;
  const best = bold ? new Snapshot(board) : null;
  let spent = 0;
  for (let paused = 0; spent < tries; ) {
    const chances = bold ? chancesAt(SHAKE_CHANCE * (1 - spent / tries)) : NO_CHANCES;
    spent += shakeOnce(board, random, rules, chances);
    if (best !== null && board.total < best.total) best.take(board);
    if (spent - paused < SLICE) continue;
    paused = spent;
    yield spent / tries;
  }
  if (best !== null && best.total < board.total) best.restore(board);
}

/** One shake, mended, kept or taken back. Returns the work it was. */
function shakeOnce(board: Board, random: Random, rules: Rules, chances: Float64Array): number {
  const before = board.total;
  const { shake, mending } = KIND_BY_TURN[random.below(KIND_BY_TURN.length)]!;
  board.record();
  if (!shake(board, random, rules.movers)) {
    board.undo();
    return SHAKE;
  }
  const around = board.touched();
  tryChanges(board, random, rules, mending / 2, MENDING_CHANCES, around);
  let spent = SHAKE + mending / 2;
  if (board.total - before < HOPELESS) {
    tryChanges(board, random, rules, mending / 2, NO_CHANCES, around);
    spent += mending / 2;
  }
  const cost = Math.max(0, board.total - before);
  const welcome = cost === 0 || random.bits() >>> 0 < (chances[cost] ?? 0);
  if (welcome && board.moved <= rules.movesLimit) board.keep();
  else board.undo();
  return spent;
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
