import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNEL_IDS } from "#shared/channels/index.ts";
import { MISSING_ATTEMPTS_MAX } from "#shared/core/errand-times.ts";
import { markerOf } from "#shared/core/github/marker.ts";
import type { CommentState } from "#shared/core/thread.ts";
import { NO_COMMENT } from "#shared/core/thread.ts";
import { SETTINGS, tick } from "../support/community.ts";
import { ada, bob, bot, type Delivery, guid, hull, pull, user } from "../support/github/deliver-as-github.ts";
import {
  appSecret,
  closeDelivery,
  dying,
  openDelivery,
  opens,
  people,
  says,
  seatFive,
  writtenIn,
} from "../support/github/delivery.ts";
import type { LocalGitHub } from "../support/github/server.ts";
import { assertUnnamed } from "../support/unnamed.ts";

const test = suite("deliver");
const WITHOUT_LABELS = `${SETTINGS}mentions: { labels: false }\n`;

test("/pod join: the sender is seated, and the answer arrives as one comment", async () => {
  const delivery = await openDelivery();
  const { server, send, run, store } = delivery;
  server.thread(hull, 5, { author: bob });
  for (const one of people(4)) await send(says("/pod join hull", one));
  assert.equal([(await run()).sent, server.comments(hull, 5).length], [1, 1]);
  await send(says("Hello everybody!\n\n/pod join hull tz=Europe/Berlin advocate", ada));
  const body = await run();
  assert.equal([body.outcome, body.sent], ["delivered", 2], "the reply, and one notice to the four who waited");
  const text = writtenIn(delivery);
  assert.match(text, /@ada: Welcome to the \*\*Narwhal\*\* pod.*Hull was your first choice/s);
  assert.is(text.split("@sailor-0: You went on the list").length, 2);
  assert.is((await store.find(ada))?.standing.state, "seated");
  assert.is((await run()).outcome, "idle");
  assert.equal(server.violations, []);
});

test("a thread gets the pod of its area in one comment, which is not written again for a seat", async () => {
  const { server, send, run, store } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99, { author: bob });
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  await run();
  const [comment] = server.comments(hull, 5);
  assert.match(
    comment?.body ?? "",
    /^<!-- pods:test-\w+:thread -->\n\nThis is close to the \*\*Narwhal\*\* pod, which looks after Hull\./,
  );
  assert.match(comment?.body ?? "", "`/pod join Narwhal` asks for a seat there.");
  assert.equal(await store.commentState("70#5"), {
    pod: 1,
    awaits: [],
    commentId: comment?.id ?? 0,
    named: [1],
    people: [],
    mentioned: [],
    notified: [],
    team: null,
    greeting: { welcome: { buddy: null } },
    silenced: false,
  } satisfies CommentState);
  // A repeated delivery writes nothing, and a command is answered beside it.
  await send({ ...opens(5), id: guid("again") });
  assert.is((await run()).sent, 1);
  assert.is(comment?.writes, 1);
  await send(says("/pod join hull", ada, 5));
  await run();
  assert.equal(
    server.comments(hull, 5).map(({ writes }) => writes),
    [1, 1],
  );
  assert.equal(server.violations, []);
});

test("a person who deletes the comment silences the thread for good, but commands there are answered", async () => {
  const { server, send, run, store } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99);
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  await run();
  const [comment] = server.comments(hull, 5);
  server.deleteComment(comment?.id ?? 0);
  for (let i = 0; i < MISSING_ATTEMPTS_MAX; i++) {
    await send({ ...opens(5), id: guid("again", i) });
    await run();
  }
  assert.equal(server.comments(hull, 5), []);
  assert.is((await store.commentState("70#5"))?.silenced, true);
  await send(says("/pod help"));
  await run();
  assert.match(server.comments(hull, 5)[0]?.body ?? "", "@ada: This is what I understand");
});

