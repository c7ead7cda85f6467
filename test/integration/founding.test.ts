import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Community, Seating } from "#shared/core/scoring/community.ts";
import { summaryOf } from "#shared/core/scoring/summary.ts";
import { Random } from "#shared/core/search/random.ts";
import { search } from "#shared/core/search/search.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  ask,
  CSV,
  closeStores,
  command,
  csvOf,
  get,
  post,
  type TestCommunity,
  testCommunity,
  thoroughPlanner,
} from "../support/community.ts";
import { repository, requestOf, said as saying, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { violations } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");

/** Every third person of a real community: 444 people, most of them in a few of its 35 areas, in all time zones. */
const [HEADER = "", ...EVERYBODY] = fixture("community-large.csv").trim().split("\n");
const ROWS = EVERYBODY.filter((_, n) => n % 3 === 0);
const SETTINGS = fixture("community-large.pods.yml");

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = new Random(seed);
  const keyed = items.map((item) => ({ item, key: random.bits() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** The people of a community, as if nobody had a seat, and the seats that they have. */
async function split({ store }: TestCommunity): Promise<{ everybody: Community; seating: Seating }> {
  const { community } = await store.snapshot();
  const seats = (id: string | null) => community.members.flatMap((member) => (member.pod === id ? [member.id] : []));
  return {
    everybody: { ...community, pods: [], members: community.members.map((member) => ({ ...member, pod: null })) },
    seating: { pods: community.pods.map((pod) => ({ ...pod, members: seats(pod.id) })), waiting: seats(null) },
  };
}

const figuresOf = ({ everybody, seating }: { everybody: Community; seating: Seating }) => {
  const { points, pods, podsCloseInHours, choices } = summaryOf(everybody, seating);
  return { points, far: pods - podsCloseInHours, unnamed: choices[3] };
};

/** With pseudonyms in a fixed order: the same file, the same seats. `people` were imported before. */
async function importAll(community: TestCommunity, rows: readonly string[], people = 0): Promise<void> {
  const named = { ...community, newPseudonym: () => `x${String(++people).padStart(5, "0")}` };
  const { status, body } = await post(joinPod(named), [HEADER, ...rows].join("\n"), CSV);
  assert.equal([status, body.added], [200, rows.length]);
}

/** The first of the stories in stories.test.ts. */
const founding = suite("the founding of a community");
founding.after(closeStores);

/** The points of a search that starts from nothing, of the people in the file's order: they hold for all orders. */
let best: number | undefined;

for (const [order, rows] of [
  ["of the file", ROWS],
  ...[1, 2, 3].map((seed) => [`of shuffle ${seed}`, shuffled(ROWS, seed)] as const),
] as const) {
  founding(`is as good as a fresh search, in the order ${order}`, async () => {
    const community = await testCommunity(SETTINGS);
    await importAll(community, rows);
    assert.equal(await community.store.pods(), [], "an import seats nobody");
    const thorough = rebalance({ ...community, planner: thoroughPlanner });
    assert.is((await command(thorough, { do: "seat" })).body.outcome, "seated");
    const found = await split(community);
    // Pseudonyms decide between seatings of equal points, which differ in pods over many hours.
    const areas = Object.keys(community.settings().areas);
    const fresh = figuresOf({ ...found, seating: search({ ...found.everybody, areas }) });
    best ??= fresh.points;
    const { points, far, unnamed } = figuresOf(found);
    assert.ok(
      points <= 1.02 * Math.min(best, fresh.points),
      `${points} points; fresh searches ${best}, ${fresh.points}`,
    );
    assert.ok(far <= fresh.far + 1, `${far} pods over many hours, and ${fresh.far} of a fresh search`);
    assert.ok(unnamed <= fresh.unnamed, `${unnamed} people in areas they did not name, and ${fresh.unnamed}`);
    assert.equal(await violations(community.url, community.id), []);
  });
}

founding("puts nobody into an area they did not name, unless any area suits them", async () => {
  const community = await testCommunity(SETTINGS);
  const rows = ROWS.slice(0, 150).map((row, n) => `${row},${n % 2 ? "no" : ""}`);
  await post(joinPod(community), [`${HEADER},anywhere`, ...rows].join("\n"), CSV);
  await command(rebalance(community), { do: "seat" });
  const { everybody, seating } = await split(community);
  const people = new Map(everybody.members.map((member) => [member.id, member]));
  for (const { area, members } of seating.pods) {
    for (const id of members) {
      const { areas, anywhere } = people.get(id)!;
      assert.ok(anywhere || areas.includes(area), `${id} sits in ${area}`);
    }
  }
});

founding("can be seen first as a plan, which seats everybody when it is applied", async () => {
  const community = await testCommunity();
  await post(joinPod(community), `login,areas\n${csvOf(12, "hull")}\n${csvOf(7, "sail", "", "bob")}`, CSV);
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  assert.equal([plan.counts.seat, plan.counts.move], [19, 0]);
  assert.is((await community.store.census()).seated, 0);
  assert.is((await command(app, { do: "apply", plan: plan.id })).status, 200);
  assert.is((await community.store.census()).seated, 19);
});

const DAY_MS = 86_400_000;

/** Where everybody sits, by pseudonym. */
async function seatsOf({ store }: TestCommunity): Promise<Map<string, string | null>> {
  const { community } = await store.snapshot();
  return new Map(community.members.map(({ id, pod }) => [id, pod]));
}

async function seatAt(community: TestCommunity, ms: number): Promise<void> {
  const app = rebalance({ ...community, now: () => community.now() + ms });
  assert.is((await command(app, { do: "seat" })).body.outcome, "seated");
}

founding("of two files within a day is one search; people who have said something keep their seats", async () => {
  const community = await testCommunity(SETTINGS);
  await importAll(community, ROWS.slice(0, 100));
  await seatAt(community, 0);
  const loginOf = (row = "") => row.split(",")[0]!;
  const [speaker, guest] = [loginOf(ROWS[3]), loginOf(ROWS[300])];
  const numberOf = async (login: string) => (await community.store.find({ login }))?.standing.pod ?? 0;
  const { slug = "", area = "" } = (await community.store.pod(await numberOf(speaker))) ?? {};
  await command(joinPod(community), { do: "areas", login: speaker, areas: ["sig-docs"] });
  await command(joinPod(community), { login: guest, areas: [area, "sig-docs"], pod: slug });
  const before = await seatsOf(community);
  const said = (await Promise.all([speaker, guest].map((login) => community.store.find({ login })))).map(
    (member) => member?.pseudonym ?? "",
  );

  await importAll(community, ROWS.slice(100, 200), 100);
  await seatAt(community, DAY_MS - 1);
  const found = await split(community);
  const areas = Object.keys(community.settings().areas);
  const fresh = figuresOf({ ...found, seating: search({ ...found.everybody, areas }) });
  const { points } = figuresOf(found);
  // Two of two hundred stay where they are, whatever the best seating.
  assert.ok(points <= 1.1 * fresh.points, `${points} points, and ${fresh.points} of a fresh search`);
  const after = await seatsOf(community);
  assert.ok(
    [...before].some(([id, pod]) => after.get(id) !== pod),
    "nobody of the first file sits elsewhere",
  );
  for (const id of said) assert.is(after.get(id), before.get(id));
  assert.equal(await violations(community.url, community.id), []);

  await importAll(community, ROWS.slice(200, 210), 200);
  await seatAt(community, 2 * DAY_MS);
  const later = await seatsOf(community);
  for (const [id, pod] of after) assert.is(later.get(id), pod, "seats of more than a day ago stay");
});

for (const [what, say] of [
  ["asked to stay", (community, login) => command(joinPod(community), { do: "stay", login })],
  [
    "gave any command in a comment",
    async (community, login) => {
      const app = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
      const by = user(2000 + ROWS.findIndex((row) => row.startsWith(`${login},`)), login);
      const asked = saying("/pod who", by, 5, { repository: repository(70, "example/sig-docs") });
      assert.match(await (await ask(app, "/", requestOf(asked))).text(), "recorded");
    },
  ],
] satisfies [string, (community: TestCommunity, login: string) => Promise<unknown>][]) {
  founding(`keeps the seats of people who ${what}, when a second file is seated the same day`, async () => {
    const community = await testCommunity(SETTINGS);
    await importAll(community, ROWS.slice(0, 60));
    await seatAt(community, 0);
    const before = await seatsOf(community);
    for (const row of ROWS.slice(0, 60)) await say(community, row.split(",")[0]!);
    await importAll(community, ROWS.slice(60, 120), 60);
    await seatAt(community, 1000);
    const after = await seatsOf(community);
    for (const [id, pod] of before) assert.is(after.get(id), pod);
    assert.equal(await violations(community.url, community.id), []);
  });
}

founding("searches again for people with whom somebody formed a pod before it", async () => {
  const community = await testCommunity(SETTINGS);
  await importAll(community, ROWS.slice(0, 100));
  const { body } = await command(joinPod(community), { login: "early", areas: ["sig-docs"] });
  assert.is(body.outcome, "seated", "enough people of the file wait for the area");
  assert.ok(body.pod.members.length >= 5);
  await seatAt(community, 0);
  const found = await split(community);
  const areas = Object.keys(community.settings().areas);
  const fresh = figuresOf({ ...found, seating: search({ ...found.everybody, areas }) });
  const { points } = figuresOf(found);
  // Only the seat of the person who asked is given.
  assert.ok(points <= 1.02 * fresh.points + 12, `${points} points, and ${fresh.points} of a fresh search`);
  assert.is((await community.store.find({ login: "early" }))?.standing.pod, 1);
  assert.equal(await violations(community.url, community.id), []);
});

founding("leaves people in the pod that their row names", async () => {
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  const { body } = await post(joinPod(community), "login,areas,pod\nbob,sail|hull,narwhal\n", CSV);
  assert.equal([body.added, body.remarks], [1, []]);
  await post(joinPod(community), `login,areas\n${csvOf(6, "sail", "", "cid")}`, CSV);
  await seatAt(community, 0);
  assert.is((await community.store.find({ login: "bob" }))?.standing.pod, 1);
});

founding("costs nobody a move when people are left out of a plan within the day", async () => {
  const community = await testCommunity(SETTINGS);
  const app = rebalance(community);
  await importAll(community, ROWS.slice(0, 120));
  await command(app, { do: "seat" });
  await importAll(community, ROWS.slice(120, 140), 120);
  const { body: plan } = await command(app, { do: "plan" });
  const moved = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  assert.ok(moved.length > 2, `${moved.length} moves`);
  const except = [moved[0].login];
  const { body: preview } = await get(app, `/plans/${plan.id}?except=${except}`, {
    Accept: "application/json",
    ...AS_MAINTAINER,
  });
  const { body: applied } = await command(app, { do: "apply", plan: plan.id, except });
  assert.is(applied.cost, preview.cost);
  const { body: next } = await command(app, { do: "plan" });
  assert.is(next.before.points, plan.after.points + applied.cost);
});

founding.run();
