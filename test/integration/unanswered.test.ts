/** Threads in which nobody has answered yet, as deliveries tell of them: in any order, and however often. */

import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Fact } from "#shared/core/ports.ts";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { factOfIssue } from "../../functions/deliver/issue-fact.ts";
import { closeStores, NOW, SETTINGS, testCommunity } from "../support/community.ts";
import fc from "../support/fast-check.ts";
import { ada, bob, bot, type Delivery, hull, issue, pull, repository } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { violations } from "../support/invariants.ts";

const test = suite("threads without an answer");
test.after(closeStores);

const SECOND = 1_000;
const isoAt = (second: number) => new Date(NOW + second * SECOND).toISOString();

async function open(yaml = SETTINGS) {
  const community = await testCommunity(yaml);
  const now = () => NOW + 60 * SECOND;
  const { send } = openWebhook({ ...community, now });
  const all = () => community.store.unanswered(0, NOW * 2);
  const waiting = async () => (await all()).map(({ thread }) => thread.key);
  /** Since how many seconds after our beginning a thread has waited. */
  const waitsSince = async (key: string) => {
    const found = (await all()).find(({ thread }) => thread.key === key);
    return found && (found.waitsSince - NOW) / SECOND;
  };
  /** How long a thread waited, answered or not. */
  const wait = async (key: string) => (await community.store.waits([key])).get(key);
  return { ...community, send, waiting, waitsSince, wait };
}

/** What happens to a thread of bob, second by second after its opening. */
const HAPPENINGS = {
  labeled: { state: "open" },
  reopened: { state: "open" },
  closed: { state: "closed" },
  "bob says": { by: bob, body: "Anybody?" },
  "a robot says": { by: bot(9, "robot"), body: "Thank you for the report." },
  "we say": { by: ada, body: "<!-- pods:ships:thread -->\nNarwhal looks after Hull." },
  "ada commands": { by: ada, body: "/pod quiet" },
  "ada says": { by: ada, body: "Welcome aboard!" },
  "ada quotes us": { by: ada, body: "> <!-- pods:ships:thread -->\n> Narwhal looks after Hull.\n\nSo do I." },
} as const;
type Happening = keyof typeof HAPPENINGS;
const ANSWERS: readonly Happening[] = ["ada says", "ada quotes us"];

/** When the first of them is an answer, ms. */
function answeredIn(happenings: readonly Happening[]): number | undefined {
  const index = happenings.findIndex((what) => ANSWERS.includes(what));
  return index < 0 ? undefined : NOW + (index + 2) * SECOND;
}

/** How long the thread waits then, as it is noted. */
function waitOf(happenings: readonly Happening[]) {
  const answeredAt = answeredIn(happenings);
  return { since: NOW + SECOND, ...(answeredAt !== undefined && { answeredAt }) };
}

let comments = 500;

/** The deliveries of a thread's life, each with the thread as it was then. */
function lifeOf(number: number, happenings: readonly Happening[]): Delivery[] {
  let state = "open";
  const now = (second: number) => issue(number, bob, { state, created_at: isoAt(1), updated_at: isoAt(second) });
  const opened = { action: "opened", repository: hull, sender: bob, issue: now(1) };
  const rest = happenings.map((what, index): Delivery => {
    const happening = HAPPENINGS[what];
    if ("state" in happening) state = happening.state;
    const thread = now(index + 2);
    if ("state" in happening)
      return { event: "issues", payload: { action: what, repository: hull, sender: ada, issue: thread } };
    const { by: user, body } = happening;
    const comment = { id: ++comments, user, body, updated_at: thread.updated_at };
    const payload = { action: "created", repository: hull, sender: user, issue: thread, comment };
    return { event: "issue_comment", payload };
  });
  return [{ event: "issues", payload: opened }, ...rest];
}

/** Some of these after the opening, and their deliveries in any order, each once or twice. */
const lifeWith = <Happening extends string>(happenings: readonly Happening[]) =>
  fc
    .array(fc.constantFrom(...happenings), { maxLength: 5 })
    .chain((some) => {
      const all = [0, ...some.map((_, index) => index + 1)];
      const limits = { minLength: all.length, maxLength: 2 * all.length };
      return fc.tuple(fc.constant(some), fc.shuffledSubarray([...all, ...all], limits));
    })
    .filter(([some, arrivals]) => new Set(arrivals).size === some.length + 1);

test("wait as long as they are open and no other person has said anything, in whatever order we hear of it", async () => {
  const at = await open();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(lifeWith(Object.keys(HAPPENINGS) as Happening[]), async ([happenings, arrivals]) => {
      number += 1;
      const deliveries = lifeOf(number, happenings);
      for (const nth of arrivals) await at.send(deliveries[nth] as Delivery);
      const last = happenings.findLast((what) => "state" in HAPPENINGS[what]);
      const waits = last !== "closed" && !happenings.some((what) => ANSWERS.includes(what));
      assert.is((await at.waiting()).includes(`70#${number}`), waits);
      assert.equal(await at.wait(`70#${number}`), waitOf(happenings));
    }),
    { numRuns: 60 },
  );
  assert.equal(await violations(at.url, at.id), []);
});

