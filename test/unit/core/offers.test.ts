import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Member, Profile } from "#shared/core/member.ts";
import { OFFER_PAUSE_MS, offersTo } from "#shared/core/offers.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { SeatsTold } from "#shared/core/ports.ts";

const test = suite("who is told of a seat elsewhere");

const NOW = Date.parse("2026-11-22T12:00:00Z");
const HOUR_MS = 3_600_000;

const pod = (number: number, area: string, people: number, more: Partial<Pod> = {}): Pod => ({
  number,
  slug: `pod-${number}`,
  name: `Pod ${number}`,
  area,
  seats: Array.from({ length: people }, (_, n) => ({
    pseudonym: `${number}-${n}`,
    level: 1,
    offset: 0,
    volunteer: false,
  })),
  advocate: null,
  locked: false,
  ...more,
});

/** Waits for the hull, and asked in a thread. */
const waits = (pseudonym: string, profile: Partial<Profile> = {}, told: Partial<SeatsTold> = {}): SeatsTold => ({
  member: {
    pseudonym,
    profile: {
      login: pseudonym,
      areas: ["hull"],
      ability: "newcomer",
      volunteer: false,
      merged: 0,
      thread: "70#5",
      ...profile,
    },
    standing: { state: "waiting", pod: null, since: 1, pinned: false },
  } satisfies Member,
  told: [],
  at: 0,
  ...told,
});

const offers = (people: readonly SeatsTold[], pods: readonly Pod[]): string[] =>
  offersTo(people, pods, undefined, NOW).map(({ to, thread, pod }) => `${to.pseudonym} ${thread} ${pod.number}`);

const FULL = pod(1, "hull", 9);

test("somebody whose areas have no open seat is told of the best one elsewhere", () => {
  assert.equal(offers([waits("ada")], [FULL, pod(2, "sail", 8), pod(3, "galley", 5)]), ["ada 70#5 3"]);
  assert.equal(offers([waits("ada")], [FULL]), []);
});

test("an offer does not tell with whom somebody would like to sit", () => {
  const wishes = waits("ada", { with: ["2-0"] });
  assert.equal(offers([wishes], [FULL, pod(2, "sail", 8), pod(3, "galley", 5)]), ["ada 70#5 3"]);
});

test("nobody is told of a seat that a locked pod has, or one of an area that is no more", () => {
  assert.equal(
    offers([waits("ada")], [pod(2, "sail", 5, { locked: true }), pod(3, "keel", 5, { orphaned: true })]),
    [],
  );
});

test("nobody is told who may sit in their own area, in any area, who waved it away, or asked in no thread", () => {
  const sail = pod(2, "sail", 5);
  assert.equal(offers([waits("ada")], [pod(1, "hull", 8), sail]), []);
  const { thread: _, ...withoutThread } = waits("cid").member.profile;
  const cid = waits("cid");
  assert.equal(
    offers(
      [
        waits("ann", { anywhere: true }),
        waits("bob", { noOffers: true }),
        { ...cid, member: { ...cid.member, profile: withoutThread } },
      ],
      [sail],
    ),
    [],
  );
});

test("somebody who was told of a seat that others took is told again once one opens there, and once only", () => {
  const long = { at: NOW - 2 * OFFER_PAUSE_MS };
  const told = (...openings: string[]) => [waits("ada", {}, { told: openings, ...long })];
  assert.equal(offers(told("2"), [pod(2, "sail", 8, { filled: 1 })]), ["ada 70#5 2"]);
  assert.equal(offers(told("2", "2.1"), [pod(2, "sail", 8, { filled: 1 })]), []);
  assert.equal(offers(told("2.1"), [pod(2, "sail", 7, { filled: 1 })]), []);
  assert.equal(offers(told("2.1"), [pod(2, "sail", 8, { filled: 12 })]), ["ada 70#5 2"]);
});

test("nobody is told of a pod twice, nor of a worse one, nor of another one within a week", () => {
  const [best, worse] = [pod(2, "sail", 5), pod(3, "galley", 8)];
  const long = { at: NOW - 2 * OFFER_PAUSE_MS };
  assert.equal(offers([waits("ada", {}, { told: ["2"], ...long })], [best, worse]), []);
  assert.equal(offers([waits("ada", {}, { told: ["3"], ...long })], [best, worse]), ["ada 70#5 2"]);
  assert.equal(offers([waits("ada", {}, { told: ["3"], at: NOW - OFFER_PAUSE_MS + 1 })], [best, worse]), []);
  assert.equal(offers([waits("ada", {}, { told: ["3"], at: NOW - OFFER_PAUSE_MS })], [best, worse]), ["ada 70#5 2"]);
});

test("as many are told of a pod as it has open seats, in the order of the people", () => {
  const pods = [pod(2, "sail", 7)];
  const people = ["ann", "ben", "cid"].map((one) => waits(one));
  assert.equal(offers(people, pods), ["ann 70#5 2", "ben 70#5 2"]);
  const told = people.map((one, n) => (n < 2 ? { ...one, told: ["2"], at: NOW - 23 * HOUR_MS } : one));
  assert.equal(offers(told, pods), [], "for a day the seats are left to those who were told");
  assert.equal(
    offers(
      told.map((one) => ({ ...one, at: one.at && NOW - 25 * HOUR_MS })),
      pods,
    ),
    ["cid 70#5 2"],
  );
});

test("whom somebody would like to sit with makes no difference", () => {
  const [one, other] = [pod(2, "sail", 6), pod(3, "galley", 6)];
  const plain = offers([waits("ada")], [one, other]);
  for (const friend of ["2-0", "3-0"]) assert.equal(offers([waits("ada", { with: [friend] })], [one, other]), plain);
});

test.run();
