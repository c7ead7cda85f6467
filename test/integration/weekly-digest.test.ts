import * as assert from "uvu/assert";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import type { Activity, Repository } from "#shared/core/activity.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { Subject } from "#shared/core/ports.ts";
import type { App } from "#shared/openfaas/app.ts";
import { pods } from "../../functions/pods/handler.ts";
import { type Deps, weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  AS_MAINTAINER,
  changingSettings,
  command,
  get,
  NOW,
  post,
  type Reply,
  SETTINGS,
  settledCommunity,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The last complete week on NOW, a Sunday. */
const WEEK = "2026-W46";
const MONDAY = Date.parse("2026-11-09T00:00:00Z");
const YAML = `${SETTINGS}publicUrl: https://pods.example.org\ndigest: { to: [slack, discord, markdown] }\n`;

async function open(yaml = YAML) {
  const community = await settledCommunity(yaml);
  return { community, app: weeklyDigest(community satisfies Deps) };
}

const test = communitySuite("weekly-digest", open);

const HULL: Repository = { id: 1, name: "ships/hull", private: false, archived: false, stars: 1200, updatedAt: 1 };
const SECRET: Repository = { ...HULL, id: 2, name: "ships/secret", private: true };

let merges = 0;
async function merge(
  { store, newPseudonym }: TestCommunity,
  login: string,
  title: string,
  {
    at = MONDAY + HOUR_MS,
    repository = HULL,
    week = WEEK,
    person = { login, proposed: newPseudonym() },
    arrivesIn,
    number = ++merges,
  }: {
    at?: number;
    repository?: Repository;
    week?: string;
    person?: Subject;
    arrivesIn?: string;
    number?: number;
  } = {},
): Promise<void> {
  const url = `https://github.com/${repository.name}/pull/${number}`;
  const activity: Activity = {
    key: `merged:${repository.id}#${number}`,
    kind: "merged",
    at,
    week,
    repository: repository.id,
    number,
    title,
    url,
    subject: "pull-request",
  };
  await store.record(
    { repository, activity: { ...activity, person, ...(arrivesIn !== undefined && { arrivesIn }) } },
    { id: "", at },
  );
}

/** Six people of a file in one pod, who all joined in that week, and were told nothing. */
async function crew({ store, newPseudonym }: TestCommunity): Promise<void> {
  const people = Array.from({ length: 6 }, (_, n) => ({ login: `ada-${n + 1}`, proposed: newPseudonym() }));
  const profile = { areas: ["hull"], ability: "newcomer" as const, timezone: "UTC" };
  for (const [n, subject] of people.entries()) {
    const at = MONDAY + (n + 1) * HOUR_MS;
    await store.enlist([{ subject, profile }], { id: "", at });
  }
  const shared = { group: 0, reasons: [] };
  const changes: Change[] = [
    { kind: "form", pod: "new-1", area: "hull", ...shared },
    ...people.map(({ proposed }) => ({ kind: "seat", member: proposed, to: "new-1", ...shared }) as const),
  ];
  const at = MONDAY + 6 * HOUR_MS;
  await store.startRun({ id: "founding", kind: "seating", of: "", changes, startedAt: at });
  await store.applyGroup("founding", 0, changes, {}, at);
}

async function week({ community }: { community: TestCommunity }): Promise<void> {
  await crew(community);
  await merge(community, "ada-1", "Caulk the seams");
  await merge(community, "bob", "Fix a <typo>", { at: MONDAY + 9 * HOUR_MS });
  await merge(community, "ada-2", "Hidden reef", { repository: SECRET });
}

/** Veterans may look after newcomers. */
const isBuddy = (login: string, { welcome }: Reply["body"]): boolean =>
  welcome.items.some(({ buddy }: { buddy?: { login: string } }) => buddy?.login === login) &&
  welcome.items.every(({ person }: { person: { login: string } }) => person.login !== login);

const told = ({ body }: Reply): string => `${body.outcome} ${body.week}`;

const FORMS = {
  "": "text/html",
  ".md": "text/markdown",
  ".txt": "text/plain",
  ".json": "application/json",
  ...Object.fromEntries([...CHANNEL_MEDIA].map(([format, media]) => [`.${format}`, media.split(";")[0]])),
};

test("welcomes people in the week of their first seat, however long they waited", async ({ community, app }) => {
  const { store, newPseudonym } = community;
  const profile = { areas: ["hull"], ability: "newcomer" as const, timezone: "UTC" };
  const asks = (login: string, at: number) =>
    store.join({ subject: { login, proposed: newPseudonym() }, profile, candidates: [] }, { id: "", at });
  assert.is((await asks("early", MONDAY - 2 * DAY_MS)).outcome, "waiting");
  for (const login of ["ada", "bob", "cid", "dot"]) await asks(login, MONDAY + DAY_MS);
  await tick(app);
  const { welcome } = (await get(app, `/${WEEK}.json`)).body;
  const logins = welcome.items.map(({ person }: { person: { login: string } }) => person.login);
  assert.equal(logins.sort(), ["ada", "bob", "cid", "dot", "early"]);
});

test("a tick publishes the last complete week once, with one post for each chat", async (context) => {
  await week(context);
  const { app, community } = context;
  const first = await tick(app);
  assert.is(first.status, 200);
  assert.equal(first.body, {
    outcome: "published",
    week: WEEK,
    url: `https://pods.example.org/weekly-digest/${WEEK}`,
    to: ["slack", "discord"],
  });
  assert.is((await tick(app)).body.outcome, "already-published");
  const claims = await community.store.claim(10, 1000);
  assert.equal(claims.map(({ id }) => id).sort(), [
    `digest:${WEEK}/discord`,
    `digest:${WEEK}/slack`,
    `pods-digest:${WEEK}`,
  ]);
});

test("a thousand ticks at several replicas make one digest and one errand for each chat, and one for the channels of pods", async (context) => {
  await week(context);
  const { community } = context;
  const replicas = [weeklyDigest(community), weeklyDigest(community), weeklyDigest(community)];
  const replies = await Promise.all(Array.from({ length: 1000 }, (_, n) => tick(replicas[n % 3] as App)));
  assert.ok(replies.every(({ status }) => status === 200));
  assert.equal(await community.store.digests(), [WEEK]);
  assert.equal(await community.store.backlog(), { pending: 3 });
  const published = new Set(replies.filter(({ body }) => body.outcome === "published"));
  assert.ok(published.size >= 1);
});

test("the digest comes in every format, by suffix and by Accept", async (context) => {
  await week(context);
  const { app } = context;
  await tick(app);
  for (const [suffix, type] of Object.entries(FORMS)) {
    const reply = await get(app, `/${WEEK}${suffix}`);
    assert.is(reply.status, 200, suffix);
    assert.match(reply.headers.get("content-type") ?? "", type);
    assert.match(reply.headers.get("cache-control") ?? "", "public, max-age=60");
    const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
    assert.match(text, "Caulk the seams", suffix);
    assert.not.match(text, /Hidden reef|secret/, suffix);
    if (suffix !== ".json" && type !== "text/plain") assert.not.match(text, /[^\\]<typo>/, suffix);
  }
});

test("the latest digest is at / and its suffixes", async (context) => {
  await week(context);
  const { app } = context;
  await tick(app);
  assert.match((await get(app, "/.md")).body, "# Seven new people");
  assert.match((await get(app, "/latest.md")).body, "# Seven new people");
  assert.is((await get(app, "/", { Accept: "application/json" })).body.week, WEEK);
  assert.match((await get(app, "/", { Accept: "text/markdown" })).body, "# Seven new people");
  assert.match((await get(app, "/")).body, "<!doctype html>");
  assert.match((await get(app, "/")).headers.get("vary") ?? "", "Accept");
});

test("JSON is the model with names", async (context) => {
  await week(context);
  const { app } = context;
  await tick(app);
  const { body } = await get(app, `/${WEEK}.json`);
  assert.is(body.headline, "Seven new people, and two pull requests merged");
  assert.is(body.numbers.merged, 2);
  assert.is(body.welcome.items.length, 7);
  const [first] = body.welcome.items;
  assert.equal(first.person, { login: "ada-1" });
  assert.is(first.pod.slug, "narwhal");
  assert.is(first.buddy, undefined, "all founded the pod in that week");
  const [highlight] = body.highlights;
  assert.equal([highlight.kind, highlight.item.title], ["first-merge", "Caulk the seams"]);
  assert.is(body.publishedAt, new Date(NOW).toISOString());
  assert.is(body.correctedAt, null);
});

test("the same store gives the same bytes, and 304 to readers who have them", async (context) => {
  await week(context);
  const { app, community } = context;
  await tick(app);
  for (const suffix of Object.keys(FORMS)) {
    const once = await get(app, `/${WEEK}${suffix}`);
    const again = await get(weeklyDigest(community), `/${WEEK}${suffix}`);
    assert.equal(again.body, once.body);
    const etag = once.headers.get("etag") ?? "";
    const known = await get(app, `/${WEEK}${suffix}`, { "If-None-Match": etag });
    assert.is(known.status, 304);
    assert.is(known.headers.get("etag"), etag);
  }
});

test("none of twenty veterans is welcomed as new, however we know of them; somebody new is", async (context) => {
  const { app, community } = context;
  const { store, newPseudonym } = community;
  const at = MONDAY + 2 * HOUR_MS;
  const person = (n: number) => ({ login: `old-${n}`, id: 900 + n, proposed: newPseudonym() });
  const veterans = Array.from({ length: 20 }, (_, n) => person(n));
  const [listed, associated, merged, declared] = [0, 1, 2, 3].map((part) => veterans.slice(5 * part, 5 * part + 5));
  await store.record({ repository: HULL }, { id: "", at });
  // In GitHub's list of contributors; by what GitHub says of the author of a thread; by a merge that we saw.
  await store.noteEarlier(
    listed!.map(({ id }) => id),
    { id: "", at },
  );
  for (const [n, author] of associated!.entries()) {
    const about = { key: `1#${5_000 + n}`, repository: 1, number: 5_000 + n, kind: "issue" as const };
    const state = { draft: false, open: true, locked: false, updatedAt: at };
    await store.record({ thread: { ...about, ...state, author, isKnownAuthor: true } }, { id: "", at });
  }
  for (const one of merged!)
    await merge(community, one.login, "Long ago", { at: MONDAY - 9 * HOUR_MS, week: "2026-W45", person: one });
  const newcomer = { login: "nova", id: 990, proposed: newPseudonym() };
  for (const subject of [...veterans, newcomer]) {
    const ability = declared!.includes(subject) ? ("experienced" as const) : ("newcomer" as const);
    await store.join({ subject, profile: { areas: ["hull"], ability }, candidates: [] }, { id: "", at });
    await merge(community, subject.login, `Work of ${subject.login}`, { at: at + HOUR_MS, person: subject });
  }
  const pods = await store.pods();
  assert.ok(pods.flatMap(({ seats }) => seats).length >= 5);
  await tick(app);
  const { body } = await get(app, `/${WEEK}.json`);
  assert.is(body.numbers.merged, 21);
  const welcomed = JSON.stringify([body.welcome, body.highlights ?? []]);
  assert.equal(welcomed.match(/old-\d+/g)?.filter((login) => !isBuddy(login, body)) ?? [], []);
  assert.match(welcomed, "nova");
});

test("a forgotten person is a former member in every week, and readers' copies become stale", async (context) => {
  await week(context);
  const { app, community } = context;
  await tick(app);
  const before = await get(app, `/${WEEK}.md`);
  assert.match(before.body, "ada-1");
  await community.store.forget({ login: "ada-1" }, { id: "", at: NOW });
  const after = await get(app, `/${WEEK}.md`, { "If-None-Match": before.headers.get("etag") ?? "" });
  assert.is(after.status, 200);
  assert.not.match(after.body, "ada-1");
  assert.match(after.body, "a former member");
});

test("a repository that becomes private leaves the archive", async (context) => {
  await week(context);
  const { app, community } = context;
  await tick(app);
  const repository = { ...HULL, private: true, updatedAt: NOW };
  await community.store.record({ repository }, { id: "", at: NOW });
  assert.not.match((await get(app, `/${WEEK}.md`)).body, /Caulk|hull#/);
});

test("with late or early ticks only the latest due week is published", async ({ community }) => {
  let now = Date.parse("2026-11-23T08:59:00Z");
  const app = weeklyDigest({ ...community, now: () => now });
  assert.equal((await tick(app)).body.week, "2026-W46");
  assert.is(told(await tick(app)), "not-due 2026-W47");
  now = Date.parse("2026-11-23T09:00:00Z");
  assert.is((await tick(app)).body.outcome, "published");
  now += 28 * DAY_MS;
  assert.is(told(await tick(app)), "published 2026-W51");
  assert.equal(await community.store.digests(), ["2026-W51", "2026-W47", "2026-W46"]);
});

test("a quiet week is called a quiet week", async ({ app }) => {
  await tick(app);
  const { body } = await get(app, `/${WEEK}.md`);
  assert.match(body, "# A quiet week");
  assert.match(body, "There are no pods now.");
});

test("a preview shows the current week so far, and stores nothing", async (context) => {
  await week(context);
  const { app, community } = context;
  await merge(community, "ada-3", "Still at it", { at: NOW - HOUR_MS, week: "2026-W47" });
  const reply = await command(app, { do: "preview", week: "2026-W47" });
  assert.is(reply.status, 200);
  assert.is(reply.body.outcome, "previewed");
  assert.match(reply.body.markdown, "Still at it");
  assert.is(reply.body.digest.numbers.merged, 1);
  assert.equal(await community.store.digests(), []);
  assert.equal(await community.store.backlog(), {});
  assert.is((await command(app, { do: "preview", week: "2026-W48" })).status, 409);
});

test("a maintainer publishes a week that is over; an old one goes into the archive but to no chat", async (context) => {
  await week(context);
  const { app, community } = context;
  await merge(community, "ada-3", "Long ago", { week: "2026-W40", at: MONDAY - 42 * DAY_MS });
  const old = await command(app, { do: "publish", week: "2026-W40" });
  assert.is(told(old), "published 2026-W40");
  assert.equal(old.body.to, []);
  assert.equal(await community.store.backlog(), {});
  assert.is((await command(app, { do: "publish", week: WEEK })).body.outcome, "published");
  assert.is((await command(app, { do: "publish", week: WEEK })).body.outcome, "already-published");
  assert.equal(await community.store.backlog(), { pending: 3 });
  assert.equal(await community.store.digests(), [WEEK, "2026-W40"]);

  const early = await command(app, { do: "publish", week: "2026-W47" });
  assert.is(early.status, 409);
  assert.match(early.body.detail, "2026-W47 is not over: it ends on 2026-11-22");
  assert.is((await command(app, { do: "publish", week: "2027-W01" })).status, 409);
});

test("the same request sent twice gets the same answer", async ({ app }) => {
  const headers = { ...AS_MAINTAINER, "Idempotency-Key": "monday" };
  const first = await command(app, { do: "publish", week: WEEK }, headers);
  assert.equal((await command(app, { do: "publish", week: WEEK }, headers)).body, first.body);
  assert.is((await command(app, { do: "publish", week: "2026-W45" }, headers)).status, 409);
});

test("the first digest comes after the first week: a tick before it posts nothing, and says when", async () => {
  const community = await testCommunity(YAML);
  let now = NOW;
  const app = weeklyDigest({ ...community, now: () => now });
  await merge(community, "ada-1", "Long ago");
  // An address would be one that is not there yet.
  assert.equal((await tick(app)).body, { outcome: "not-due", week: "2026-W47", to: [] });
  assert.equal(await community.store.digests(), []);
  assert.equal(await community.store.backlog(), {});
  const status = (await get(pods({ ...community, build: "one" }), "/status", { Accept: "application/json" })).body;
  assert.is(status.nextDigestAt, "2026-11-23T09:00:00.000Z");
  now += DAY_MS;
  assert.is(told(await tick(app)), "published 2026-W47");
});

test("a published week is already published, however long ago and although nothing is known of it", async () => {
  const community = await testCommunity(YAML);
  let now = NOW + DAY_MS;
  const app = weeklyDigest({ ...community, now: () => now });
  assert.is((await command(app, { do: "publish", week: "2026-W47" })).body.outcome, "published");
  // As if we had come later.
  const late = { ...community.store, initialisedAt: async () => now };
  now += 28 * DAY_MS;
  const later = weeklyDigest({ ...community, store: late, now: () => now });
  assert.is((await command(later, { do: "publish", week: "2026-W47" })).body.outcome, "already-published");
  assert.is((await command(later, { do: "publish", week: "2026-W48" })).status, 409);
});

test("people with a seat are told beside their pods, and others apart", async (context) => {
  await crew(context.community);
  await merge(context.community, "ada-1", "Caulk the seams");
  for (const login of ["bob", "cid"]) await merge(context.community, login, `Work of ${login}`);
  await tick(context.app);
  for (const suffix of ["", ".md", ".txt", ".slack.json", ".mastodon.txt"]) {
    const { body } = await get(context.app, `/${WEEK}${suffix}`);
    assert.match(
      typeof body === "string" ? body : JSON.stringify(body),
      "1 person in 1 pod and 2 others took part",
      suffix,
    );
  }
  assert.match((await get(context.app, "/feed.atom")).body, "<summary>1 person in 1 pod and 2 others took part.");
});

test("somebody with a seat reads of their swag in the digest and on their page: in the thread the bot says nothing", async () => {
  const swag = "https://ships.example.org/swag";
  const { community, app } = await open(`${YAML}links: { swag: ${swag} }\n`);
  await crew(community);
  await merge(community, "ada-1", "Caulk the seams");
  await tick(app);
  const { body } = await get(app, `/${WEEK}.md`);
  assert.match(body, "ada-1**'s first pull request was merged: ");
  assert.match(body, `[Order your swag](${swag})`);
  const directory = pods({ ...community, build: "one" });
  const page = async (login: string) => (await get(directory, `/people/${login}`, { Accept: "text/html" })).body;
  assert.match(await page("ada-1"), `<a href="${swag}">order your swag</a>`);
  assert.not.match(await page("ada-2"), "swag");
});

test("no digest is made of a week that was over before we came, of which nothing is known", async ({ app }) => {
  for (const word of ["preview", "publish"]) {
    const { status, body } = await command(app, { do: word, week: "2025-W01" });
    assert.equal([status, body.outcome], [409, "before-us"], word);
    assert.match(body.detail, "Nothing is known of 2025-W01");
  }
  assert.is((await get(app, "/2025-W01.json")).status, 404);
});

test("a correction tells the meetings that are set now, under the names that pods have now", async (context) => {
  await crew(context.community);
  const { community } = context;
  let now = NOW - 6 * DAY_MS;
  const stewards = pods({ ...community, build: "one", now: () => now });
  const meets = (weekday: string) =>
    command(stewards, { do: "meeting", pod: "narwhal", weekday, time: "23:00", timezone: "UTC" });
  await meets("Monday");
  const app = weeklyDigest({ ...community, now: () => now });
  await command(app, { do: "publish", week: WEEK });
  const listed = async () =>
    (await get(app, `/${WEEK}.json`)).body.meetings.items.map(({ at, title }: Record<string, string>) => [
      new Date(at!).toISOString().slice(0, 10),
      title,
    ]);
  assert.equal(await listed(), [["2026-11-16", "Narwhal"]]);
  await meets("Thursday");
  await command(stewards, { do: "rename", pod: "narwhal", name: "Night Watch" });
  now += HOUR_MS;
  assert.is((await command(app, { do: "correct", week: WEEK })).body.outcome, "corrected");
  assert.equal(await listed(), [["2026-11-19", "Night Watch"]]);
});

test("a correction follows what was taken back since, says when, and posts nothing", async (context) => {
  await week(context);
  const { community } = context;
  let now = NOW;
  const app = weeklyDigest({ ...community, now: () => now });
  assert.is((await command(app, { do: "correct", week: WEEK })).status, 409);
  await tick(app);
  now += HOUR_MS;
  assert.is((await command(app, { do: "correct", week: WEEK })).body.outcome, "unchanged");
  const feed = (await get(app, "/feed.atom")).body;
  const [typo] = (await community.store.activities(WEEK)).filter(({ title }) => title === "Fix a <typo>");
  await community.store.record({ retracted: { activity: typo!.key, at: NOW } }, { id: "", at: NOW });
  assert.is((await command(app, { do: "correct", week: WEEK })).body.outcome, "corrected");
  const { body } = await get(app, `/${WEEK}.json`);
  assert.is(body.numbers.merged, 1);
  assert.is(body.publishedAt, new Date(NOW).toISOString());
  assert.is(body.correctedAt, new Date(now).toISOString());
  assert.equal(await community.store.backlog(), { pending: 3 });
  const updated = (text: string) => /<entry>[\s\S]*?<updated>(.*?)<\/updated>/.exec(text)?.[1];
  assert.is(updated(feed), new Date(NOW).toISOString());
  const corrected = (await get(app, "/feed.atom")).body;
  assert.is(updated(corrected), new Date(now).toISOString());
  assert.match(corrected, "corrected on 22 November 2026");
  assert.not.match(feed, "corrected");
  for (const suffix of ["", ".md", ".txt", ".slack.json", ".discord.json", ".mastodon.txt", ".bluesky.txt"]) {
    const { body } = await get(app, `/${WEEK}${suffix}`);
    assert.match(typeof body === "string" ? body : JSON.stringify(body), "corrected on 22 November 2026", suffix);
  }
});

test("what becomes known when the digest of its week is out is told in that of the week in which it arrives, once", async (context) => {
  await week(context);
  const { community } = context;
  let now = NOW;
  const app = weeklyDigest({ ...community, now: () => now });
  await tick(app);
  const late = { number: 9_001, arrivesIn: "2026-W47" };
  const merged = async (week: string) => (await command(app, { do: "preview", week })).body.digest.numbers.merged;
  for (let times = 0; times < 3; times++) await merge(community, "ada-4", "Late to be told", late);
  assert.is((await command(app, { do: "correct", week: WEEK })).body.outcome, "unchanged");
  assert.equal([await merged(WEEK), await merged("2026-W47")], [2, 1]);
  now += 7 * DAY_MS;
  await tick(app);
  assert.match((await get(app, "/2026-W47.md")).body, "Late to be told");
  // Delivered once more in another week.
  await merge(community, "ada-4", "Late to be told", { ...late, arrivesIn: "2026-W48" });
  now += 7 * DAY_MS;
  assert.equal([await merged(WEEK), await merged("2026-W47"), await merged("2026-W48")], [2, 1, 0]);
  // Work that arrives before the digest is out belongs to its own week, however late.
  await merge(community, "ada-5", "Just in time", { week: "2026-W48", at: now - 7 * DAY_MS, arrivesIn: "2026-W49" });
  assert.is(await merged("2026-W48"), 1);
});

test("what becomes known while a digest is being made is told by the next one", async ({ community }) => {
  await crew(community);
  await merge(community, "ada-1", "Caulk the seams");
  let now = NOW;
  const between = async (...[week]: Parameters<typeof community.store.activitiesToTell>) => {
    const found = await community.store.activitiesToTell(week);
    // Heard of on the Monday, and one by a clock that is behind.
    if (week === WEEK) await merge(community, "ada-4", "In between", { arrivesIn: "2026-W47" });
    if (week === WEEK) await merge(community, "ada-5", "Late on Sunday");
    return found;
  };
  const app = weeklyDigest({ ...community, store: { ...community.store, activitiesToTell: between }, now: () => now });
  await tick(app);
  now += 7 * DAY_MS;
  await tick(app);
  const [first, second] = [await get(app, `/${WEEK}.md`), await get(app, "/2026-W47.md")];
  for (const title of ["In between", "Late on Sunday"]) {
    assert.not.match(first.body, title);
    assert.match(second.body, title);
  }
  assert.is((await command(app, { do: "correct", week: WEEK })).body.outcome, "unchanged");
});

test("the feed keeps its ids when the organisation is renamed, also those of digests that are corrected then", async () => {
  const community = await settledCommunity(YAML);
  const change = changingSettings(community);
  const app = weeklyDigest(community);
  const merges = (title: string, week: string, weeksAgo: number) =>
    merge(community, "ada", title, { week, at: MONDAY - weeksAgo * 7 * DAY_MS });
  await merges("A hull", "2026-W45", 1);
  await command(app, { do: "publish", week: "2026-W45" });
  const ids = async () => [...(await get(app, "/feed.atom")).body.matchAll(/<id>(.*)<\/id>/g)].map(([, id]) => id);
  const before = await ids();
  change(YAML.replace("organisation: ships", "organisation: Fleet"));
  assert.equal(await ids(), before);
  const [hull] = await community.store.activities("2026-W45");
  await community.store.record({ retracted: { activity: hull!.key, at: NOW } }, { id: "", at: NOW });
  assert.is((await command(app, { do: "correct", week: "2026-W45" })).body.outcome, "corrected");
  await command(app, { do: "publish", week: "2026-W46" });
  assert.equal(await ids(), [before[0], `${before[0]}/2026-W46`, before[1]]);
});

test("the feed and the archive list the weeks, the newest first", async ({ app, community }) => {
  await merge(community, "ada", "A hull", { week: "2026-W44", at: MONDAY - 14 * DAY_MS });
  await merge(community, "ada", "A jib", { week: "2026-W45", at: MONDAY - 7 * DAY_MS });
  for (const week of ["2026-W44", "2026-W46", "2026-W45"]) await command(app, { do: "publish", week });
  const feed = await get(app, "/feed.atom");
  assert.match(feed.headers.get("content-type") ?? "", "application/atom+xml");
  assert.equal(
    [...feed.body.matchAll(/<id>tag:ships\.github\.io,2026:pods\/[\w-]+\/(.*)<\/id>/g)].map(([, week]) => week),
    ["2026-W46", "2026-W45", "2026-W44"],
  );
  const { body } = await get(app, "/archive", { Accept: "application/json" });
  assert.equal(body.items[1], {
    week: "2026-W45",
    when: "Week 45 · 2–8 November 2026",
    url: "https://pods.example.org/weekly-digest/2026-W45",
  });
  assert.match((await get(app, "/archive", { Accept: "text/html" })).body, "Week 44 · 26 October – 1 November 2026");
  assert.match(
    (await get(app, "/2026-W45")).body,
    /weekly-digest\/2026-W44">Week 44<[\s\S]*weekly-digest\/2026-W46">Week 46</,
  );
});

test("a missing week says which ones there are", async ({ app }) => {
  const none = await get(app, "/", { Accept: "application/json" });
  assert.is(none.status, 404);
  assert.match(none.body.detail, "No digest has been published yet");
  await tick(app);
  const missing = await get(app, "/2026-W12.json");
  assert.is(missing.status, 404);
  assert.match(missing.body.detail, "The digest of 2026-W12 was not published");
  assert.match((await get(app, "/2025-W53.json")).body.detail, "is not an ISO week");
  const page = await get(app, "/2026-W12", { Accept: "text/html" });
  assert.is(page.status, 404);
  assert.match(page.body, "Week 46");
  assert.not.match((await get(app, "/%3Cscript%3E", { Accept: "text/html" })).body, "<script>");
});

test("commands need proof and a valid body", async ({ app }) => {
  assert.is((await command(app, { do: "publish", week: WEEK }, {})).status, 401);
  assert.is((await command(app, { do: "publish", week: "2025-W53" })).status, 422);
  assert.is((await command(app, { do: "dance", week: WEEK })).status, 422);
  assert.is((await post(app, "{", { ...AS_MAINTAINER, "Content-Type": "application/json" })).status, 400);
  assert.is((await app.request("/", { method: "DELETE" })).status, 405);
});

test.run();
