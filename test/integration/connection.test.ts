/** Connection, measured: what is counted, who may see it, and that weeks which are shown no more are remembered without names. */

import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  AS_MAINTAINER,
  closeStores,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  testCommunity,
  tick,
} from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import fc from "../support/fast-check.ts";
import {
  bot,
  type Delivery,
  hull,
  issue,
  pull,
  repository,
  type User,
  user,
} from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { allValues, violations } from "../support/invariants.ts";
import { belowFunction, signedLink } from "../support/links.ts";
import { seatCrossed, seatFile } from "../support/seated.ts";

const test = suite("connection");
test.after(closeStores);

const PAGE = "/connection";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday of 2026-W48, half a day after the community began. */
const MONDAY = NOW + 12 * HOUR;
const WEEK = 7 * DAY;

const [ada1, ada2, bob1] = [user(11, "ada-1"), user(12, "ada-2"), user(21, "bob-1")];
const [stowaway, castaway, robot] = [user(31, "stowaway"), user(32, "castaway"), bot(9, "robot")];
const secret = repository(75, "ships/secret", { private: true });

const iso = (ms: number) => new Date(ms).toISOString();
let written = 5_000;

/** What happens in a thread of an author, at a time after its opening. */
const deliveriesOf = (number: number, author: User, openedAt: number, kind: typeof issue = pull, where = hull) => {
  const name = kind === issue ? "issue" : "pull_request";
  const threadAt = (at: number, more: object = {}) =>
    kind(number, author, { created_at: iso(openedAt), updated_at: iso(at), ...more });
  const about = (action: string, sender: User, at: number, more: object = {}): Delivery => ({
    event: kind === issue ? "issues" : "pull_request",
    payload: { action, repository: where, sender, [name]: threadAt(at, more) },
  });
  return {
    opened: (more: object = {}) => about("opened", author, openedAt, more),
    reviewed: (by: User, after: number): Delivery => ({
      event: "pull_request_review",
      payload: {
        ...{ action: "submitted", repository: where, sender: by, pull_request: threadAt(openedAt + after) },
        review: { id: ++written, user: by, body: "Fine.", state: "approved", submitted_at: iso(openedAt + after) },
      },
    }),
    said: (by: User, after: number): Delivery => {
      const at = iso(openedAt + after);
      const comment = { id: ++written, user: by, body: "Welcome aboard!", created_at: at, updated_at: at };
      return {
        event: "issue_comment",
        payload: { action: "created", repository: where, sender: by, issue: threadAt(openedAt + after), comment },
      };
    },
    merged: (by: User, after: number) => {
      const at = iso(openedAt + after);
      return about("closed", by, openedAt + after, { state: "closed", merged: true, merged_at: at, closed_at: at });
    },
    closed: (by: User, after: number) =>
      about("closed", by, openedAt + after, { state: "closed", closed_at: iso(openedAt + after) }),
  };
};

/** Narwhal (ada-1 to ada-6) and Orca (bob-1 to bob-6), or nobody, and a clock that a test moves. */
async function fixture({ isEmpty = false } = {}) {
  let at = NOW;
  const made = await testCommunity();
  const settings = { ...made.settings() };
  const community = { ...made, now: () => at, settings: () => settings };
  const rows = [csvOf(6, "hull", ",experienced"), csvOf(6, "sail", ",experienced", "bob")];
  if (!isEmpty) await seatFile(community, `login,areas,ability\n${rows.join("\n")}`);
  const { send } = openWebhook(community);
  const digest = weeklyDigest(community);
  const sendAll = async (deliveries: readonly Delivery[]) => {
    for (const delivery of deliveries) await send(delivery);
  };
  /** The weeks as shown at a time. */
  const weeks = async (now: number) => {
    at = now;
    const { status, body } = await get(digest, PAGE, { ...JSON_ONLY, ...AS_MAINTAINER });
    assert.is(status, 200, JSON.stringify(body));
    return body.weeks;
  };
  const people = joinPod(community);
  return { community, settings, digest, people, sendAll, weeks, moveTo: (now: number) => (at = now) };
}

