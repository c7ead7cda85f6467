import { suite } from "uvu";
import * as assert from "uvu/assert";
import { leftOutBecause, nothingUndone, unfitBecause } from "#shared/core/messages/plan.ts";
import type { SkipReason } from "#shared/core/plan/apply.ts";
import { type Change, countChanges } from "#shared/core/plan/plan.ts";
import type { StoredPlan } from "#shared/core/ports.ts";
import { points } from "#shared/core/scoring/points.ts";
import type { Summary } from "#shared/core/scoring/summary.ts";
import type { LinkedPage } from "../../../functions/rebalance/links.ts";
import { planPage } from "../../../functions/rebalance/plan-page.ts";
import { runPage } from "../../../functions/rebalance/run-page.ts";
import type { Naming } from "../../../functions/rebalance/views.ts";
import { settings } from "../../support/pages.ts";

const test = suite("pages of rebalance");

const summary = (change: Partial<Summary> = {}): Summary =>
  ({
    points: 10,
    terms: points.nothing,
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
  settleWeeks: 8,
  areas: [],
  createdAt: 0,
  status: "waiting",
  staying: ["p1"],
  round: "",
  before: summary(),
  after: summary({ points: 5 }),
  groups: 2,
  unasked: 1,
  recent: 1,
  settling: 0,
  changes,
};
const naming: Naming = {
  login: (id) => ({ p1: "ada", p2: "bob" })[id] ?? null,
  volunteering: () => "they volunteered",
  slug: (id) => (id.startsWith("new") ? id : `slug-${id}`),
  pod: (id) => (id.startsWith("new") ? "a new CLI pod" : `Pod ${id}`),
  area: (id) => id.toUpperCase(),
  size: (id) => ({ 1: 9, 2: 5 })[id] ?? null,
};
const link = ({ kind, id }: LinkedPage) => `/function/rebalance/${kind}s/${id}?key=k`;
const address = "http://function/plans/abc?key=k%22k";

test("a plan without proof names nobody and offers nothing", () => {
  const page = planPage({ settings, plan, naming, link, proven: false, action: address });
  assert.not.match(page, /ada|bob|<form/);
  assert.match(page, "1 person moves");
  assert.match(page, "13 of 14 people");
  assert.match(page, "1 person who moves got their seat less than a day before this plan");
});

test("a plan with proof: reasons in words, a box for each person, commands at the same signed address", () => {
  const page = planPage({ settings, plan, naming, link, proven: true, action: address });
  assert.match(page, "first choice: DOCS");
  assert.match(page, '<form method="get" action="/function/rebalance/plans/abc" id="apply">');
  assert.match(page, 'name="key" value="k&quot;k"');
  assert.match(page, 'formmethod="post" formaction="/function/rebalance/plans/abc?key=k%22k"');
  assert.match(page, 'name="except" value="ada" form="apply" checked>');
  assert.match(page, 'name="except" value="bob" form="apply">');
  assert.match(page, "asked to stay");
  assert.match(page, "a new CLI pod");
  assert.match(page, '<meta name="robots" content="noindex">');
  const applied = planPage({
    settings,
    plan: { ...plan, status: "applied" },
    naming,
    link,
    proven: true,
    action: address,
  });
  assert.not.match(applied, /<form|except/);
});

test("a plan's rows stand in their steps, with the sizes that each step leaves behind", () => {
  const page = planPage({ settings, plan, naming, link, proven: true, action: address });
  const [, one = "", two = ""] = page.split('<li class="step"');
  assert.match(one, /Step 1.*Pod 1<.*9 → 8.*Pod 2<.*5 → 6.*>ada</s);
  assert.not.match(one, ">bob<");
  assert.match(two, /Step 2.*a new CLI pod<.*0 → 1.*>bob</s);
  assert.match(two, "5 → 6", "the changed pods with their sizes");
});

test("a step says once what it saves, and each person in it has one box, beside what comes first", () => {
  const saves = { because: "group-saves", points: 52 } as const;
  const changes: Change[] = [
    { kind: "move", group: 0, member: "p1", from: "1", to: "2", reasons: [saves] },
    { kind: "move", group: 0, member: "p2", from: "2", to: "1", reasons: [saves] },
    { kind: "advocate", group: 0, member: "p2", pod: "1", reasons: [{ because: "volunteered", pod: "1" }] },
  ];
  const page = planPage({ settings, plan: { ...plan, changes }, naming, link, proven: true, action: address });
  assert.is(page.split("his step saves 52 points in all").length, 2);
  assert.is(page.split('name="except" value="bob"').length, 2);
  assert.match(page, "they volunteered");
  assert.match(page, 'until you press <a href="#decide">Apply</a>');
  assert.match(page, 'id="decide"');
});

test("a founding's plan tells those whom it moves from the others who came lately", () => {
  const page = planPage({
    settings,
    plan: { ...plan, settling: 3, settleWeeks: 8 },
    naming,
    link,
    proven: false,
    action: address,
  });
  assert.match(page, "1 person who moves got their seat less than a day before");
  assert.match(page, "3 other people joined their pod less than eight weeks before this plan, and stay");
});

test("a choice of people: what it drops, why, the resulting sizes, and that nothing has happened yet", () => {
  const preview = {
    cost: 3,
    dropped: [{ group: 0, reason: "stays", members: ["p1"] }],
    applied: [1],
    unfit: [],
    before: summary({ seated: 15, waiting: 2 }),
    after: summary({ seated: 16, waiting: 0 }),
    counts: { ...countChanges([]), seat: 1, form: 1 },
    sizes: [{ pod: "new-1", before: 0, after: 1 }],
  } as const;
  const dropped = [{ group: 0, reason: "stays", people: ["ada"], detail: "ada stays in Pod 1." }] as const;
  const chosen = { preview, cost: 3, dropped, unfit: [], byReader: true, ticked: new Set(["p1"]), naming };
  const page = planPage({
    settings,
    plan: { ...plan, staying: [] },
    naming,
    link,
    proven: true,
    action: address,
    chosen,
  });
  assert.match(page, "With your choice: <b>15 of 15 people in a pod stay where they are.</b>");
  assert.match(page, "With your choice: 1 person takes a seat and 1 pod forms.");
  assert.match(page, "<h2>What changes with your choice</h2>");
  assert.match(page, '<th scope="row">Waiting</th><td class="n">2</td><td class="n better">0</td>');
  assert.match(page, "1 step of 2 would be applied. Leaving out 1 step costs 3 points.");
  assert.match(page, "<li>Step 1: ada stays in Pod 1.</li>");
  assert.match(page, "<bdi>a new CLI pod</bdi>: 0 → 1 person");
  assert.match(page, 'name="except" value="ada" form="apply" checked>');
  assert.match(page, '<li class="step out">');
  assert.match(page, "Nothing has happened yet.");
  assert.match(page, "Apply this choice");
  assert.match(
    page.replaceAll("&quot;", '"'),
    '{"do":"apply","plan":"abc","except":["ada"]}',
    "a terminal applies the same choice",
  );
  const none = { ...chosen, preview: { ...preview, applied: [], counts: countChanges([]) } };
  const empty = planPage({ settings, plan, naming, link, proven: true, action: address, chosen: none });
  assert.match(empty, "Nothing is left to apply");
  assert.match(empty, "With your choice: nothing changes.");
  assert.not.match(empty, 'value="apply"');
});

test("a plan that changes nothing says so, and offers nothing", () => {
  const empty = { ...plan, changes: [], groups: 0, staying: [], after: plan.before };
  for (const proven of [true, false]) {
    const page = planPage({ settings, plan: empty, naming, link, proven, action: address });
    assert.match(page, "no better seating was found");
    assert.is(page.match(/nothing/gi)?.length, 1, "says once that there is nothing to do");
    assert.not.match(page, /<form|Apply|Ask|Tick anyone|Waiting for a maintainer|do&quot;:&quot;apply/);
  }
});

test("an applied plan of which a step was left out says that its figures are those of the whole plan", () => {
  const without = { dropped: [{ group: 0 }], unfit: [] };
  const page = { settings, plan: { ...plan, status: "applied" }, naming, link, proven: true, action: address } as const;
  assert.match(planPage({ ...page, without }), "<h2>What changes in the whole plan</h2>");
  assert.match(planPage({ ...page, without: { dropped: [], unfit: [] } }), "<h2>What changes</h2>");
});

test("a step that fails without others names the pod, and what would become of it", () => {
  const people = [{ login: "petra", chosen: false, remains: { in: null } }];
  const left = "petra keeps waiting: without the steps that are left out, ";
  const said = (reason: SkipReason, size?: number) => leftOutBecause({ reason, ...(size && { size }) }, people, "Fin");
  assert.is(said("size", 10), `${left}Fin would have 10 people.`);
  assert.is(said("size", 4), `${left}Fin would have four people.`);
  assert.is(said("pod-gone"), `${left}Fin would not be there.`);
  assert.is(said("joined-since"), `${left}somebody would remain in Fin, which is to close.`);
  assert.is(unfitBecause("pod-gone", ["a new Sails pod"]), "a pod in it is not there: a new Sails pod");
  assert.is(leftOutBecause({ reason: "stays" }, []), "One more step is left out.", "the person has left");
  const gone = nothingUndone([{ reason: "gone" }, { reason: "gone" }, { reason: "pinned" }]);
  assert.match(gone, "taken back. 2 people are not among the active people any more. 1 person stays: pinned to");
  const earlier = leftOutBecause({ reason: "size" }, people);
  assert.match(earlier, "this step would leave a pod outside", "a run of an earlier version knows no pod");
});

test("a run: applied groups, skipped groups with reasons, and undo", () => {
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
  const page = runPage({ settings, run, naming, link, proven: true, action: "http://function/runs/abc?key=k" });
  assert.match(page, "Somebody in it was pinned to their seat.");
  assert.match(page, "/function/pods/slug-7");
  assert.match(page, 'action="/function/rebalance/runs/abc?key=k"');
  assert.not.match(runPage({ settings, run, naming, link, proven: false, action: "/" }), /ada|bob|<form/);
  const undone = runPage({ settings, run: { ...run, undone: true }, naming, link, proven: true, action: "/" });
  assert.not.match(undone, "<form");
  assert.match(undone, '<a href="/function/rebalance/runs/undo-abc?key=k">See the run that undid it</a>');
  const without = (cost: number) =>
    runPage({
      settings,
      run,
      naming,
      link,
      proven: true,
      action: "/",
      leftOut: { cost, dropped: [{ group: 0, reason: "stays", people: ["ada"], detail: "ada stays." }] },
    });
  assert.match(without(1), "Leaving out 1 step costs 1 point.");
  assert.match(without(-4), "Leaving out 1 step saves 4 points.");
});

test.run();
