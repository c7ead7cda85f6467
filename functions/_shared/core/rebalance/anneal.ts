/**
 * Annealing: try a great many small changes, one person to another pod or two people changing places, and take those
 * that save points, now and then one that costs some. As it cools down, ever fewer of the latter.
 */
import { type Board, NONE } from "./board.ts";
import { moreMoved, moveCost, swap, swapCost } from "./costs.ts";
import { POD } from "./points.ts";
import type { Random } from "./random.ts";

/** How willing it is: the chance, 0 to 1, of taking a change that costs one point; two points, that chance squared. */
export interface Cooling {
  readonly from: number;
  readonly to: number;
}

/** Changes tried between two pauses: about three milliseconds. */
const SLICE = 16_384;

const WORST = 64;

/**
 * @param movers people who may move, in any order
 * @param tries how many changes to try
 * @param movesLimit how many people may sit away from home at most
 */
export function* anneal(
  board: Board,
  random: Random,
  movers: Int32Array,
  tries: number,
  cooling: Cooling,
  movesLimit: number,
): Generator<void> {
  if (movers.length === 0 || board.living.size < 2) return;
  const slices = Math.max(8, Math.ceil(tries / SLICE));
  const each = Math.ceil(tries / slices);
  const chances = new Float64Array(WORST);
  for (let slice = 0; slice < slices; slice++) {
    const left = 1 - slice / slices;
    setChances(chances, cooling.to + (cooling.from - cooling.to) * left * left);
    tryChanges(board, random, movers, each, chances, movesLimit);
    yield;
  }
}

function setChances(chances: Float64Array, onePoint: number): void {
  let chance = 2 ** 32;
  for (let points = 0; points < WORST; points++) {
    chances[points] = chance;
    chance *= onePoint;
  }
}

function tryChanges(
  board: Board,
  random: Random,
  movers: Int32Array,
  tries: number,
  chances: Float64Array,
  movesLimit: number,
): void {
  const { pod, size, troubled } = board;
  const focus = movers.length * 2 > board.people;
  for (let n = 0; n < tries; n++) {
    const person =
      focus && troubled.size > 0 && (random.bits() & 3) !== 0
        ? anyoneIn(board, random, troubled.items[random.below(troubled.size)]!)
        : movers[random.below(movers.length)]!;
    if (!board.free(person)) continue;
    const from = pod[person]!;
    const to = somewhere(board, random, person);
    if (to === from || to === NONE) continue;
    const room = size[to]! < POD.max && size[from]! > POD.min ? 2 : 0;
    const chair = random.below(size[to]! + room);
    const other = chair < size[to]! ? board.at(to, chair) : NONE;
    if (other !== NONE && !board.free(other)) continue;

    const cost = other === NONE ? moveCost(board, person, to) : swapCost(board, person, other);
    if (cost > 0 && (cost >= WORST || random.bits() >>> 0 >= chances[cost]!)) continue;
    if (board.moved + 2 > movesLimit && !withinLimit(board, person, to, other, movesLimit)) continue;
    if (other === NONE) board.put(person, to);
    else swap(board, person, other);
  }
}

function withinLimit(board: Board, person: number, to: number, other: number, movesLimit: number): boolean {
  const more = moreMoved(board, person, to, other);
  return more <= 0 || board.moved + more <= movesLimit;
}

function anyoneIn(board: Board, random: Random, pod: number): number {
  return board.at(pod, random.below(board.size[pod]!));
}

/** A pod the person might like: mostly in an area they named, sometimes home, sometimes anywhere. */
function somewhere(board: Board, random: Random, person: number): number {
  const choice = random.bits() & 7;
  if (choice < 6) {
    const area = choice < 4 ? board.wish1[person]! : choice === 4 ? board.wish2[person]! : board.wish3[person]!;
    if (area !== NONE) {
      const pods = board.inArea[area]!;
      if (pods.size > 0) return pods.items[random.below(pods.size)]!;
    }
  } else if (choice === 6) {
    const home = board.home[person]!;
    if (home !== NONE && board.living.has(home)) return home;
  }
  return board.living.items[random.below(board.living.size)]!;
}