test("drafts, bots' threads, locked and closed ones get no comment", async () => {
  const { server, send, run } = await openDelivery({ yaml: WITHOUT_LABELS });
  await seatFive(send);
  const labeled = (number: number): Delivery => ({
    event: "pull_request",
    payload: { action: "labeled", repository: hull, sender: bob, pull_request: pull(number, ada) },
  });
  server.thread(hull, 99);
  server.thread(hull, 1, { author: ada, draft: true });
  server.thread(hull, 2, { author: bot(9, "robot") });
  server.thread(hull, 3, { author: ada, locked: true });
  server.thread(hull, 4, { author: ada, open: false });
  await run();
  for (const number of [1, 2, 3, 4]) await send(labeled(number));
  const { sent } = await run();
  assert.is(sent, 4);
  for (const number of [1, 2, 3, 4]) assert.equal(server.comments(hull, number), [], `thread ${number}`);
  // The errand was not settled for ever: once the draft is ready it gets its comment.
  server.thread(hull, 1, { draft: false });
  await send({
    event: "pull_request",
    payload: { action: "ready_for_review", repository: hull, sender: ada, pull_request: pull(1, ada) },
  });
  await run();
  assert.is(server.comments(hull, 1).length, 1);
});

test("when GitHub fails, limits us or loses an answer, the comment comes later and never twice", async () => {
  const { server, send, run, store } = await openDelivery({ yaml: WITHOUT_LABELS });
  await seatFive(send);
  server.thread(hull, 99);
  await run();
  const faults: Parameters<LocalGitHub["fail"]>[0][] = [
    { operation: "issues/get", status: 502, times: 2 },
    { operation: "issues/list-comments", status: 500 },
    { operation: "issues/list-comments", status: 401, message: "Bad credentials" },
    { operation: "issues/create-comment", status: 502 },
    {
      operation: "issues/create-comment",
      status: 403,
      headers: { "Retry-After": "7" },
      message: "You have exceeded a secondary rate limit",
    },
    { operation: "issues/create-comment", lost: true },
  ];
  for (const fault of faults) server.fail(fault);
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  const outcomes: string[] = [];
  for (let i = 0; i < 12; i++) {
    const { sent, retried, dead } = await run();
    outcomes.push(`${sent}${retried}${dead}`);
    if (sent) break;
  }
  assert.is(outcomes.join(" "), "010 010 010 000 010 000 010 100");
  assert.is(server.comments(hull, 5).length, 1);
  assert.equal(await store.backlog(), { sent: 4 }, "the notices");
  assert.is(server.asked.filter((one) => one === "issues/create-comment").length, 1 + 1 + 3);
});

test("it waits as long as GitHub says, or longer each time", async () => {
  const { server, send, run, redis, key } = await openDelivery();
  server.thread(hull, 5, { author: bob });
  await send(says("/pod help"));
  /** The wait began some time during the run. */
  const waitsFor = async (ms: number) => {
    const from = Date.now();
    await run();
    const began = Number(await redis.zscore(key("urgent"), "answers:70#5")) - ms;
    assert.ok(from <= began && began <= Date.now(), `${from} ${began}`);
  };
  server.fail({ operation: "issues/get", status: 403, headers: { "Retry-After": "1800" } });
  await waitsFor(1_800_000);
  server.fail({ operation: "issues/get", status: 503 });
  await waitsFor(5_000);
});

test("killed at any step, the next run finishes: one comment, exactly once", async () => {
  const { server, send, hurry, app, run, store, github } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99);
  await run();
  let number = 1000;
  let killed = 0;
  for (const when of ["before", "after"] as const) {
    for (const [what, names] of [
      ["store", ["claim", "saveCommentState", "beginSend", "settle"]],
      ["github", ["thread", "ours", "create"]],
    ] as const) {
      for (let nth = 1; nth <= names.length + (what === "store" ? 1 : 0); nth++) {
        const place = { number: ++number };
        // Nobody is told twice of the same pod.
        const author = user(number, `author-${number}`);
        server.thread(hull, place.number, { author });
        await send(opens(place.number, author));
        await hurry();
        await new Promise<void>((ended) => {
          const onDeath = () => {
            killed += 1;
            ended();
          };
          const broken =
            what === "store"
              ? app({ store: dying(store, names, nth, when, onDeath) })
              : app({ github: () => dying(github, names, nth, when, onDeath) });
          void tick(broken).then(() => ended());
        });
        await run();
        assert.is(server.comments(hull, place.number).length, 1, `${what} ${when} call ${nth}`);
      }
    }
  }
  assert.ok(killed >= 14, `${killed} killed`);
  assert.equal(await store.backlog(), { sent: 4 }, "the notices");
  assert.equal(server.violations, []);
});

