/**
 * Iterated local search: perturb a few pods, repair around them with small changes, and keep the outcome if it is no
 * worse. In small communities, early on, keep a slightly worse one too, and return to the best seating in the end.
 */
import { chancesAt, type Rules, tryChanges } from "./anneal.ts";
import { LocalSearch } from "./local-search.ts";
import { Movers } from "./movers.ts";
import { close, convert, looksAt, open, type Perturbation, replace, ruin } from "./perturbations.ts";
import type { Random } from "./random.ts";
import { NONE, type SearchState } from "./search-state.ts";
import { SMALL } from "./seating-arrays.ts";
import { unite } from "./unite.ts";

/** How often a perturbation is chosen, and how it is repaired. */
interface Kind {
  readonly perturb: Perturbation;
  readonly often: number;
  /** The same before a local search among more than `FEW` people. */
  readonly oftenAmongMany: number;
  /** Without a local search: how many small changes are tried to repair after it. */
  readonly tries: number;
  /** Whether pods open or close. */
  readonly isOfPods: boolean;
}

/** Many people can be shared out among pods in so many ways that another area for a pod seldom saves points. */
const KINDS: readonly Kind[] = [
  { perturb: ruin, often: 8, oftenAmongMany: 8, tries: 300, isOfPods: false },
  { perturb: open, often: 2, oftenAmongMany: 2, tries: 1500, isOfPods: true },
  { perturb: close, often: 1, oftenAmongMany: 2, tries: 1500, isOfPods: true },
  { perturb: replace, often: 1, oftenAmongMany: 0, tries: 1500, isOfPods: true },
  { perturb: convert, often: 2, oftenAmongMany: 1, tries: 1500, isOfPods: true },
];

/** Only where somebody is bound to somebody. */
const FOR_COMPANY: Kind = { perturb: unite, often: 4, oftenAmongMany: 12, tries: 300, isOfPods: false };

/** How much more often pods open and close while people wait. */
const WAITING_FACTOR = 4;

/** Each kind as often as it is chosen, while everybody sits and while people wait. */
function kindsFor(
  { bound }: Movers,
  often: "often" | "oftenAmongMany",
): { seated: readonly Kind[]; waiting: readonly Kind[] } {
  const kinds = bound.length > 0 ? [...KINDS, FOR_COMPANY] : KINDS;
  const each = (factor: number) =>
    kinds.flatMap((kind) => Array<Kind>(kind[often] * (kind.isOfPods ? factor : 1)).fill(kind));
  return { seated: each(1), waiting: each(WAITING_FACTOR) };
}

/**
 * Before a local search: pods that open or close are given up when that costs more than this many points, since hardly one
 * was ever kept. With few people there is time to try them all.
 */
const dearestFor = (people: number): number => Math.max(8, 1200 / people);

/** Repair by chance stops halfway when the perturbation still costs this many points. */
const HOPELESS = 12;

/** The work of a perturbation itself, measured in small changes tried; before a local search also for each pod looked at. */
const PERTURBATION_WORK = 50;
const POD_WORK = 4;

/** Small changes tried at one temperature. */
const SLICE = 8192;

/** The chance of keeping a change that costs one point in the first half of a repair. */
const REPAIR_CHANCES = chancesAt(0.1);
const NO_CHANCES = chancesAt(0);

/**
 * The chance of keeping a perturbation that costs one point, at first. With more than `FEW` people there is less work
 * for each of them, and so less time to make up for it.
 */
const PERTURBATION_CHANCE = 0.5;
const FEW = 400;

/** What a search perturbs, and how it repairs. */
interface Work {
  readonly state: SearchState;
  readonly random: Random;
  readonly movers: Movers;
  readonly kinds: ReturnType<typeof kindsFor>;
  readonly movesLimit: number;
  /** What each perturbation itself costs, measured in small changes tried. */
  readonly each: number;
  /** Pods that open or close for more points than this are not repaired. */
  readonly dearest: number;
  /** Repairs around the pods that a perturbation changed. Returns the work, in small changes tried. */
  readonly repair: (pods: readonly number[], tries: number, before: number) => number;
}

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
  const movers = new Movers(state, rules.movers);
  const { people } = state.arrays;
  const often = people > FEW && people <= SMALL ? "oftenAmongMany" : "often";
  const common = { state, random, movers, kinds: kindsFor(movers, often), movesLimit: rules.movesLimit };
  // In larger communities a local search takes too long. Perturbations are far apart there, so keeping those that cost
  // points would only add up.
  if (people > SMALL) {
    const repair: Work["repair"] = (pods, tries, before) => repairByChance(state, random, rules, pods, tries, before);
    const dearest = Number.POSITIVE_INFINITY;
    perturbAndRepair({ ...common, each: PERTURBATION_WORK, dearest, repair }, tries, 0, report);
    return;
  }
  const localSearch = new LocalSearch(state, rules);
  const repair: Work["repair"] = (pods) => localSearch.improve(pods);
  const each = PERTURBATION_WORK + POD_WORK * looksAt(state.living.size);
  const chance = PERTURBATION_CHANCE * Math.min(1, FEW / people);
  const best = new SavedState(state);
  perturbAndRepair({ ...common, each, dearest: dearestFor(people), repair }, tries, chance, report, best);
  if (best.total < state.total) best.restore(state);
}

/** @param chance the chance of keeping a perturbation that costs one point after its repair; it falls to 0 */
function perturbAndRepair(
  work: Work,
  tries: number,
  chance: number,
  report: (done: number) => void,
  best?: SavedState,
): void {
  for (let spent = 0; spent < tries; ) {
    const chances = chancesAt(chance * (1 - spent / tries));
    const end = Math.min(tries, spent + SLICE);
    while (spent < end) {
      spent += perturbOnce(work, chances);
      if (best !== undefined && work.state.total < best.total) best.take(work.state);
    }
    report(Math.min(1, spent / tries));
  }
}

/** Perturbs and repairs, then keeps the outcome or takes it back. Returns the work. */
function perturbOnce(work: Work, chances: Float64Array): number {
  const { state, random, movers, kinds, movesLimit, each, dearest, repair } = work;
  const before = state.total;
  const choice = state.waiting.size > 0 ? kinds.waiting : kinds.seated;
  const { perturb, tries, isOfPods } = choice[random.below(choice.length)]!;
  state.record();
  if (!perturb(state, random, movers) || (isOfPods && state.total - before > dearest)) {
    state.undo();
    return each;
  }
  const spent = each + repair(state.changed(), tries, before);
  const cost = Math.max(0, state.total - before);
  const isAccepted = cost === 0 || random.bits() >>> 0 < (chances[cost] ?? 0);
  if (isAccepted && state.arrays.moved <= movesLimit) state.keep();
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
