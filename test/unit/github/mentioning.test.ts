import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Naming, peopleToMention } from "#shared/core/github/mentioning.ts";

const test = suite("whom our comment mentions");

type Mode = Parameters<typeof peopleToMention>[1];
const seats = ["a", "b", "c", "d", "e"].map(
  (pseudonym) => ({ pseudonym, level: 1, offset: 0, volunteer: true }) as const,
);
const pod = { number: 1, seats, advocate: "c" };
const fresh: Naming = { named: [], mentioned: [], notified: [], turns: new Map(), isNew: true };
const mention = (mode: Mode, change: Partial<Naming> = {}, of = pod) =>
  peopleToMention(of, mode, { ...fresh, ...change }).join("");

test("nobody, the advocate, one member, or all, as the settings say", () => {
  const modes = ["quiet", "name", "advocate", "rotation", "all"] as const;
  assert.equal(
    modes.map((mode) => `${mode} ${mention(mode)}`.trim()),
    ["quiet", "name", "advocate c", "rotation a", "all abcde"],
  );
  assert.is(peopleToMention({ ...pod, advocate: null }, "advocate", fresh).length, 0);
});

test("in rotation it is the member with the fewest open threads, by seat among equals", () => {
  const turns = new Map(Object.entries({ a: 3, b: 2, c: 1, d: 1, e: 2 }));
  assert.is(mention("rotation", { turns }), "c");
  assert.is(mention("rotation", { turns: turns.set("c", 2) }), "d");
});

test("authors are never mentioned to themselves", () => {
  assert.is(mention("advocate", { author: "c" }), "");
  assert.is(mention("rotation", { author: "a" }), "b");
  assert.is(mention("all", { author: "a" }), "bcde");
});

test("an edit mentions nobody new: those who are mentioned stay while they sit in the pod", () => {
  const turns = new Map([["b", 9]]);
  const then = { named: [1], mentioned: ["b"], notified: ["b"], turns };
  assert.is(mention("rotation", then), "b");
  assert.is(mention("all", then), "b");
  assert.is(mention("advocate", then), "");
  assert.is(mention("rotation", { ...then, mentioned: ["x"] }), "");
  assert.is(mention("rotation", { isNew: false }), "");
});

test("another pod's people are mentioned when it is named first, and nobody a second time", () => {
  const then = { named: [2], mentioned: ["x"], notified: ["x", "a"] };
  assert.is(mention("rotation", then), "b");
  assert.is(mention("all", then), "bcde");
  assert.is(mention("all", { ...then, named: [1, 2] }), "");
  assert.is(mention("all", { ...then, mentioned: ["a"] }), "a", "who came from the other pod is mentioned already");
});

test.run();
