import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Community } from "#shared/core/scoring/community.ts";
import { POD } from "#shared/core/scoring/points.ts";
import { Candidates } from "#shared/core/search/candidates.ts";
import { moveCost, swapCost } from "#shared/core/search/costs.ts";
import { indexCommunity } from "#shared/core/search/index-community.ts";
import { LocalSearch } from "#shared/core/search/local-search.ts";
import { FORBIDDEN } from "#shared/core/search/lookup.ts";
import { Movers } from "#shared/core/search/movers.ts";
import { convert, open, ruin } from "#shared/core/search/perturbations.ts";
import { Random } from "#shared/core/search/random.ts";
import { NONE, SearchState } from "#shared/core/search/search-state.ts";
import { start } from "#shared/core/search/start.ts";
import { unite } from "#shared/core/search/unite.ts";
import { communities } from "../../support/communities.ts";
import fc from "../../support/fast-check.ts";

const test = suite("local search");

const any = communities({ podMin: 0, podMax: 12, podsMax: 6, waitingMax: 30 });

/** The state that a search of the community starts from. */
function started(community: Community): SearchState {
  const indexed = indexCommunity(community);
  const state = new SearchState(indexed);
  start(state, indexed);
  return state;
}

/** The most that any seat, move or swap of people who wait or may move would save. */
function mostToSave(state: SearchState): number {
  const free = Array.from({ length: state.arrays.people }, (_, person) => person).filter(
    (person) => state.waiting.has(person) || (state.arrays.free(person) && state.living.has(state.arrays.pod[person]!)),
  );
  let least = 0;
  for (const one of free) {
    for (const pod of state.living.items) {
      const maySpare = state.waiting.has(one) || state.arrays.size[state.arrays.pod[one]!]! > POD.min;
      const room = state.arrays.size[pod]! < POD.max && maySpare;
      if (pod !== state.arrays.pod[one] && room) least = Math.min(least, moveCost(state.arrays, one, pod));
    }
    for (const other of free) {
      if (state.arrays.pod[one] !== state.arrays.pod[other])
        least = Math.min(least, swapCost(state.arrays, one, other));
    }
  }
  return -least;
}

test("after a local search around every pod no move or swap saves a point: the bounds never rule out a gain", () => {
  fc.assert(
    fc.property(any, (community) => {
      const state = started(community);
      const movers = Int32Array.from({ length: state.arrays.people }, (_, person) => person);
      const localSearch = new LocalSearch(state, { movers, movesLimit: Number.POSITIVE_INFINITY });
      localSearch.improve([...state.living.items]);
      assert.is(mostToSave(state), 0);
    }),
    { seed: 11, numRuns: 120 },
  );
});

test("a local search that comes back to pods it knows, after changes that were taken back, leaves no gain either", () => {
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 1000 }), (community, seed) => {
      const state = started(community);
      const movers = moversOf(state);
      const random = new Random(seed);
      const localSearch = new LocalSearch(state, { movers: movers.people, movesLimit: Number.POSITIVE_INFINITY });
      localSearch.improve([...state.living.items]);
      for (let n = 0; n < 12 && state.living.size > 0; n++) {
        state.record();
        const isPerturbed = [ruin, unite, convert, open][n % 4]!(state, random, movers);
        if (isPerturbed) {
          localSearch.improve(state.changed());
          assert.is(mostToSave(state), 0);
        }
        if (isPerturbed && n % 3 === 0) state.keep();
        else state.undo();
      }
    }),
    { seed: 11, numRuns: 40 },
  );
});

test("into a pod that opens, the candidate comes whose move costs least, however many came before", () => {
  let came = 0;
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 4 }), (community, area) => {
      const state = started(community);
      const { arrays } = state;
      const { people } = moversOf(state);
      const slot = state.spare.items[0]!;
      state.retheme(slot, area % arrays.areas);
      const mayCome = (person: number) =>
        arrays.free(person) && arrays.pod[person] !== slot && (state.waiting.has(person) || sizeOf(person) > 1);
      const sizeOf = (person: number) => arrays.size[arrays.pod[person]!]!;
      const candidates = new Candidates(arrays, people, slot);
      while (arrays.size[slot]! < POD.max) {
        const costs = Array.from(people, (person) =>
          mayCome(person) ? Math.min(FORBIDDEN, moveCost(arrays, person, slot)) : FORBIDDEN,
        );
        const least = Math.min(FORBIDDEN, ...costs);
        const person = candidates.keenest();
        assert.is(person, least === FORBIDDEN ? NONE : people[costs.indexOf(least)]);
        if (person === NONE) return;
        const from = arrays.pod[person]!;
        state.put(person, slot);
        candidates.came(person, from);
        came++;
      }
    }),
    { seed: 11, numRuns: 60 },
  );
  assert.ok(came > 240, `${came}`);
});

test("people who are bound to each other are brought together, and those who sit together are taken elsewhere together", () => {
  let united = 0;
  let moved = 0;
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 1000 }), (community, seed) => {
      const state = started(community);
      const { arrays } = state;
      const movers = moversOf(state);
      const companionsOf = (person: number) =>
        arrays.bonds.other
          .subarray(arrays.bonds.first[person]!, arrays.bonds.first[person + 1]!)
          .filter((other) => arrays.pod[person] !== NONE && arrays.pod[other] === arrays.pod[person]);
      const before = [...movers.bound].map((person) => ({
        person,
        pod: arrays.pod[person]!,
        companions: companionsOf(person),
      }));
      if (!unite(state, new Random(seed), movers)) return;
      const after = before.map(({ person }) => companionsOf(person));
      if (before.some(({ companions }, n) => after[n]!.some((other) => !companions.includes(other)))) united++;
      const went = before.filter(({ person, pod }) => arrays.pod[person] !== pod);
      if (went.some(({ person, companions }) => companionsOf(person).some((other) => companions.includes(other))))
        moved++;
      for (const pod of state.living.items) assert.ok(arrays.size[pod]! <= POD.max);
    }),
    { seed: 11, numRuns: 240 },
  );
  assert.ok(united > 36, `${united} of 240 united`);
  assert.ok(moved > 3, `${moved} of 240 taken elsewhere`);
});

/** Everybody who may move while the pods live. */
function moversOf(state: SearchState): Movers {
  const { arrays } = state;
  const free = Int32Array.from({ length: arrays.people }, (_, person) => person).filter(
    (person) => arrays.sealed[arrays.pod[person]!] !== 1 && arrays.free(person),
  );
  return new Movers(state, free);
}

test("a local search moves no more people than it may", () => {
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 5 }), (community, more) => {
      const state = started(community);
      const movesLimit = state.arrays.moved + more;
      new LocalSearch(state, { movers: new Int32Array(0), movesLimit }).improve([...state.living.items]);
      assert.ok(state.arrays.moved <= movesLimit);
    }),
    { seed: 11, numRuns: 60 },
  );
});

test.run();