/** What GitHub shows of the thread after so many of the happenings. */
function seenAfter(count: number, number: number, happenings: readonly Happening[]): Fact {
  const until = happenings.slice(0, count);
  const issue = {
    ...{ repository: "ships/hull", number, title: "", url: "", labels: [], author: bob, association: "NONE" },
    ...{ assigned: false, draft: false, locked: false, isPullRequest: false, body: "" },
    open: until.findLast((what) => "state" in HAPPENINGS[what]) !== "closed",
    createdAt: NOW + SECOND,
    updatedAt: NOW + (count + 1) * SECOND,
  };
  const fact = factOfIssue(issue, 70, { settings: parseSettings(SETTINGS), newPseudonym });
  const answeredAt = answeredIn(until);
  return {
    ...fact,
    thread: { ...fact.thread, openedAt: issue.createdAt, ...(answeredAt !== undefined && { answeredAt }) },
  };
}

test("wait no longer and no shorter because they were looked at, before and after any delivery", async () => {
  const at = await open();
  const names = Object.keys(HAPPENINGS) as Happening[];
  const lives = lifeWith(names).chain(([happenings, arrivals]) =>
    fc.tuple(
      fc.constant(happenings),
      fc.constant(arrivals),
      fc.array(fc.record({ before: fc.nat(arrivals.length), after: fc.nat(happenings.length) }), { maxLength: 3 }),
    ),
  );
  let number = 0;
  await fc.assert(
    fc.asyncProperty(lives, async ([happenings, arrivals, looks]) => {
      number += 1;
      const deliveries = lifeOf(number, happenings);
      for (let index = 0; index <= arrivals.length; index++) {
        for (const { before, after } of looks)
          if (before === index) await at.store.record(seenAfter(after, number, happenings), { id: "", at: NOW });
        const nth = arrivals[index];
        if (nth !== undefined) await at.send(deliveries[nth] as Delivery);
      }
      const last = happenings.findLast((what) => "state" in HAPPENINGS[what]);
      const waits = last !== "closed" && !happenings.some((what) => ANSWERS.includes(what));
      assert.is(await at.waitsSince(`70#${number}`), waits ? 1 : undefined);
      assert.equal(await at.wait(`70#${number}`), waitOf(happenings));
    }),
    { numRuns: 60 },
  );
  assert.equal(await violations(at.url, at.id), []);
});

test("have no time of an answer that came before answers were noted, nor of what happens eight weeks later", async () => {
  const at = await open();
  const [opened, first, second] = lifeOf(3, ["ada says", "ada says"]) as [Delivery, Delivery, Delivery];
  await at.send(opened);
  await at.send(first);
  await unnote(at, "70#3");
  await at.send(second);
  assert.is(await at.wait("70#3"), undefined, "the first answer came before");
  const late = (weeks: number) => {
    const thread = issue(4, bob, { created_at: isoAt(1), updated_at: isoAt(weeks * 7 * 86_400) });
    return { event: "issues", payload: { action: "labeled", repository: hull, sender: bob, issue: thread } };
  };
  await at.send(late(9));
  assert.is(await at.wait("70#4"), undefined);
  await at.send(late(8));
  assert.equal(await at.wait("70#4"), { since: NOW + SECOND });
});

/** As if an earlier release had recorded it. */
async function unnote({ url, id }: Awaited<ReturnType<typeof open>>, key: string): Promise<void> {
  const redis = new Redis(url);
  assert.is(await redis.hdel(`pods:{${id}}:waits`, key), 1);
  redis.disconnect();
}

test("are told from the time of their opening, and hold what is known of their authors", async () => {
  const { send, store } = await open();
  for (const delivery of lifeOf(4, ["bob says"])) await send(delivery);
  const [found, ...others] = await store.unanswered(NOW, NOW + 2 * SECOND);
  assert.equal(others, []);
  assert.is(found?.waitsSince, NOW + SECOND);
  assert.is(found?.thread.author, (await store.find({ login: "bob" }))?.pseudonym);
  assert.equal(found?.authorSteps, { wasKnown: false });
  assert.is(found?.pod, null);
  assert.equal(await store.unanswered(NOW + 2 * SECOND, NOW * 2), []);
});

/** What happens to a draft of bob, and how it is then. */
const TURNS = {
  ready_for_review: { draft: false },
  converted_to_draft: { draft: true },
  labeled: {},
  closed: { state: "closed" },
  reopened: { state: "open" },
} as const;
type Turn = keyof typeof TURNS;