test("deliveries twice and out of order, and a thousand ticks: one comment and one reply, each written once", async () => {
  const { server, send, run, app } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99);
  server.thread(hull, 5, { author: bob });
  const join = says("/pod join hull", ada);
  for (const delivery of [join, opens(5), join, opens(5), join]) await send(delivery);
  await Promise.all(Array.from({ length: 10 }, () => run()));
  const one = app();
  for (let i = 0; i < 100; i++) await Promise.all(Array.from({ length: 10 }, () => tick(one)));
  const comments = server.comments(hull, 5);
  assert.equal(
    comments.map(({ writes }) => writes),
    [1, 1],
  );
  const texts = comments.map(({ body }) => body).join();
  for (const words of ["@ada: Welcome", "This is close to"]) assert.is(texts.split(words).length, 2);
  assert.equal(server.violations, []);
});

test("an app's token is made for the one repository and for comments alone", async () => {
  const { server, send, run } = await openDelivery({ secret: appSecret, paced: true });
  server.thread(hull, 5, { author: bob });
  server.say(hull, 5, bob, `${markerOf("x")} pasted`);
  await send(says("/pod help"));
  assert.is((await run()).sent, 1);
  const [, comment] = server.comments(hull, 5);
  assert.match(comment?.author.login ?? "", "[bot]");
  await send(says("/pod who"));
  await run();
  assert.is(server.comments(hull, 5).filter(({ body }) => /@ada: You held no seat in a pod/.test(body)).length, 1);
  assert.is(
    server.asked.filter((one) => one === "apps/create-installation-access-token").length,
    1,
    "kept while it is good",
  );
  assert.equal(server.violations, []);
});

test("a marker pasted by somebody else is not ours; duplicates of ours are removed", async () => {
  const { server, send, run, community } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99);
  const marker = markerOf(community.id);
  server.thread(hull, 5, { author: bob });
  for (let i = 0; i < 150; i++) server.say(hull, 5, bob, `${marker} ${i}`);
  await send(opens(5));
  await run();
  const comments = server.comments(hull, 5);
  const isOurs = ({ author }: { author: { login: string } }) => author.login === "Pods-Robot";
  const ours = comments.find(isOurs);
  assert.equal([comments.length, comments.filter(({ writes }) => writes > 1).length], [151, 0]);
  // As after a crash at the worst moment with two replicas: two comments of ours, and no id stored.
  if (ours) server.say(hull, 5, ours.author, `${marker}\n\nolder text`);
  await community.store.saveCommentState("70#5", NO_COMMENT);
  await send({ ...opens(5), id: guid("again") });
  await run();
  assert.is(server.comments(hull, 5).filter(isOurs).length, 1);
  assert.equal(server.violations, []);
});

test("forgotten people are removed from the comments that named them", async () => {
  const { server, send, run } = await openDelivery();
  server.thread(hull, 5, { author: bob });
  await send(says("/pod join hull", ada));
  await run();
  const [comment] = server.comments(hull, 5);
  assert.match(comment?.body ?? "", "@ada");
  server.thread(hull, 6, { author: bob });
  await send(says("/pod forget me", ada, 6));
  await run();
  assertUnnamed(comment?.body ?? "", "ada");
  assertUnnamed(server.comments(hull, 6)[0]?.body ?? "", "ada");
});

test("without the secret errands for GitHub wait, and the answer says so", async () => {
  const { send, run, server, store } = await openDelivery();
  server.thread(hull, 5);
  await send(says("/pod help"));
  for (let i = 0; i < 12; i++) {
    const body = await run({ github: () => undefined });
    assert.equal([body.sent, body.dead, body.off], [0, 0, ["github", ...CHANNEL_IDS]]);
  }
  assert.equal(await store.backlog(), { pending: 1 });
  assert.is((await run()).sent, 1);
});

test("only a tick is accepted", async () => {
  const { app } = await openDelivery();
  const response = await app().request("/", { method: "POST", body: "{}" });
  assert.is(response.status, 400);
  assert.is((await app().request("/")).status, 405);
});

test.after(closeDelivery);
test.run();
