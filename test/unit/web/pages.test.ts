import { gzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Change, Summary } from "#shared/core/plan/plan.ts";
import type { StoredPlan } from "#shared/core/ports.ts";
import type { PodView } from "#shared/core/views.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { layout, pageHeaders } from "#shared/web/layout.ts";
import { joinIssueLink, query } from "#shared/web/links.ts";
import { html } from "#shared/web/markup.ts";
import { STYLE } from "#shared/web/style.ts";
import { joinPage } from "../../../functions/join-pod/join-page.ts";
import { directoryPage, type PodCard } from "../../../functions/pods/directory-page.ts";
import { around, aroundInWords } from "../../../functions/pods/hours.ts";
import { privacyPage } from "../../../functions/pods/privacy-page.ts";
import { type Status, statusPage } from "../../../functions/pods/status-page.ts";
import { planPage } from "../../../functions/rebalance/plan-page.ts";
import { runPage } from "../../../functions/rebalance/run-page.ts";
import type { Naming } from "../../../functions/rebalance/views.ts";
import { archivePage } from "../../../functions/weekly-digest/digest-page.ts";

const BUDGET_BYTES = 20 * 1024;
const settings = parseSettings(`
community: Ships & <Boats>
organisation: ships
areas: { cli: { title: "CLI <tools>" }, docs: { title: Docs } }
`);

const zero = { pods: 0, seated: 0, independent: 0, openSeats: 0 };

const test = suite("pages");

function pod(n: number, change: Partial<PodView> = {}): PodView {
  const members = Array.from({ length: 5 + (n % 5) }, (_, i) => ({ login: `some-person-${n}-${i}` }));
  return {
    slug: `pod-${n}`,
    name: `Pod ${n}`,
    area: "cli",
    members,
    advocate: members[1] ?? null,
    openSeats: 9 - members.length,
    locked: false,
    meeting: { weekday: "Thursday", time: "17:00", timezone: "Europe/London" },
    ...change,
  };
}
const card = (n: number): PodCard => ({
  pod: pod(n),
  offsets: [0, 1, n % 12, 9],
  pulse: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, n],
});
const directory = (cards: readonly PodCard[]) =>
  directoryPage({
    settings,
    cards,
    filters: {},
    found: cards.length,
    next: null,
    totals: { pods: cards.length, seated: 170, independent: 49, openSeats: 46 },
    areas: [{ id: "cli", title: "CLI <tools>", openSeats: 46 }],
    map: cards.map(({ pod }) => ({ taken: pod.members.length, hasAdvocate: true })),
  });

test("a directory of 24 pods keeps to its budget, and so does the style sheet", () => {
  const page = directory(Array.from({ length: 24 }, (_, n) => card(n)));
  assert.ok(gzipSync(page).length <= BUDGET_BYTES, `${gzipSync(page).length} bytes`);
  assert.ok(STYLE.length <= 12 * 1024, `${STYLE.length} bytes`);
});

test("what people wrote is text: names of pods, areas, the community, searches", () => {
  const evil = '"><script>alert(1)</script>';
  const page = directoryPage({
    settings,
    cards: [{ ...card(1), pod: pod(1, { name: evil }) }],
    filters: { q: evil },
    found: 1,
    next: null,
    totals: { pods: 1, seated: 6, independent: 0, openSeats: 3 },
    areas: [],
  });
  assert.not.match(page, "<script");
  assert.match(page, "Ships &amp; &lt;Boats&gt;");
  assert.match(page, "CLI &lt;tools&gt;");
  assert.match(page, 'value="&quot;&gt;&lt;script&gt;');
});

test("the advocate sits first, and a former member has no name", () => {
  const page = directory([
    { ...card(1), pod: pod(1, { members: [{ login: null }, { login: "zoe" }], advocate: { login: "zoe" } }) },
  ]);
  assert.match(page, "2 people: zoe, a former member");
});

test("an advocate whose name was forgotten is told from no other former member: nobody is moved or ringed", () => {
  const members = [{ login: "zoe" }, { login: null }, { login: "ada" }, { login: null }];
  const page = directory([{ ...card(1), pod: pod(1, { members, advocate: { login: null } }) }]);
  assert.match(page, "4 people: zoe, a former member, ada, a former member");
  assert.not.match(page, /class="face[^"]* adv"/);
});

test("the directory counts one as one", () => {
  const totals = { pods: 1, seated: 1, independent: 0, openSeats: 1 };
  const text = (page: string) => page.replace(/<[^>]*>/g, "");
  const page = { settings, cards: [card(1)], filters: {}, found: 1, next: null, areas: [] };
  assert.match(text(directoryPage({ ...page, totals })), /1 pod1 person in a pod0 working independently1 open seat\s/);
  const more = { pods: 2, seated: 1234, independent: 0, openSeats: 0 };
  assert.match(text(directoryPage({ ...page, totals: more })), /2 pods1,234 people in a pod0 .*ly0 open seats\s/);
});

