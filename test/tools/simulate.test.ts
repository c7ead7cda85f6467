import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Day, type Options, simulate } from "../../tools/simulate/simulate.ts";
import type { Person } from "../../tools/simulate/town.ts";
import { Town } from "../../tools/simulate/town.ts";

const TINY: Options = { years: 0.25, people: 60, seed: 3, effort: 0.01, maxMovesPercent: 5 };

function run(options: Options, look: (day: Day) => void = () => {}) {
  const running = simulate(options);
  for (;;) {
    const next = running.next();
    if (next.done) return next.value;
    look(next.value);
  }
}

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
  const all = run(TINY);
  assert.equal(run(TINY), all);
  assert.not.equal(run({ ...TINY, seed: 4 }), all);
  assert.ok(all.podDaysInRange > 0.9 && all.joins > 40, JSON.stringify(all));
});

const person = (id: string, areas: string[], volunteer = false): Person => ({
  id,
  level: 1,
  offset: 0,
  areas,
  volunteer,
  anywhere: true,
  with: [],
});

const town = suite("a town");

town("forms a pod of five who wait for one area, fills it to nine, and then lets people wait again", () => {
  const one = new Town(["cli", "ui"]);
  const outcomes = Array.from({ length: 10 }, (_, n) => one.join(person(`p${n}`, ["cli"], n === 2)));
  assert.equal(outcomes, [...Array(4).fill("waiting"), "formed", ...Array(4).fill("seated"), "waiting"]);
  const [pod] = one.pods.values();
  assert.equal([pod?.seats.length, pod?.advocate], [9, "p2"]);
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
