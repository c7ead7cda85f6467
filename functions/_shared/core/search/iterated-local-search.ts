/**
 * Iterated local search: perturb a few pods, repair around them with small changes, and keep the outcome if it is no
 * worse. In small communities, early on, keep a slightly worse one too, and return to the best seating in the end.
 */
import { chancesAt, type Rules, tryChanges } from "./anneal.ts";
import { LocalSearch } from "./local-search.ts";
import { close, open, type Perturbation, replace, ruin } from "./perturbations.ts";
import type { Random } from "./random.ts";
import { NONE, type SearchState } from "./search-state.ts";

/** How often a perturbation is chosen, and in large communities how many small changes are tried to repair after it. */
interface Kind {
  readonly perturb: Perturbation;
  readonly often: number;
  readonly tries: number;
}

const KINDS: readonly Kind[] = [
  { perturb: ruin, often: 8, tries: 300 },
  { perturb: open, often: 2, tries: 1500 },
  { perturb: close, often: 1, tries: 1500 },
  { perturb: replace, often: 1, tries: 1500 },
];
const KIND_BY_TURN = KINDS.flatMap((kind) => Array.from({ length: kind.often }, () => kind));

/** How much more often pods open and close while people wait. */
const WAITING_FACTOR = 4;
const KIND_WHILE_WAITING = KINDS.flatMap((kind) =>
  Array.from({ length: kind.perturb === ruin ? kind.often : WAITING_FACTOR * kind.often }, () => kind),
);

/** Repair by chance stops halfway when the perturbation still costs this many points. */
const HOPELESS = 12;

/** What a perturbation itself costs, measured in small changes tried. */
const PERTURBATION_WORK = 50;

/** Small changes tried at one temperature. */
const SLICE = 8192;

/** The chance of keeping a change that costs one point in the first half of a repair; of keeping such a perturbation. */
const REPAIR_CHANCES = chancesAt(0.1);
const NO_CHANCES = chancesAt(0);
const PERTURBATION_CHANCE = 0.5;

/**
 * In larger communities a local search takes too long. Perturbations are far apart there, so keeping those that cost
 * points would only add up.
 */
export const SMALL = 2000;

/** Repairs around the pods that a perturbation changed. Returns the work, in small changes tried. */
type Repair = (pods: readonly number[], tries: number, before: number) => number;

/**
 * @param tries how much work: small changes tried in all
 * @param report called now and then with the share that is done
 */
export function iteratedLocalSearch(
  state: SearchState,
  random: Random,
  rules: Rules,
  tries: number,
  report: (done: number) => void,
): void {
  if (rules.movers.length === 0 || state.living.size === 0) return;
  if (state.arrays.people > SMALL) {
    perturbAndRepair(state, random, rules, tries, 0, report, (pods, tries, before) =>
      repairByChance(state, random, rules, pods, tries, before),
    );
    return;
  }
  const localSearch = new LocalSearch(state, rules);
  const best = new SavedState(state);
  perturbAndRepair(state, random, rules, tries, PERTURBATION_CHANCE, report, (pods) => localSearch.improve(pods), best);
  if (best.total < state.total) best.restore(state);
}

/** @param chance the chance of keeping a perturbation that costs one point after its repair; it falls to 0 */
function perturbAndRepair(
  state: SearchState,
  random: Random,
  rules: Rules,
  tries: number,
  chance: number,
  report: (done: number) => void,
  repair: Repair,
  best?: SavedState,
): void {
  for (let spent = 0; spent < tries; ) {
    const chances = chancesAt(chance * (1 - spent / tries));
    const end = Math.min(tries, spent + SLICE);
    while (spent < end) {
      spent += perturbOnce(state, random, rules, chances, repair);
      if (best !== undefined && state.total < best.total) best.take(state);
    }
    report(Math.min(1, spent / tries));
  }
}

/** Perturbs and repairs, then keeps the outcome or takes it back. Returns the work. */
function perturbOnce(state: SearchState, random: Random, rules: Rules, chances: Float64Array, repair: Repair): number {
  const before = state.total;
  const kinds = state.waiting.size > 0 ? KIND_WHILE_WAITING : KIND_BY_TURN;
  const { perturb, tries } = kinds[random.below(kinds.length)]!;
  state.record();
  if (!perturb(state, random, rules.movers)) {
    state.undo();
    return PERTURBATION_WORK;
  }
  const spent = PERTURBATION_WORK + repair(state.touched(), tries, before);
  const cost = Math.max(0, state.total - before);
  const isAccepted = cost === 0 || random.bits() >>> 0 < (chances[cost] ?? 0);
  if (isAccepted && state.arrays.moved <= rules.movesLimit) state.keep();
  else state.undo();
  return spent;
}

/** Tries small changes: at first also some that cost points, then only those that cost nothing. */
function repairByChance(
  state: SearchState,
  random: Random,
  rules: Rules,
  pods: readonly number[],
  tries: number,
  before: number,
): number {
  tryChanges(state, random, rules, tries / 2, REPAIR_CHANCES, pods);
  if (state.total - before >= HOPELESS) return tries / 2;
  tryChanges(state, random, rules, tries / 2, NO_CHANCES, pods);
  return tries;
}

/** A seating to come back to. */
class SavedState {
  total = Number.POSITIVE_INFINITY;
  readonly #pod: Int32Array;
  readonly #area: Int32Array;

  constructor(state: SearchState) {
    this.#pod = new Int32Array(state.arrays.people);
    this.#area = new Int32Array(state.arrays.pods);
    this.take(state);
  }

  take(state: SearchState): void {
    this.total = state.total;
    this.#pod.set(state.arrays.pod);
    this.#area.set(state.arrays.area);
  }

  restore(state: SearchState): void {
    for (let person = 0; person < state.arrays.people; person++) {
      if (state.arrays.pod[person] !== this.#pod[person]) state.put(person, NONE);
    }
    for (const [pod, area] of this.#area.entries()) if (state.arrays.area[pod] !== area) state.retheme(pod, area);
    for (let person = 0; person < state.arrays.people; person++) {
      if (state.arrays.pod[person] !== this.#pod[person]) state.put(person, this.#pod[person]!);
    }
  }
}