/** The numbers of a week without its dates: pairs of people, pairs of pods, answered, of. */
const numbers = ({ week, firstPairs, podPairs, newcomers }: Record<string, unknown> & { newcomers: object }) => [
  week,
  firstPairs,
  podPairs,
  ...Object.values(newcomers),
];

test("counts people and pods that met, and newcomers who had an answer within a day", async () => {
  const { sendAll, weeks } = await fixture();
  const [first, second] = [deliveriesOf(1, ada1, MONDAY), deliveriesOf(2, ada1, MONDAY + WEEK)];
  const [quick, slow, alone] = [
    deliveriesOf(3, stowaway, MONDAY, issue),
    deliveriesOf(4, castaway, MONDAY, issue),
    deliveriesOf(5, user(33, "drifter"), MONDAY + 6 * DAY + 20 * HOUR, issue),
  ];
  await sendAll([
    ...[first.opened(), first.reviewed(bob1, HOUR), first.reviewed(bob1, 2 * DAY), first.reviewed(ada2, HOUR)],
    ...[quick.opened(), quick.said(ada1, DAY), slow.opened(), slow.said(ada1, DAY + 1_000), alone.opened()],
    ...[second.opened(), second.reviewed(bob1, HOUR), second.reviewed(ada1, HOUR)],
  ]);
  assert.equal(
    (await weeks(MONDAY + WEEK + HOUR)).map(numbers),
    [["2026-W48", 2, 1, 1, 2]],
    "the last day is not over",
  );
  const all = await weeks(MONDAY + 2 * WEEK);
  assert.equal(all.map(numbers), [
    ["2026-W48", 2, 1, 1, 3],
    ["2026-W49", 0, 1, 0, 0],
  ]);
  assert.equal([all[0].from, all[0].to], ["2026-11-23", "2026-11-29"]);
});

test("of weeks before we came no newcomer's answer is known, and the first of them is not whole", async () => {
  const { sendAll, weeks, digest } = await fixture();
  for (const [number, ago] of [3, 2, 1].entries()) {
    const thread = deliveriesOf(number + 1, user(61 + number, `stowaway-${number}`), MONDAY - ago * WEEK + HOUR);
    await sendAll([thread.opened(), thread.reviewed(ada1, HOUR)]);
  }
  const told = await weeks(MONDAY + 7 * DAY);
  assert.equal(
    told.map(({ week, firstPairs, newcomers }: Record<string, unknown>) => [week, firstPairs, newcomers]),
    [
      ["2026-W46", 1, null],
      ["2026-W47", 1, { answered: 0, of: 0 }],
      ["2026-W48", 0, { answered: 0, of: 0 }],
    ],
  );
  const page = (await get(digest, PAGE, { ...HTML, ...AS_MAINTAINER })).body;
  assert.match(page, 'data-of="Answered">–</td>');
  assert.match(page, "1 week before: 0 of 0");
});

test("counts people who wrote a pull request together, once", async () => {
  const { sendAll, weeks, community } = await fixture();
  const request = deliveriesOf(1, ada1, MONDAY);
  await sendAll([request.opened(), request.merged(ada2, HOUR)]);
  const at = MONDAY + HOUR;
  for (const { id, login } of [ada2, bob1, robot]) {
    const person = login.endsWith("[bot]") ? {} : { person: { id, login, proposed: community.newPseudonym() } };
    const about = { repository: 70, number: 1, subject: "pull-request" } as const;
    const activity = { key: "co-authored:70#1", kind: "co-authored", at, week: "2026-W48", ...about } as const;
    await community.store.record({ activity: { ...activity, ...person } }, { id: "", at });
  }
  await sendAll([request.reviewed(bob1, HOUR)]);
  assert.equal((await weeks(MONDAY + 2 * WEEK)).map(numbers)[0], ["2026-W48", 3, 1, 0, 0]);
});

