import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type CreditedActivity, publicWork } from "#shared/core/activity.ts";
import { type ConnectionFacts, connectionOf, pairsByWeek } from "#shared/core/connection/connection.ts";
import type { Profile } from "#shared/core/member.ts";
import type { ThreadFacts } from "#shared/core/thread.ts";
import { DAY_MS } from "#shared/core/week.ts";
import { did, HOUR_MS, MONDAY, REPOSITORIES, WEEK } from "../../support/digest.ts";

const test = suite("connection, the rule");

const NEXT = "2026-W48";
const person = (n: number): [string, Profile] => [
  `p${n}`,
  { login: `sailor-${n}`, areas: [], ability: "newcomer", volunteer: false, merged: 0 },
];
const thread = (number: number, author: number, more: Partial<ThreadFacts> = {}): [string, ThreadFacts] => {
  const facts = { repository: 1, number, kind: "pull-request", draft: false, open: true, locked: false } as const;
  return [`1#${number}`, { key: `1#${number}`, author: `p${author}`, updatedAt: MONDAY, ...facts, ...more }];
};

type Weeks = Readonly<Record<string, readonly CreditedActivity[]>>;

const facts = (weeks: Weeks, more: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  weeks: new Map(Object.entries(weeks).map(([week, all]) => [week, publicWork(all, REPOSITORIES)])),
  threads: new Map([thread(1, 1), thread(2, 2)]),
  waits: new Map(),
  people: new Map(Array.from({ length: 30 }, (_, n) => person(n))),
  veterans: new Map(),
  settings: { bots: [], maintainers: [] },
  cameIn: WEEK,
  now: MONDAY + 30 * DAY_MS,
  ...more,
});
const numbersOf = (weeks: Weeks, more?: Partial<ConnectionFacts>, before: ReadonlySet<string> | null = new Set()) => {
  const given = facts(weeks, more);
  return connectionOf(Object.keys(weeks), given, before ? { pairs: pairsByWeek(given), before } : undefined);
};
const weekOf = (
  all: readonly CreditedActivity[],
  ...more: [Partial<ConnectionFacts>?, (ReadonlySet<string> | null)?]
) => numbersOf({ [WEEK]: all }, ...more)[0]!;

const reviewed = (by: number, number: number) => did("reviewed", by, { number });

test("a pair is the same whoever of the two is the author, and is new once", () => {
  assert.is(weekOf([reviewed(2, 1), reviewed(1, 2), reviewed(3, 1)]).firstPairs, 2);
  const later = numbersOf({ [WEEK]: [reviewed(2, 1)], [NEXT]: [reviewed(1, 2), reviewed(3, 2)] });
  assert.equal(
    later.map(({ firstPairs }) => firstPairs),
    [1, 1],
  );
});

test("people who met before all these weeks are no new pair; nothing is said while that is not known", () => {
  const week = [reviewed(2, 1), reviewed(3, 1)];
  assert.is(weekOf(week, {}, new Set(["p1|p2"])).firstPairs, 1);
  assert.is(weekOf(week, {}, null).firstPairs, null);
});

test("everybody who wrote a pull request met the others, but a crowd met its author only", () => {
  const together = (people: number) =>
    Array.from({ length: people }, (_, n) => did("co-authored", n + 2, { number: 1 }));
  assert.is(weekOf(together(3)).firstPairs, 6);
  assert.is(weekOf(together(9)).firstPairs, 45);
  assert.is(weekOf(together(10)).firstPairs, 10);
  assert.is(weekOf(together(3), { threads: new Map() }).firstPairs, 3, "of a robot's pull request");
});

test("robots and people who were forgotten are in no pair, on whichever side they stand", () => {
  const threads = new Map([thread(1, 1), thread(2, 99)]);
  const week = [reviewed(1, 2), reviewed(99, 1)];
  assert.is(weekOf(week, { threads }).firstPairs, 0, "nobody is known as p99");
  const people = new Map([person(1), person(99)]);
  assert.is(weekOf(week, { threads, people }).firstPairs, 1);
  const settings = { bots: ["sailor-99"], maintainers: [] };
  assert.is(weekOf(week, { threads, people, settings }).firstPairs, 0, "a robot");
});

test("pods meet in a review of the author's pod, as a merge or an opening in any of the weeks tells it", () => {
  const opened = did("opened", 1, { number: 1 });
  const week = [
    did("reviewed", 11, { number: 1 }),
    did("reviewed", 2, { number: 1 }),
    did("reviewed", 12, { number: 1 }),
  ];
  assert.is(weekOf(week).podPairs, 0, "nothing tells the author's pod");
  assert.is(weekOf([opened, ...week]).podPairs, 1);
  assert.is(weekOf([opened, did("reviewed", 9, { number: 1 })]).podPairs, 0, "the reviewer has no pod");
  const bots = ["sailor-11", "sailor-12"];
  assert.is(weekOf([opened, ...week], { settings: { bots, maintainers: [] } }).podPairs, 0, "robots reviewed it");
  const more = [did("opened", 21, { number: 2 }), did("reviewed", 1, { number: 2 }), did("merged", 11, { number: 7 })];
  assert.is(numbersOf({ [WEEK]: [opened], [NEXT]: [...week, ...more] })[1]?.podPairs, 2);
});

test("a newcomer's thread counts when its first day is over, and is answered in time or not", () => {
  const opened = did("opened", 5, { number: 3 });
  const since = MONDAY + HOUR_MS;
  const newcomers = (answeredAt?: number, more: Partial<ConnectionFacts> = {}, facts: Partial<ThreadFacts> = {}) => {
    const wait = { since, ...(answeredAt !== undefined && { answeredAt }) };
    const known = { waits: new Map([["1#3", wait]]), threads: new Map([thread(3, 5, facts)]) };
    const { answered, of } = weekOf([opened], { ...known, ...more }).newcomers!;
    return `${answered} of ${of}`;
  };
  const wait = { waits: new Map([["1#3", { since }]]), threads: new Map([thread(3, 5, { open: false })]) };
  const merged = (at: number) => weekOf([opened, did("merged", 5, { number: 3, at })], wait).newcomers;
  assert.equal(merged(since + DAY_MS), { answered: 1, of: 1 }, "a merge is an answer");
  assert.equal(merged(since + DAY_MS + 1), { answered: 0, of: 1 });
  assert.is(weekOf([opened], { cameIn: NEXT }).newcomers, null, "nobody knows what was said before we came");
  assert.is(newcomers(), "0 of 1");
  assert.is(newcomers(since + DAY_MS), "1 of 1");
  assert.is(newcomers(since + DAY_MS + 1), "0 of 1");
  assert.is(newcomers(since + 1, { now: since + DAY_MS - 1 }), "0 of 0");
  for (const facts of [{ open: false }, { draft: true }, { locked: true }]) {
    assert.is(newcomers(undefined, {}, facts), "0 of 0", JSON.stringify(facts));
    assert.is(newcomers(since + 1, {}, facts), "1 of 1");
  }
  assert.is(newcomers(undefined, { waits: new Map() }), "0 of 0", "when it began to wait is not known");
  assert.is(newcomers(undefined, { veterans: new Map([[WEEK, new Set(["p5"])]]) }), "0 of 0");
  assert.is(newcomers(undefined, { people: new Map() }), "0 of 0", "they were forgotten");
  assert.is(newcomers(undefined, { settings: { bots: [], maintainers: ["sailor-5"] } }), "0 of 0");
  const veteran: Profile = { ...person(5)[1], ability: "experienced" };
  assert.is(newcomers(undefined, { people: new Map([["p5", veteran]]) }), "0 of 0");
});

test.run();
