/**
 * The search: finds a better seating of the community. Deterministic: the same community gives the same seating
 * everywhere, because chance comes from a fixed seed and work is counted in tries, never in time.
 */

import type { Community, Seating } from "../scoring/community.ts";
import { POD } from "../scoring/points.ts";
import { anneal, type Rules } from "./anneal.ts";
import { seatWaiting } from "./construct-seating.ts";
import { seatFirstCome } from "./first-come.ts";
import { type Indexed, indexCommunity } from "./index-community.ts";
import { iteratedLocalSearch } from "./iterated-local-search.ts";
import { Random } from "./random.ts";
import { NONE, PINNED, SearchState } from "./search-state.ts";
import { ALWAYS_COUNTS, NEVER_COUNTS, SMALL, UNLESS_NAMED } from "./seating-arrays.ts";
import { sendHome } from "./send-home.ts";
import { start } from "./start.ts";
import { everybodyWaits, toSeating } from "./to-seating.ts";

export interface SearchOptions {
  /**
   * How many people of sound pods may move who did not ask for it: moves into an area that a person named, out of one
   * that they no longer name, do not count. No limit by default.
   */
  readonly movesMax?: number;
  /**
   * Moves people who did not ask for it only where that is worth it to them (`reluctance.ts`), by default. Benchmarks set it to
   * false: the points alone decide. It matters nothing with `only: "seat"`, which moves nobody out of a sound pod.
   */
  readonly sparing?: boolean;
  /** How much work, 1 by default; time grows with it in proportion. */
  readonly effort?: number;
  /** The seed of the random numbers; the same seed gives the same seating. Benchmarks start over with another one. */
  readonly seed?: number;
  /** `"seat"`: seat people who wait, and mend pods of fewer than five or more than nine; nobody of other pods moves. */
  readonly only?: "seat";
}

/** The steps of a search, in their order. */
export type Step = "read" | "start" | "anneal" | "reshape" | "write";

export interface Progress {
  readonly step: Step;
  /** Share of the step that is done, 0 to 1; steps that take almost no time stay at 0. */
  readonly done: number;
}

const SEED = 7;
/** From taking four in ten of the changes that cost a point to taking hardly any. */
const COOLING = { from: 0.4, to: 0.001 };

/**
 * Finds a seating: pods of 5 to 9, pins, locks and advocates kept wherever sizes allow, nobody in an area that they did
 * not agree to. People for whom that leaves no seat wait. With fewer than five people everybody does.
 *
 * @param reportProgress called every few milliseconds during the long steps
 */
export function search(
  community: Community,
  options: SearchOptions = {},
  reportProgress: (progress: Progress) => void = () => {},
): Seating {
  reportProgress({ step: "read", done: 0 });
  const indexed = indexCommunity(community);
  if (community.members.length < POD.min) return everybodyWaits(indexed);
  reportProgress({ step: "start", done: 0 });
  const state = new SearchState(indexed);
  const random = new Random(options.seed ?? SEED);
  countMoves(state, indexed, options);
  const sparing = (options.sparing ?? true) && options.only !== "seat";
  if (sparing) state.arrays.priceToSearch();
  start(state, indexed, options.only);
  const rules: Rules = { movers: moversOf(state), movesLimit: limitOf(state, options) };
  const { annealing, reshaping } = workFor(state, rules.movers, options.effort ?? 1);
  const report = (step: Step) => (done: number) => reportProgress({ step, done });
  anneal(state, random, rules, annealing, COOLING, report("anneal"));
  iteratedLocalSearch(state, random, rules, reshaping, report("reshape"));
  report("write")(0);
  if (sparing) sendHome(state);
  seatWaiting(state, indexed);
  seatFirstCome(state, indexed);
  return toSeating(state, indexed);
}

/** Says which moves count: people of a sound pod did not ask for them. With `only: "seat"`, all do. */
function countMoves(state: SearchState, { members, pods }: Indexed, { only }: SearchOptions): void {
  const { arrays } = state;
  state.count(
    Uint8Array.from(members, ({ areas, founding }, person) => {
      const pod = arrays.home[person]!;
      if (pod === NONE || founding) return NEVER_COUNTS;
      if (only === "seat") return ALWAYS_COUNTS;
      if (!arrays.wasSound(pod)) return NEVER_COUNTS;
      return areas.includes(pods[pod]!.area) ? ALWAYS_COUNTS : UNLESS_NAMED;
    }),
  );
}

/** How many moves may count. With `only: "seat"`, no more than the start needed. */
function limitOf({ arrays }: SearchState, { only, movesMax }: SearchOptions): number {
  return only === "seat" ? arrays.moved : (movesMax ?? Number.POSITIVE_INFINITY);
}

/** Everybody but the people of sealed pods and the pinned; an advocate may move once their pod has closed. */
function moversOf(state: SearchState): Int32Array {
  const movers = new Int32Array(state.arrays.people);
  let count = 0;
  for (let person = 0; person < state.arrays.people; person++) {
    if (state.arrays.sealed[state.arrays.pod[person]!] === 1) continue;
    if (state.arrays.stays[person]! < PINNED || state.arrays.free(person)) movers[count++] = person;
  }
  return movers.subarray(0, count);
}

/**
 * How many small changes to try. With few people most of the work goes into finding the right set of pods. With many that
 * matters less, and the work per person shrinks a little. To bring people together who wish it takes more.
 */
function workFor(state: SearchState, movers: Int32Array, effort: number): { annealing: number; reshaping: number } {
  const people = movers.length;
  if (state.arrays.people > SMALL) {
    const annealing = 150 * people + 100 * Math.min(people, 100_000) + 550 * Math.min(people, 10_000);
    return { annealing: effort * Math.max(50_000, annealing), reshaping: effort * 100 * Math.min(people, 20_000) };
  }
  const bound = movers.filter((person) => state.arrays.bonds.has(person)).length;
  const reshaping = 3_600_000 + 2200 * people + 14_000 * Math.min(bound, 250);
  return {
    annealing: effort * Math.max(50_000, Math.min(800 * people, 400_000)),
    reshaping: effort * Math.min(200_000 * people, reshaping),
  };
}
