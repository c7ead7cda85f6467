/** The search keeps fast books of the points; here they are held to the table, term by term. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Community } from "#shared/core/scoring/community.ts";
import { POD, pointsOf, termsOf } from "#shared/core/scoring/points.ts";
import { TERM_IDS, type Terms } from "#shared/core/scoring/terms.ts";
import { moveCost, swap, swapCost } from "#shared/core/search/costs.ts";
import { indexCommunity } from "#shared/core/search/index-community.ts";
import { FORBIDDEN } from "#shared/core/search/lookup.ts";
import { Random } from "#shared/core/search/random.ts";
import { NONE, SearchState } from "#shared/core/search/search-state.ts";
import { start } from "#shared/core/search/start.ts";
import { toSeating } from "#shared/core/search/to-seating.ts";
import { randomCommunity } from "../../support/seatings.ts";

const test = suite("the books of the search");

/** A random seating, what the search says it costs, and what the table says. */
interface Booked {
  readonly total: number;
  readonly terms: Terms;
  readonly points: number;
}

const SEATINGS = 40;

const booked: Booked[] = Array.from({ length: SEATINGS }, (_, n) => {
  const { state, community, seating } = shuffled(n);
  const terms = termsOf(community, seating());
  return { total: state.total, terms, points: pointsOf(community, seating()) };
});

for (const id of TERM_IDS) {
  test(`count the term ${id}`, () => {
    const telling = booked.filter(({ terms }) => terms[id] !== 0);
    assert.ok(telling.length > 0, `no random seating costs points for ${id}: nothing shows that the search counts it`);
    const ignored = telling.every(({ total, terms, points }) => points - total === terms[id]);
    assert.not(ignored, `the search does not count the term ${id}`);
  });
}

test("count all terms together as the table does", () => {
  for (const { total, terms, points } of booked) assert.is(total, points, JSON.stringify(terms));
});

test("price a move, a swap and another area as the table does", () => {
  let tried = 0;
  for (let n = 0; n < SEATINGS; n++) {
    const { state, community, seating, random } = shuffled(n);
    const cost = () => pointsOf(community, seating());
    const one = random.below(state.arrays.people);
    const other = random.below(state.arrays.people);
    const [from, to] = [state.arrays.pod[one]!, state.arrays.pod[other]!];
    if (from === to || !mayGo(state, one, to) || !mayGo(state, other, from)) continue;
    tried++;
    let before = cost();
    const swapping = swapCost(state.arrays, one, other);
    for (const limit of [-20, 0, 20]) {
      const limited = swapCost(state.arrays, one, other, limit);
      assert.is(Math.min(limited, limit), Math.min(swapping, limit), "a limit changes only prices that reach it");
    }
    swap(state, one, other);
    assert.is(cost() - before, swapping);
    // `one` sits in the pod `to` now.
    if (from !== NONE && to !== NONE && state.arrays.size[to]! > POD.min && state.arrays.size[from]! < POD.max) {
      before = cost();
      const moving = moveCost(state.arrays, one, from);
      state.put(one, from);
      assert.is(cost() - before, moving);
    }
    const area = random.below(community.areas.length);
    const people = state.living.has(to) ? [...Array(state.arrays.size[to]).keys()] : [];
    if (people.length === 0 || !people.every((chair) => state.arrays.mayPlace(state.arrays.at(to, chair), area)))
      continue;
    state.retheme(to, area);
    assert.is(state.total, cost());
  }
  assert.ok(tried > SEATINGS / 2);
});

test("tell the pods that have other people from those whose people came back", () => {
  const { state } = shuffled(1);
  const { pod } = state.arrays;
  const one = pod.findIndex((home) => home !== NONE);
  const other = pod.findIndex((home) => home !== NONE && home !== pod[one]);
  const pods = [pod[one]!, pod[other]!];
  state.record();
  swap(state, one, other);
  assert.equal(state.changed().sort(), pods.sort());
  swap(state, one, other);
  assert.equal(state.changed(), []);
});

/** A valid seating of a random community, far from what any search would leave. */
function shuffled(seed: number) {
  const random = new Random(seed);
  const { members, ...rest } = randomCommunity({ seed, people: 10 + random.below(60), tidy: true });
  const community: Community = { ...rest, members: members.map((one, n) => ({ ...one, anywhere: n % 9 > 0 })) };
  const indexed = indexCommunity(community);
  const state = new SearchState(indexed);
  start(state, indexed);
  for (let times = 0; times < state.arrays.people; times++) {
    const one = random.below(state.arrays.people);
    const other = random.below(state.arrays.people);
    const [from, to] = [state.arrays.pod[one]!, state.arrays.pod[other]!];
    if (from !== to && mayGo(state, one, to) && mayGo(state, other, from)) swap(state, one, other);
  }
  return { state, community, random, seating: () => toSeating(state, indexed) };
}

/** Whether a person agreed to sit in a pod, or may wait. */
function mayGo({ arrays }: SearchState, person: number, pod: number): boolean {
  if (pod === NONE) return arrays.waitPoints[person]! < FORBIDDEN;
  return pod === arrays.home[person] || arrays.mayPlace(person, arrays.area[pod]!);
}

test.run();