test("wait from when a draft is ready for review, in whatever order we hear of it", async () => {
  const at = await open();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(lifeWith(Object.keys(TURNS) as Turn[]), async ([turns, arrivals]) => {
      number += 1;
      let now: object = { draft: true, state: "open", created_at: isoAt(1) };
      const deliveries = ["opened" as const, ...turns].map((action, index): Delivery => {
        now = { ...now, ...(action !== "opened" && TURNS[action]), updated_at: isoAt(index + 1) };
        const pull_request = pull(number, bob, now);
        return { event: "pull_request", payload: { action, repository: hull, sender: bob, pull_request } };
      });
      for (const nth of arrivals) await at.send(deliveries[nth] as Delivery);
      const isOpen = turns.findLast((turn) => turn === "closed" || turn === "reopened") !== "closed";
      const since = turns.lastIndexOf("ready_for_review") + 2;
      assert.is(await at.waitsSince(`70#${number}`), isOpen ? Math.max(1, since) : undefined);
      assert.equal(await at.wait(`70#${number}`), { since: NOW + Math.max(1, since) * SECOND });
    }),
    { numRuns: 60 },
  );
  assert.equal(await violations(at.url, at.id), []);
});

test("are answered by a review, and by a comment in one", async () => {
  const { send, waiting } = await open();
  const requests = [5, 6, 7].map((number) => pull(number, bob, { created_at: isoAt(1), updated_at: isoAt(1) }));
  for (const pull_request of requests)
    await send({
      event: "pull_request",
      payload: { action: "opened", repository: hull, sender: bob, pull_request },
    });
  assert.equal(await waiting(), ["70#5", "70#6", "70#7"]);
  const review = { id: 1, user: ada, body: null, state: "approved", submitted_at: isoAt(2) };
  const comment = { id: 2, user: ada, body: "Tighten this knot.", updated_at: isoAt(2) };
  const about = (nth: number) => ({ repository: hull, sender: ada, pull_request: requests[nth] });
  await send({ event: "pull_request_review", payload: { action: "submitted", ...about(0), review } });
  await send({ event: "pull_request_review_comment", payload: { action: "created", ...about(1), comment } });
  assert.equal(await waiting(), ["70#7"]);
});

test("are not those of robots and private repositories, those opened before we came, and those with nothing but commands", async () => {
  const { send, waiting } = await open(`${SETTINGS}joinRepository: ships/hull\n`);
  const opens = (number: number, more: object, where = hull, author = bob): Delivery => {
    const thread = issue(number, author, { created_at: isoAt(1), updated_at: isoAt(1), ...more });
    return { event: "issues", payload: { action: "opened", repository: where, sender: author, issue: thread } };
  };
  await send(opens(1, {}, hull, bot(9, "robot")));
  await send(opens(2, {}, repository(71, "ships/sail", { private: true })));
  await send(opens(3, { created_at: isoAt(-5) }));
  await send(opens(4, { body: "/pod join hull" }));
  assert.equal(await waiting(), []);
  await send(opens(5, { body: "It leaks.\n/pod join hull" }));
  assert.equal(await waiting(), ["70#5"]);
});

test("are closed by a robot that comments in the same second, in either order", async () => {
  const { send, waiting } = await open();
  const [opened, says] = lifeOf(6, ["a robot says"]) as [Delivery, Delivery];
  const closed = issue(6, bob, { state: "closed", created_at: isoAt(1), updated_at: isoAt(2) });
  const closes = {
    event: "issues",
    payload: { action: "closed", repository: hull, sender: bot(9, "robot"), issue: closed },
  };
  for (const deliveries of [
    [opened, says, closes],
    [opened, closes, says],
  ]) {
    for (const delivery of deliveries) await send(delivery);
    assert.equal(await waiting(), []);
  }
});

test("are answered in their new repository if they were answered in the old one", async () => {
  const sail = repository(71, "ships/sail");
  for (const order of [
    ["left", "came"],
    ["came", "left"],
  ] as const)
    for (const isAnswered of [true, false]) {
      const { send, waiting } = await open();
      for (const delivery of lifeOf(5, isAnswered ? ["ada says"] : [])) await send(delivery);
      const [before, after] = [isoAt(1), isoAt(9)];
      const old = issue(5, bob, { created_at: before, updated_at: after });
      const moved = issue(8, bob, { created_at: before, updated_at: after });
      const deliveries = {
        left: {
          action: "transferred",
          repository: hull,
          issue: old,
          changes: { new_issue: moved, new_repository: sail },
        },
        came: { action: "opened", repository: sail, issue: moved, changes: { old_issue: old, old_repository: hull } },
      };
      for (const which of order) await send({ event: "issues", payload: { sender: ada, ...deliveries[which] } });
      assert.equal(await waiting(), isAnswered ? [] : ["71#8"], `${order} ${isAnswered}`);
    }
});

test.run();