test("counts nobody who is hidden: robots, private repositories, people who were forgotten, and oneself", async () => {
  const { sendAll, weeks, people, settings } = await fixture();
  const [own, hidden, robots] = [
    deliveriesOf(1, ada1, MONDAY),
    deliveriesOf(2, ada1, MONDAY, pull, secret),
    deliveriesOf(3, robot, MONDAY),
  ];
  const mate = user(40, "deck-mate");
  await sendAll([
    ...[own.opened(), own.reviewed(ada1, HOUR), own.reviewed(robot, HOUR), own.reviewed(mate, HOUR)],
    ...[hidden.opened(), hidden.reviewed(bob1, HOUR), robots.opened(), robots.reviewed(bob1, HOUR)],
    ...[own.reviewed(bob1, HOUR)],
  ]);
  const first = async () => (await weeks(MONDAY + 2 * WEEK)).map(numbers)[0];
  assert.equal(await first(), ["2026-W48", 2, 1, 0, 0]);
  Object.assign(settings, { bots: ["deck-mate"] });
  assert.equal(await first(), ["2026-W48", 1, 1, 0, 0], "the settings say that this one is a robot");
  await command(people, { do: "forget", login: "bob-1" });
  assert.equal(await first(), ["2026-W48", 0, 0, 0, 0]);
});

test("newcomers' threads: what is no answer, what is one without words, and what does not count", async () => {
  const { sendAll, weeks } = await fixture();
  const by = (number: number, kind = pull, author = user(50 + number, `sailor-${number}`)) => ({
    ...deliveriesOf(number, author, MONDAY + HOUR, kind),
    author,
  });
  const [merged, talks, ends, draft, old, waits] = [
    by(1),
    by(2, issue),
    by(3, issue),
    by(4),
    by(5, issue),
    by(6, issue),
  ];
  await sendAll([
    ...[merged.opened(), merged.merged(ada1, HOUR)],
    ...[talks.opened(), talks.said(talks.author, HOUR), talks.said(robot, HOUR)],
    ...[ends.opened(), ends.closed(ends.author, HOUR)],
    draft.opened({ draft: true }),
    old.opened({ author_association: "CONTRIBUTOR" }),
    waits.opened(),
    // A maintainer is nobody's newcomer.
    deliveriesOf(7, user(20, "captain"), MONDAY, issue).opened(),
  ]);
  assert.equal((await weeks(MONDAY + 2 * WEEK)).map(numbers)[0], ["2026-W48", 0, 0, 1, 3]);
  const again = deliveriesOf(8, merged.author, MONDAY + WEEK, issue);
  await sendAll([again.opened(), again.said(ada1, HOUR)]);
  assert.equal((await weeks(MONDAY + 2 * WEEK)).map(numbers)[1], ["2026-W49", 0, 0, 0, 0], "no newcomer any more");
});

test("is the same whatever order deliveries come in, and however often", async () => {
  const request = deliveriesOf(1, ada1, MONDAY);
  const [asks, draft] = [deliveriesOf(2, stowaway, MONDAY, issue), deliveriesOf(3, castaway, MONDAY)];
  const turn = draft.opened({ updated_at: iso(MONDAY + 3 * DAY) });
  const turned = { ...turn, payload: { ...(turn.payload as object), action: "ready_for_review" } };
  const deliveries = [
    ...[request.opened(), request.reviewed(bob1, HOUR), request.reviewed(ada2, 9 * DAY)],
    ...[request.merged(ada2, 10 * DAY), asks.opened(), asks.said(ada2, 2 * DAY), asks.said(ada1, HOUR)],
    ...[draft.opened({ draft: true }), turned, draft.said(ada1, 3 * DAY + HOUR)],
  ];
  const all = [...deliveries.keys()];
  const limits = { minLength: all.length, maxLength: 2 * all.length };
  const arrivals = fc.shuffledSubarray([...all, ...all], limits).filter((some) => new Set(some).size === all.length);
  await fc.assert(
    fc.asyncProperty(arrivals, async (some) => {
      const { sendAll, weeks } = await fixture();
      await sendAll(some.map((nth) => deliveries[nth]!));
      assert.equal((await weeks(MONDAY + 3 * WEEK)).map(numbers), [
        ["2026-W48", 1, 1, 2, 2],
        ["2026-W49", 1, 0, 0, 0],
        ["2026-W50", 0, 0, 0, 0],
      ]);
    }),
    { numRuns: 6 },
  );
});

const LATER = 20;

