import { gzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { STYLE } from "#shared/web/style.static.ts";
import { directoryPage, type PodCard } from "../../../functions/pods/directory-page.ts";
import { pod, settings } from "../../support/pages.ts";

const test = suite("directory page");
const BUDGET_BYTES = 20 * 1024;
const zero = { pods: 0, seated: 0, independent: 0, waiting: 0, openToAny: 0, openSeats: 0 };

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
    totals: { pods: cards.length, seated: 170, independent: 49, waiting: 0, openToAny: 0, openSeats: 46 },
    areas: [{ id: "cli", title: "CLI <tools>", openSeats: 46 }],
    map: cards.map(({ pod }) => ({ taken: pod.members.length, hasAdvocate: true })),
  });

test("a directory of 24 pods keeps to its budget, and so does the style sheet", () => {
  const page = directory(Array.from({ length: 24 }, (_, n) => card(n)));
  assert.ok(gzipSync(page).length <= BUDGET_BYTES, `${gzipSync(page).length} bytes`);
  assert.ok(gzipSync(STYLE).length <= 4 * 1024, `${gzipSync(STYLE).length} bytes`);
});

test("text by people stays text: names of pods, areas, the community, searches", () => {
  const evil = '"><script>alert(1)</script>';
  const page = directoryPage({
    settings,
    cards: [{ ...card(1), pod: pod(1, { name: evil }) }],
    filters: { q: evil },
    found: 1,
    next: null,
    totals: { pods: 1, seated: 6, independent: 0, waiting: 0, openToAny: 0, openSeats: 3 },
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

test("a forgotten advocate looks like any other former member", () => {
  const members = [{ login: "zoe" }, { login: null }, { login: "ada" }, { login: null }];
  const page = directory([{ ...card(1), pod: pod(1, { members, advocate: { login: null } }) }]);
  assert.match(page, "4 people: zoe, a former member, ada, a former member");
  assert.not.match(page, /class="face[^"]* adv"/);
});

test("the directory counts one as one", () => {
  const totals = { pods: 1, seated: 1, independent: 0, waiting: 0, openToAny: 0, openSeats: 1 };
  const text = (page: string) => page.replace(/<[^>]*>/g, "");
  const page = { settings, cards: [card(1)], filters: {}, found: 1, next: null, areas: [] };
  assert.match(
    text(directoryPage({ ...page, totals })),
    /1 pod1 person with a seat0 working independently1 open seat\s/,
  );
  const more = { pods: 2, seated: 1234, independent: 0, waiting: 0, openToAny: 0, openSeats: 0 };
  assert.match(text(directoryPage({ ...page, totals: more })), /2 pods1,234 people with a seat0 .*ly0 open seats\s/);
});

test("no pods yet: two whole sentences, or one when nothing fits a filter", () => {
  const page = { settings, cards: [], found: 0, next: null, areas: [], totals: zero };
  const text = (filters: { q?: string }) => directoryPage({ ...page, filters }).replace(/<[^>]*>/g, "");
  assert.match(text({}), "in the same area. Ask for a seat.");
  assert.match(text({ q: "x" }), "See all pods, or ask for a seat and join the queue.");
});

test.run();
