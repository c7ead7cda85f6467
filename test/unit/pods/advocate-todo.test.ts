/** What an advocate reads first: at most three things, the most urgent first. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { AdvocateFacts, MemberFacts } from "../../../functions/pods/advocate-facts.ts";
import { advocatePage } from "../../../functions/pods/advocate-page.ts";
import { todosOf } from "../../../functions/pods/advocate-todo.ts";
import type { Unanswered } from "../../../functions/pods/unanswered.ts";
import { pod, settings } from "../../support/pages.ts";

const test = suite("an advocate's to-dos");

const DAY = 86_400_000;
const NOW = 100 * DAY;
const repository = { id: 1, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: 0 };

const thread = (number: number, more: Partial<Unanswered> = {}): Unanswered => ({
  repository,
  ref: `hull#${number}`,
  url: `https://github.com/ships/hull/issues/${number}`,
  kind: "issue",
  login: "stowaway",
  isByNewcomer: true,
  waitsSince: NOW - 4 * DAY,
  pods: [],
  ...more,
});
const member = (login: string, more: Partial<MemberFacts> = {}): MemberFacts => ({
  login,
  isAdvocate: false,
  isReader: false,
  url: `https://github.com/${login}`,
  ...more,
});

/** Nothing was seen in the weeks since we came. */
const UNSEEN = { seenAt: null, lookedSince: NOW - 39 * DAY };

/** A pod in which nothing is to be done. */
const WELL: AdvocateFacts = {
  reader: "advocate",
  pod: pod(4, { openSeats: 0 }),
  advocate: { login: "ada" },
  members: [member("ada", { isAdvocate: true })],
  volunteers: [],
  newcomers: [],
  others: [],
  waiting: { count: 0 },
  needs: [],
};
/** What may be so, from the most urgent to the least. */
const OCCASIONS: readonly (readonly [kind: string, facts: Partial<AdvocateFacts>])[] = [
  ["hand-over", { handOver: { former: member("bea"), next: member("ada"), until: NOW - DAY, ends: NOW + 13 * DAY } }],
  ["answer", { newcomers: [thread(1)] }],
  ["short", { short: { missing: 1, detail: "" } }],
  ["review", { others: [thread(2, { kind: "pull-request", isByNewcomer: false, waitsSince: NOW - 9 * DAY })] }],
  ["term", { advocate: { login: "ada", term: "1970-04" } }],
  ["advocate", { advocate: null }],
  ["meeting", { pod: pod(4, { openSeats: 0, meeting: null }) }],
  ["greet", { members: [member("bob", { joinedAt: NOW - 2 * DAY })] }],
  ["quiet", { members: [member("cid", { quiet: { seenAt: NOW - 40 * DAY, lookedSince: 0 } })] }],
  ["invite", { pod: pod(4, { openSeats: 2 }) }],
];
const kindsOf = (facts: Partial<AdvocateFacts>) =>
  todosOf({ facts: { ...WELL, ...facts }, settings, now: NOW }).map(({ kind }) => kind as string);
const todoOf = (facts: Partial<AdvocateFacts>) => todosOf({ facts: { ...WELL, ...facts }, settings, now: NOW })[0];

test("show a face only beside what is about somebody", () => {
  const firstRow = (facts: Partial<AdvocateFacts>) => {
    const todos = todosOf({ facts: { ...WELL, ...facts }, settings, now: NOW });
    const page = advocatePage({ settings, facts: { ...WELL, ...facts }, todos, reader: "advocate", now: NOW });
    return /<h2>Do these first<\/h2><ul class="rows"><li class="wraps">(.{20})/.exec(page)?.[1] ?? "";
  };
  assert.match(firstRow({ pod: pod(4, { openSeats: 2 }) }), '<span class="text">');
  assert.match(firstRow({ members: [member("bob", { joinedAt: NOW - 2 * DAY })] }), '<span class="face ');
});

test("are none where all is well, and one for each thing that is not", () => {
  assert.equal(kindsOf({}), []);
  for (const [kind, facts] of OCCASIONS) assert.equal(kindsOf(facts), [kind]);
});

test("are at most three, in the order of their urgency", () => {
  const merged = (from: number) =>
    Object.assign(
      {},
      ...OCCASIONS.slice(from)
        .toReversed()
        .map(([, facts]) => facts),
    );
  const all = OCCASIONS.map(([kind]) => kind);
  // A pod has one advocate, one list of members and one meeting: of two that need another one the first is here.
  const together = (from: number) => all.slice(from).filter((kind) => !["quiet", "invite", "advocate"].includes(kind));
  for (let from = 0; from < 4; from++) assert.equal(kindsOf(merged(from)), together(from).slice(0, 3), all[from]);
  assert.equal(kindsOf({ newcomers: [1, 2, 3, 4].map((number) => thread(number)) }), ["answer", "answer", "answer"]);
});

test("name the person and the thread, and lead to it", () => {
  const answer = todoOf({ newcomers: [thread(7, { kind: "pull-request" })] });
  assert.is(answer?.title, "Answer stowaway on hull#7");
  assert.is(answer?.detail, "A pull request by somebody new that has waited for 4 days. We have seen no answer yet.");
  assert.is(answer?.url, "https://github.com/ships/hull/issues/7");
  assert.is(todoOf({ newcomers: [thread(7, { login: null })] })?.title, "Answer somebody new on hull#7");
});

