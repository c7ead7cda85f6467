import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { CreditedActivity } from "#shared/core/activity.ts";
import { buildDigest } from "#shared/core/digest/build.ts";
import { beginSearch, isOpen, lookFurtherBack, type Reached, reachedIn } from "#shared/core/digest/milestone-search.ts";
import { LIST_MAX } from "#shared/core/digest/model.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import { addWeeks } from "#shared/core/week.ts";
import { busyWeek, did, input, members, storyFor, WEEK } from "../../support/digest.ts";

const test = suite("milestones");

const merges = (many: number, more: Partial<CreditedActivity> = {}) =>
  Array.from({ length: many }, () => did("merged", 1, more));

/** What is found in the week, and in the weeks before it, the latest first. */
function found(weeks: readonly (readonly CreditedActivity[])[], since = "2026-W01", mayHaveTenth = ["p1"]) {
  const [now = [], ...before] = weeks;
  const people = { mayHaveTenth: new Set(mayHaveTenth), since: new Map([["p1", since]]) };
  let search = beginSearch(now, WEEK, people);
  for (const [back, week] of before.entries()) search = lookFurtherBack(search, addWeeks(WEEK, -1 - back), week);
  return { isOpen: isOpen(search), reached: reachedIn(search).map(({ kind, work }) => [kind, work.number]) };
}

const first = () => did("merged", 1, { first: true });

test("the tenth merge is told when all that came before is known", () => {
  const now = [did("merged", 1, { number: 9 }), did("merged", 1, { number: 10 }), did("merged", 1, { number: 11 })];
  assert.equal(found([now, merges(4), [first(), ...merges(3)]]), { isOpen: false, reached: [["tenth-merge", 10]] });
  assert.equal(found([now, merges(4), merges(3)]), { isOpen: true, reached: [] }, "the first is in none of them");
  assert.equal(found([now, merges(4), [first(), ...merges(2)]]).reached, [["tenth-merge", 11]]);
  assert.equal(found([now, merges(4), [first(), ...merges(1)]]).reached, []);
  assert.equal(found([now, merges(4), [first(), ...merges(5)]]), { isOpen: false, reached: [] }, "it was before");
  assert.equal(found([now, merges(12)]), { isOpen: false, reached: [] }, "no need to read on");
  assert.equal(found([now, [first(), ...merges(7)]], WEEK, []).reached, [], "they contributed before we came");
  assert.equal(found([[first(), ...merges(8), did("merged", 1, { number: 5 })]]).reached, [["tenth-merge", 5]]);
});

test("merges in private count for nothing, and what the digest tells late counts once", () => {
  const now = [did("merged", 1, { number: 10 })];
  const hidden = { private: true } as const;
  assert.equal(found([now, [first(), ...merges(7), ...merges(1, hidden)]]).reached, []);
  assert.equal(found([now, [first(), ...merges(8), ...merges(1, hidden)]]).reached, [["tenth-merge", 10]]);
  assert.equal(found([merges(1, hidden), [first(), ...merges(9)]]).reached, []);
  assert.equal(found([now, [...now, first(), ...merges(8)]]).reached, [["tenth-merge", 10]]);
});

test("the first review for another pod has none before it", () => {
  const of = (author: number | null, number: number) => did("opened", author, { number });
  const review = (number: number, more: Partial<CreditedActivity> = {}) => did("reviewed", 1, { number, ...more });
  const now = [of(11, 900), review(900), of(21, 901), review(901)];
  const reached = [["first-review-across", 900]];
  assert.equal(found([now], WEEK).reached, reached);
  assert.equal(found([now]), { isOpen: true, reached: [] });
  const joined = addWeeks(WEEK, -2);
  assert.equal(found([now, [], []], joined), { isOpen: false, reached });
  assert.equal(found([now, [of(2, 5), review(5)], []], joined).reached, reached, "their own pod's");
  assert.equal(found([now, [of(77, 5), review(5)], []], joined).reached, reached, "of somebody without a pod");
  assert.equal(found([now, [review(5, { pod: null })], []], joined).reached, reached, "they had no pod");
  assert.equal(found([now, [of(12, 5), review(5)]], joined), { isOpen: false, reached: [] });
  assert.equal(found([now, [review(5)]], joined).reached, [], "nobody knows whose it was");
  assert.equal(found([[review(5, { at: 0 }), ...now]], WEEK).reached, [], "nor here");
  assert.equal(found([[of(11, 900), review(900, { private: true })]], WEEK).reached, []);
});

