import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lazily } from "#shared/core/lazily.ts";
import { figuresOf, together } from "../../tools/simulate/figures.ts";
import { type Day, type Options, simulate } from "../../tools/simulate/simulate.ts";
import type { Person } from "../../tools/simulate/town.ts";
import { Town } from "../../tools/simulate/town.ts";

const TINY: Options = {
  years: 0.25,
  steadyYears: 0.25,
  people: 60,
  seed: 3,
  effort: 0.01,
  maxMovesPercent: 5,
  settleWeeks: 4,
};

/** Returns the counts of both periods. */
function run(options: Options, look: (day: Day) => void = () => {}) {
  const periods = [...simulate(options)].flatMap((day) => {
    look(day);
    return day.year ? [day.year] : [];
  });
  assert.equal(
    periods.map(({ steady }) => steady),
    [false, true],
  );
  return together(periods.map(({ counts }) => counts));
}

/** For those who look at nothing but the counts. */
const tiny = lazily(() => run(TINY));
const another = lazily(() => run({ ...TINY, seed: 4 }));

const simulation = suite("a simulation");

simulation("keeps the rules on every day", () => {
  let most = 0;
  run(TINY, ({ day, town }) => {
    const seats = [...town.pods.values()].flatMap((pod) => pod.seats.map(({ pseudonym }) => pseudonym));
    const places = [...seats, ...town.waiting];
    assert.is(new Set(places).size, places.length, `day ${day}: somebody has two places`);
    assert.equal(new Set(places), new Set(town.people.keys()), `day ${day}: everybody has a place`);
    for (const { number, seats, advocate } of town.pods.values()) {
      assert.ok(seats.length >= 1 && seats.length <= 9, `day ${day}: pod ${number} has ${seats.length}`);
      assert.ok(advocate === null || seats.some(({ pseudonym }) => pseudonym === advocate), `day ${day}`);
    }
    most = Math.max(most, town.people.size);
  });
  assert.ok(most > 40, `${most} people came`);
});

simulation("is the same every time, and different with another seed", () => {
  const all = tiny();
  assert.equal(run(TINY), all);
  assert.not.equal(another(), all);
  assert.ok(all.podDaysInRange / all.podDays > 0.9 && all.joins > 40, JSON.stringify(all));
});

simulation("seats nobody where they did not agree to sit, and keeps nobody waiting for an open seat", () => {
  const { unnamed, keptMost, first, firstAnew } = tiny();
  assert.is(unnamed, 0);
  assert.ok(keptMost <= 1, `${keptMost} days`);
  assert.ok(first > 0 && firstAnew > 0);
});

simulation("adds the counts of several seeds up, and compares waits", () => {
  const [one, other] = [tiny(), another()];
  const both = together([one, other]);
  assert.is(both.joins, one.joins + other.joins);
  assert.is(both.waitedMost, Math.max(one.waitedMost, other.waitedMost));
  assert.is(figuresOf(both).seatedAtOnce, (one.atOnce + other.atOnce) / (one.joins + other.joins));
  assert.is(figuresOf(together([])).firstChoice, null);
});

const person = (id: string, areas: string[], volunteer = false, anywhere = true): Person => ({
  id,
  level: 1,
  offset: 0,
  areas,
  volunteer,
  anywhere,
  with: [],
});

const town = suite("a town");

town("forms a pod of five who wait for one area, fills it to nine, and then lets people wait again", () => {
  const one = new Town(["cli", "ui"]);
  const joined = Array.from({ length: 10 }, (_, n) => one.join(person(`p${n}`, ["cli"], n === 2)));
  const outcomes = joined.map(({ outcome }) => outcome);
  assert.equal(outcomes, [...Array(4).fill("waiting"), "formed", ...Array(4).fill("seated"), "waiting"]);
  const [pod] = one.pods.values();
  assert.equal([pod?.seats.length, pod?.advocate], [9, "p2"]);
  assert.equal(joined[4]?.others, ["p0", "p1", "p2", "p3"]);
});

town("seats people elsewhere only when any area suits them", () => {
  const one = new Town(["cli", "ui"]);
  for (let n = 0; n < 5; n++) one.join(person(`c${n}`, ["cli"]));
  assert.is(one.join(person("open", ["ui"])).outcome, "seated");
  assert.is(one.join(person("keen", ["ui"], false, false)).outcome, "waiting");
  one.rebalance({ only: "seat", effort: 0.01 });
  assert.equal([one.unnamed, [...one.waiting]], [0, ["keen"]]);
});

town("knows for whom a seat is open, or a pod could form", () => {
  const one = new Town(["cli", "ui"]);
  for (let n = 0; n < 9; n++) one.join(person(`c${n}`, ["cli"], false, false));
  one.join(person("tenth", ["cli"], false, false));
  for (let n = 0; n < 4; n++) one.join(person(`u${n}`, ["ui"], false, false));
  assert.equal(one.couldSit(), []);
  one.change(person("tenth", ["cli", "ui"], false, false));
  assert.equal(one.couldSit(), ["tenth", "u0", "u1", "u2", "u3"]);
  one.leave("u0");
  one.leave("c0");
  assert.equal(one.couldSit(), ["tenth"]);
});

town("moves nobody of a sound pod before they have settled", () => {
  const one = new Town(["cli", "ui"], 2);
  for (let n = 0; n < 9; n++) one.join(person(`c${n}`, ["cli"], false, false));
  one.join(person("tenth", ["cli"], false, false));
  one.today = 13;
  assert.equal(one.rebalance({ effort: 0.01 }).seated, []);
  one.today = 14;
  const { seated, moved, unasked, told } = one.rebalance({ effort: 0.01 });
  assert.equal([seated, moved, unasked, told], [["tenth"], 4, 4, 5]);
});

town("mends a pod that people left, with the next seating", () => {
  const one = new Town(["cli", "ui"]);
  for (let n = 0; n < 5; n++) one.join(person(`c${n}`, ["cli"]));
  for (let n = 0; n < 5; n++) one.join(person(`u${n}`, ["ui"]));
  one.leave("c0");
  assert.ok(one.needsSeating());
  one.rebalance({ only: "seat", effort: 0.01 });
  for (const { seats } of one.pods.values()) assert.ok(seats.length >= 5 && seats.length <= 9);
  assert.is(one.needsSeating(), false);
  assert.is(one.seated, 9);
});

for (const one of [simulation, town]) one.run();