test("introduce all who joined this week at once, and ask one person at a time", () => {
  const joined = ["bob", "cid", "dee"].map((login) => member(login, { joinedAt: NOW - DAY }));
  assert.equal(kindsOf({ members: joined }), ["greet"]);
  assert.is(todoOf({ members: joined.slice(0, 1) })?.title, "Introduce bob to Pod 4");
  assert.is(todoOf({ members: joined })?.title, "Introduce three people to Pod 4");
  assert.match(todoOf({ members: joined })?.detail ?? "", "bob, cid and dee joined this week.");
  const quiet = ["eve", "fay"].map((login) => member(login, { quiet: UNSEEN }));
  assert.equal(kindsOf({ members: quiet }), ["quiet"]);
  const said = ({ detail = "" } = {}) => detail.slice(0, detail.indexOf(".") + 1);
  assert.is(
    said(todoOf({ members: quiet })),
    "Nothing was seen of them on GitHub in the last 5 weeks, which is as far as we look back.",
  );
  const seen = member("gil", { quiet: { seenAt: NOW - 36 * DAY, lookedSince: 0 } });
  assert.is(said(todoOf({ members: [seen] })), "Nothing was seen of them on GitHub for 5 weeks.");
});

test("speak of the end of a term in its last four weeks, and until a new one is said", () => {
  const on = (day: string) =>
    todosOf({ facts: { ...WELL, advocate: { login: "ada", term: "2027-06" } }, settings, now: Date.parse(day) })[0]
      ?.title;
  assert.is(on("2027-06-02T23:59:00Z"), undefined);
  assert.is(on("2027-06-03T00:00:00Z"), "The term ends in June 2027");
  assert.is(on("2027-06-30T23:59:00Z"), "The term ends in June 2027");
  assert.is(on("2027-07-01T00:00:00Z"), "The term ended in June 2027");
});

test("whoever handed over talks to the next advocate, not to themselves, and is not asked for what only that one can do", () => {
  const former = member("bea", { isReader: true, joinedAt: NOW - DAY, quiet: UNSEEN });
  const next = member("ada", { isAdvocate: true, joinedAt: NOW - DAY });
  const facts = {
    reader: "former",
    handOver: { former, next, until: NOW - DAY, ends: NOW + 13 * DAY },
    advocate: { login: "ada", term: "1970-04" },
    pod: pod(4, { openSeats: 0, meeting: null }),
    members: [next, former, member("bob", { joinedAt: NOW - 2 * DAY })],
  } as const;
  assert.equal(kindsOf(facts), ["hand-over", "greet"]);
  const [talk, greet] = todosOf({ facts: { ...WELL, ...facts }, settings, now: NOW });
  assert.match(talk?.title ?? "", /^ada took over from you on/);
  assert.is(greet?.title, "Introduce bob to Pod 4");
});

test("speak of seats as long as there is one to give", () => {
  const first = member("wen", { url: "https://github.com/ships/hull/issues/9" });
  const open = pod(4, { openSeats: 1 });
  assert.is(todoOf({ pod: open, waiting: { count: 1, first } })?.title, "wen waits for a seat in CLI <tools>");
  assert.is(todoOf({ pod: open, waiting: { count: 3, first } })?.title, "Three people wait for a seat in CLI <tools>");
  assert.is(todoOf({ pod: open, waiting: { count: 1, first } })?.url, first.url);
  assert.equal(kindsOf({ waiting: { count: 3, first } }), []);
});

test("ask nobody about themselves, and introduce nobody who has been here for a week", () => {
  assert.equal(kindsOf({ members: [member("ada", { isAdvocate: true, quiet: UNSEEN })] }), []);
  assert.equal(kindsOf({ members: [member("ada", { isAdvocate: true, joinedAt: NOW })] }), []);
  assert.equal(kindsOf({ members: [member("bob", { joinedAt: NOW - 8 * DAY })] }), []);
  assert.equal(kindsOf({ members: [member("bob", { login: null, quiet: UNSEEN })] }), []);
});

test("the advocate whose term ends reads who volunteers", () => {
  const over = { advocate: { login: "ada", term: "1970-04" } };
  assert.not.match(todoOf(over)?.detail ?? "", "@bob");
  assert.match(todoOf({ ...over, volunteers: ["bob"] })?.detail ?? "", "/pod nominate @login: @bob volunteers.");
  assert.match(todoOf({ ...over, volunteers: ["bob", "cid"] })?.detail ?? "", "@login: @bob and @cid volunteer.");
});

test("nobody can join a short pod that is locked, so its advocate is not told to look for people", () => {
  const { detail = "" } =
    todoOf({
      short: { missing: 1, detail: "Narwhal has four people." },
      pod: pod(4, { openSeats: 0, locked: true }),
    }) ?? {};
  assert.match(detail, "Narwhal has four people. A maintainer locked it, so nobody joins it");
  assert.not.match(detail, "Ask somebody");
});

test.run();