const tenth = (n: number, more: Partial<CreditedActivity> = {}): Reached => {
  const work = did("merged", n, { repository: 1, number: 700 + n, title: `Tenth ${n}`, ...more });
  return { kind: "tenth-merge", person: `p${n}`, work: work as Reached["work"] };
};
const reviewed = (n: number, number: number): Reached => ({
  kind: "first-review-across",
  person: `p${n}`,
  work: did("reviewed", n, { number, repository: 1 }) as Reached["work"],
});
/** A week in which these pull requests were merged. */
const weekOf = (milestones: readonly Reached[], more: Partial<Parameters<typeof input>[0]> = {}) =>
  input({ milestones, activities: milestones.map(({ work }) => work), ...more });
const linesOf = (week: Parameters<typeof storyFor>[0]) =>
  (storyFor(week).sections.find(({ id }) => id === "highlights")?.entries ?? []).map(({ line }) =>
    line
      .map((span) =>
        typeof span === "string" ? span : "text" in span ? span.text : "strong" in span ? span.strong : "",
      )
      .join(""),
  );

test("one person reads their title, several share a line", () => {
  assert.equal(linesOf(weekOf([tenth(3)])), ["sailor-3's tenth pull request was merged: Tenth 3 (hull#703)."]);
  assert.equal(linesOf(weekOf([tenth(3), tenth(4), reviewed(12, 800)])), [
    "The tenth pull requests of sailor-3 (hull#703) and sailor-4 (hull#704) were merged.",
    "sailor-12 reviewed a pull request of another pod for the first time: hull#800.",
  ]);
  const many = Array.from({ length: LIST_MAX.milestones + 2 }, (_, n) => tenth(n + 1));
  assert.match(linesOf(weekOf(many))[0] ?? "", /sailor-6 \(hull#706\) and 2 more were merged\.$/);
});

test("a pull request that stands elsewhere in the digest is not told again", () => {
  const week = busyWeek();
  const at = (person: number, number: number, kind: "merged" | "reviewed") =>
    week.activities.find(
      (one) => one.kind === kind && one.number === number && one.person === `p${person}`,
    ) as Reached["work"];
  const digest = buildDigest({
    ...week,
    milestones: [
      { kind: "tenth-merge", person: "p1", work: at(1, 405, "merged") },
      { kind: "tenth-merge", person: "p11", work: at(11, 12, "merged") },
      { kind: "first-review-across", person: "p21", work: at(21, 405, "reviewed") },
    ],
  });
  const reached = digest.milestones?.flatMap(({ reached }) =>
    reached.items.map(({ person, item }) => [person, item?.ref]),
  );
  assert.equal(reached, [
    ["p1", undefined],
    ["p11", "sail#12"],
    ["p21", undefined],
  ]);
  assert.is(JSON.stringify(digest).split("Mend the jib").length, 2);
  assert.is(JSON.stringify(digest).split("Make the hull tight").length, 2);
});

test("a first review for another pod names no pull request that was merged in the week: it stands with its pod", () => {
  const review = did("reviewed", 13, { number: 6 });
  const activities = [
    ...[did("merged", 2, { number: 5 }), did("reviewed", 11, { number: 5 }), did("reviewed", 12, { number: 5 })],
    ...[did("merged", 3, { number: 6 }), review],
  ];
  const milestones: Reached[] = [{ kind: "first-review-across", person: "p13", work: review as Reached["work"] }];
  const itemOf = (all: readonly CreditedActivity[]) =>
    buildDigest(input({ activities: all, milestones })).milestones?.[0]?.reached.items[0]?.item?.ref;
  assert.is(itemOf(activities), undefined);
  assert.is(itemOf(activities.filter(({ kind, number }) => kind === "reviewed" || number === 5)), "hull#6");
});

test("nobody is told of who may not be named, and nothing of what is private now", () => {
  const digest = buildDigest(weekOf([tenth(3), tenth(4), tenth(5)]));
  const named = (forgotten: number[], paused: number[], hidden: number[] = []) =>
    viewOf(digest, {
      members: members(new Set(forgotten), new Set(paused)),
      privateRepositories: new Set(hidden),
    }).milestones?.map(({ reached }) => [reached.items.map(({ person }) => person.login), reached.more]);
  assert.equal(named([3], [4]), [[["sailor-5"], 0]]);
  assert.equal(named([3, 4, 5], []), []);
  assert.equal(named([], [], [1]), []);
  assert.is(buildDigest(weekOf([tenth(3, { repository: 9 })])).milestones, undefined);
});

test("what an earlier digest told is not told again", () => {
  const earlier = buildDigest(weekOf([tenth(3)]));
  const week = weekOf([tenth(3), reviewed(3, 800)], { previous: new Map([["2026-W46", earlier]]) });
  assert.equal(
    buildDigest(week).milestones?.map(({ kind }) => kind),
    ["first-review-across"],
  );
});

test.run();