/** What was shown is noted by the ticks of later weeks; then the same people meet again, and two others for the first time. */
async function longAfter() {
  const at = await fixture({ isEmpty: true });
  const first = deliveriesOf(1, ada1, MONDAY);
  const again = deliveriesOf(2, bob1, MONDAY + LATER * WEEK);
  await at.sendAll([first.opened(), first.reviewed(bob1, HOUR)]);
  const now = MONDAY + (LATER + 1) * WEEK;
  at.moveTo(now);
  await at.sendAll([again.opened(), again.reviewed(ada1, HOUR), again.reviewed(ada2, HOUR)]);
  return { ...at, now };
}

test("people who met before the weeks that are shown do not meet for the first time again", async () => {
  const { weeks, digest, now, community } = await longAfter();
  const before = await weeks(now);
  assert.equal(before.map(numbers), [["2027-W15", 1, 0, 1, 1]], "read, as it is not noted yet");
  assert.is(await community.store.pairsNotedUntil(), undefined);
  await tick(digest);
  assert.is(await community.store.pairsNotedUntil(), "2027-W02");
  assert.equal(await community.store.waits(["70#1"]), new Map(), "how long it waited is asked for no more");
  assert.equal(await weeks(now), before, "the same from what is noted");
  assert.equal(await violations(community.url, community.id), []);
});