test("no pods yet: two whole sentences, or one when nothing fits a filter", () => {
  const page = { settings, cards: [], found: 0, next: null, areas: [], totals: zero };
  const text = (filters: { q?: string }) => directoryPage({ ...page, filters }).replace(/<[^>]*>/g, "");
  assert.match(text({}), "in the same area. Ask for a seat.");
  assert.match(text({ q: "x" }), "See all pods, or ask for a seat and wait for one together with others.");
});

test("the archive says where it is, above its heading", () => {
  assert.match(
    archivePage({ settings, weeks: [] }),
    /<p class="crumbs"><a href="[^"]*pods\/">All pods<\/a> \/ All weeks<\/p>/,
  );
});

test("the status: all is well only while messages go out and none is stuck", () => {
  const redis = { initialised: true, warnings: [], server: "Redis 7", durability: "L2" } as never;
  const sender = { name: "deliver", does: "Sends.", on: true };
  const status: Status = {
    redis,
    revision: 1,
    lastDeliveryAt: null,
    lastDigest: null,
    backlog: { pending: 3, dead: 0, unknown: 0 },
    functions: [{ name: "rebalance", does: "Plans.", on: false }, sender],
    off: ["The swag offer."],
  };
  const well = (change: Partial<Status>) =>
    statusPage({ settings, status: { ...status, ...change } }).includes("All is well");
  assert.ok(well({}), "what the settings switch off is no fault");
  assert.not.ok(well({ backlog: { dead: 1 } }), "given up");
  assert.not.ok(well({ backlog: { unknown: 1 } }), "sent or not, nobody knows");
  assert.not.ok(well({ functions: [{ ...sender, on: false }] }), "deliver is not called");
});

test("privacy: facts of private repositories are kept, too, and the page says so", () => {
  const page = privacyPage(settings);
  assert.match(page, /private repositories.*shown nowhere/);
  assert.not.match(page, "What you do in the public repositories");
});

test("what is shown of people is said whole, before they join and on the page about privacy", () => {
  for (const page of [joinPage({ settings, form: {} }), privacyPage(settings)]) {
    for (const shown of ["GitHub name", "the city of ", "the month ", "weekly digest"]) assert.match(page, shown);
    assert.not.match(page, "Nothing else");
  }
  assert.match(privacyPage(settings), "in a pod before: the same without a pod");
});

test("the frame: language, title, skip link, the open tab, no script, no inline style", () => {
  const page = layout({ settings, title: "<T>", current: "week", body: html`<p>x</p>` });
  assert.match(page, '<html lang="en">');
  assert.match(page, "<title>&lt;T&gt; · ");
  assert.match(page, /href="\/function\/weekly-digest\/" aria-current="page">This week/);
  assert.not.match(page, /<script|<style|style=/);
});

test("the policy names the host that links lead to", () => {
  assert.match(pageHeaders({ publicUrl: "/function" })["Content-Security-Policy"] ?? "", "form-action 'self';");
  const elsewhere = pageHeaders({ publicUrl: "https://pods.example.org/x" })["Content-Security-Policy"] ?? "";
  assert.match(elsewhere, "form-action 'self' https://pods.example.org;");
  assert.not.match(elsewhere, "script-src");
});

test("queries leave out what is empty; issues are prefilled, without labels", () => {
  assert.is(query({ a: "", b: undefined, c: "d e", f: ["1", "2"] }), "?c=d+e&f=1&f=2");
  assert.is(query({}), "");
  const link = new URL(joinIssueLink(settings, "Join A&B", "/pod join x tz=Europe/Berlin"));
  assert.is(link.pathname, "/ships/community/issues/new");
  assert.is(link.searchParams.get("body"), "/pod join x tz=Europe/Berlin");
  assert.is(link.searchParams.get("labels"), null);
});

test("joining: the command says what was answered; without a seat they may wait", () => {
  const form = { area: "cli", timezone: "Asia/Tokyo", ability: "newcomer" } as const;
  const matched = joinPage({ settings, form, matches: [{ pod: pod(1), reasons: ["first choice: CLI"] }] });
  assert.match(matched, "/pod join pod-1 tz=Asia/Tokyo ability=newcomer");
  assert.match(matched, "first choice: CLI");
  const none = joinPage({ settings, form, matches: [] });
  assert.match(none, "/pod join cli tz=Asia/Tokyo ability=newcomer");
  assert.not.match(joinPage({ settings, form: {}, matches: [] }), "/pod join");
  const rare = joinPage({ settings, form: { timezone: "Asia/Kathmandu" } });
  assert.match(rare, '<option value="Asia/Kathmandu" selected>Kathmandu');
});