test("what is noted of pairs leads to nobody", async () => {
  const { digest, community, people } = await longAfter();
  const { pseudonym = "" } = (await community.store.find({ login: "ada-1" })) ?? {};
  await tick(digest);
  await command(people, { do: "forget", login: "ada-1" });
  const redis = new Redis(community.url);
  const noted = await allValues(redis, `pods:{${community.id}}:pairs`);
  redis.disconnect();
  assert.match(noted, /pairs",\["[\w-]{11}"\]\]$/);
  assert.not.match(noted, pseudonym);
});

for (const when of ["before", "after"] as const)
  test(`a tick that dies ${when} any of its calls is made good by the next one`, async () => {
    for (let call = 1, died = true; died; call++) {
      const { community, weeks, digest, now } = await longAfter();
      const expected = await weeks(now);
      const { store, calls } = failingStore(community.store, call, when);
      await tick(weeklyDigest({ ...community, store }));
      died = calls() >= call;
      await tick(digest);
      assert.is(await community.store.pairsNotedUntil(), "2027-W02");
      assert.equal(await weeks(now), expected, `call ${call}`);
    }
  });

test("an old history is read by the ticks, and new pairs are not known before", async () => {
  const { weeks, digest, now } = await longAfter();
  const late = now + 30 * WEEK;
  const shown = async () => (await weeks(late)).map(numbers);
  assert.equal(await shown(), [], "nothing happened for so long");
  const { sendAll, weeks: others, digest: other, moveTo } = await fixture();
  const request = deliveriesOf(1, ada1, MONDAY + 30 * WEEK);
  const first = deliveriesOf(2, ada1, MONDAY);
  await sendAll([first.opened(), first.reviewed(bob1, HOUR)]);
  moveTo(MONDAY + 31 * WEEK);
  await sendAll([request.opened(), request.reviewed(bob1, HOUR)]);
  const firstPairs = async () => (await others(MONDAY + 31 * WEEK)).map(numbers)[0][1];
  assert.is(await firstPairs(), null);
  assert.match((await get(other, PAGE, { ...HTML, ...AS_MAINTAINER })).body, "New pairs are not known yet");
  await tick(other);
  assert.is(await firstPairs(), 0);
  await tick(digest);
});

test("a tick reads a few weeks of a long history, so that it has time for the digest", async () => {
  const { sendAll, weeks, digest, moveTo } = await fixture();
  const first = deliveriesOf(2, ada1, MONDAY);
  await sendAll([first.opened(), first.reviewed(bob1, HOUR)]);
  moveTo(MONDAY + 50 * WEEK);
  const request = deliveriesOf(1, ada1, MONDAY + 49 * WEEK);
  await sendAll([request.opened(), request.reviewed(bob1, HOUR)]);
  const firstPairs = async () => (await weeks(MONDAY + 50 * WEEK)).map(numbers)[0][1];
  const known: (number | null)[] = [];
  for (let ticks = 0; ticks < 3; ticks++) {
    await tick(digest);
    known.push(await firstPairs());
  }
  assert.equal(known, [null, null, 0]);
});

test("opens with the admin key and by a maintainer's link, and is kept nowhere", async () => {
  const { digest, moveTo, sendAll } = await fixture();
  const request = deliveriesOf(1, ada1, MONDAY);
  await sendAll([request.opened(), request.reviewed(bob1, HOUR)]);
  moveTo(MONDAY + WEEK);
  const { status, body } = await command(digest, { do: "link", for: "connection" });
  assert.is(status, 200);
  assert.is(body.expires, iso(MONDAY + 2 * WEEK));
  assert.match(body.url, /^\/function\/weekly-digest\/connection\?key=[\w-]+$/);
  const address = belowFunction(body.url);
  const own = belowFunction((await command(digest, { do: "link", for: "captain" })).body.url);
  for (const [path, headers] of [
    [address, {}],
    [own, {}],
    [PAGE, AS_MAINTAINER],
  ] as const) {
    const page = await get(digest, path, { ...HTML, ...headers });
    assert.is(page.status, 200);
    assert.is(page.headers.get("cache-control"), "private, no-store");
    assert.is(page.headers.get("referrer-policy"), "no-referrer");
    assert.is(page.headers.get("x-robots-tag"), "noindex");
    assert.match(page.body, '<meta name="robots" content="noindex">');
    assert.match(page.body, "In week 48, 1 pair of people worked together for the first time");
    assert.match(page.body, `<td class="n" data-of="Pairs">1</td>`, "on a narrow screen, beside its number");
    assert.not.match(page.body, /ada|bob/, "nobody is named");
  }
  assert.is((await get(digest, address.replace("?", ".json?"))).body.weeks.length, 1);
  moveTo(MONDAY + 2 * WEEK);
  assert.is((await get(digest, address, HTML)).status, 401);
});

test("opens to nobody else", async () => {
  const { digest, settings } = await fixture();
  const forMember = await command(digest, { do: "link", for: "ada-1" });
  assert.equal([forMember.status, forMember.body.detail], [404, "No maintainer here is called ada-1."]);
  assert.is((await command(digest, { do: "link" }, {})).status, 401);
  const address = belowFunction((await command(digest, { do: "link", for: "captain" })).body.url);
  for (const path of [
    PAGE,
    `${PAGE}.json`,
    `${address.slice(0, -3)}xxx`,
    signedLink(PAGE, { function: "rebalance" }),
    signedLink(PAGE, { function: "weekly-digest", rights: [] }),
    signedLink("/2026-W47", { function: "weekly-digest" }).replace("/2026-W47", PAGE),
    signedLink(PAGE, { function: "weekly-digest", actor: { kind: "login", name: "pirate" } }),
  ])
    assert.is((await get(digest, path, HTML)).status, 401, path);
  assert.is((await get(digest, PAGE, { ...HTML, Authorization: "Bearer wrong" })).status, 401);
  assert.is((await get(digest, address, HTML)).status, 200);
  Object.assign(settings, { maintainers: ["bosun"] });
  assert.match((await get(digest, address, HTML)).body, "is no maintainer now");
});

test("the plan's page leads a maintainer there, by the same link", async () => {
  const { community, digest } = await fixture();
  await seatCrossed(community);
  const plans = rebalance(community);
  const { body: plan } = await command(plans, { do: "plan" });
  const { body: linked } = await command(plans, { do: "link" });
  const { body: page } = await get(plans, belowFunction(linked.url), HTML);
  const [, address = ""] = /href="([^"]*\/connection\?key=[^"]+)"/.exec(page) ?? [];
  assert.is((await get(digest, belowFunction(address), HTML)).status, 200);
  assert.not.match((await get(plans, `/plans/${plan.id}`, HTML)).body, "/connection");
  assert.match(
    (await get(plans, `/plans/${plan.id}`, { ...HTML, ...AS_MAINTAINER })).body,
    'weekly-digest/connection"',
  );
});

test.run();