test("hours: whose day it is, over midnight, and together with the reader", () => {
  const tokyo = around([9, 9, 9], null);
  assert.is(aroundInWords(tokyo, "UTC"), "Most people are around from 0:00 to 12:00, UTC.");
  const overMidnight = around([-8], null);
  assert.is(aroundInWords(overMidnight, "UTC"), "Most people are around from 17:00 to 5:00, UTC.");
  assert.is(around([9], 9).overlap, 12);
  assert.is(around([9], 1).overlap, 4);
  assert.is(around([12], 0).overlap, 0);
  assert.is(aroundInWords(around([], null), "UTC"), "Their time zones are not known.");
});

const summary = (change: Partial<Summary> = {}): Summary =>
  ({
    points: 10,
    terms: { choice: 0, size: 0, ability: 0, experienced: 0, volunteer: 0, hours: 0, move: 0 },
    pods: 2,
    seated: 14,
    waiting: 1,
    podsInRange: 2,
    podsWithAdvocate: 1,
    podsWithExperienced: 2,
    podsCloseInHours: 1,
    choices: [10, 2, 1, 1],
    ...change,
  }) as Summary;
const changes: Change[] = [
  { kind: "move", group: 0, member: "p1", from: "1", to: "2", reasons: [{ because: "choice", rank: 1, area: "docs" }] },
  { kind: "seat", group: 1, member: "p2", to: "new-1", reasons: [] },
  { kind: "form", group: 1, pod: "new-1", area: "cli", reasons: [] },
];
const plan: StoredPlan = {
  id: "abc",
  revision: 1,
  createdAt: 0,
  status: "waiting",
  staying: ["p1"],
  before: summary(),
  after: summary({ points: 5 }),
  groups: 2,
  changes,
};
const naming: Naming = {
  login: (id) => ({ p1: "ada", p2: "bob" })[id] ?? null,
  slug: (id) => (id.startsWith("new") ? id : `slug-${id}`),
  pod: (id) => (id.startsWith("new") ? "a new CLI pod" : `Pod ${id}`),
  area: (id) => id.toUpperCase(),
};
const address = "http://function/plans/abc?key=k%22k";

test("a plan without proof names nobody and offers nothing", () => {
  const page = planPage({ settings, plan, naming, proven: false, action: address });
  assert.not.match(page, /ada|bob|<form|key=/);
  assert.match(page, "1 person moves");
  assert.match(page, "13 of 14 people");
});

test("a plan with proof: reasons in words, a way out a person, commands at the same signed address", () => {
  const page = planPage({ settings, plan, naming, proven: true, action: address });
  assert.match(page, "first choice: DOCS");
  assert.match(page, '<form method="post" action="/function/rebalance/plans/abc?key=k%22k" id="apply">');
  assert.match(page, 'name="except" value="ada" form="apply" checked>');
  assert.match(page, 'name="except" value="bob" form="apply">');
  assert.match(page, "asked to stay");
  assert.match(page, "a new CLI pod");
  assert.match(page, '<meta name="robots" content="noindex">');
  const applied = planPage({ settings, plan: { ...plan, status: "applied" }, naming, proven: true, action: address });
  assert.not.match(applied, /<form|except/);
});

test("a run: what was applied, what was skipped and why, and undo", () => {
  const run = {
    id: "abc",
    kind: "plan",
    of: "abc",
    startedAt: 0,
    finished: true,
    undone: false,
    groups: [
      { group: 0, outcome: "skipped", reason: "pinned" },
      { group: 1, outcome: "applied", pods: { "new-1": 7 } },
    ],
    changes,
  } as const;
  const page = runPage({ settings, run, naming, proven: true, action: "http://function/runs/abc?key=k" });
  assert.match(page, "Skipped: somebody in it was pinned to their seat.");
  assert.match(page, "/function/pods/slug-7");
  assert.match(page, 'action="/function/rebalance/runs/abc?key=k"');
  assert.not.match(runPage({ settings, run, naming, proven: false, action: "/" }), /ada|bob|<form/);
  assert.not.match(runPage({ settings, run: { ...run, undone: true }, naming, proven: true, action: "/" }), "<form");
  const without = (cost: number) =>
    runPage({
      settings,
      run,
      naming,
      proven: true,
      action: "/",
      leftOut: { cost, dropped: [{ detail: "ada stays." }] },
    });
  assert.match(without(1), "which costs 1 point.");
  assert.match(without(-4), "which saves 4 points.");
});

test.run();
