/** `deliver` must never post twice, notify people who did not ask, keep a forgotten name, or give up too early. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { markerOf } from "#shared/core/github/marker.ts";
import type { GitHub } from "#shared/github/client.ts";
import { SETTINGS, tick } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { bob, type Delivery, guid, hull, user } from "../support/github/deliver-as-github.ts";
import {
  appSecret,
  closeDelivery,
  dying,
  openDelivery,
  opens,
  people,
  publishWeek,
  says,
  seatFive,
  startChat,
} from "../support/github/delivery.ts";

const test = suite("deliver with care");

/** A GitHub that runs `before` ahead of one of its calls. */
const watched = (github: GitHub, name: keyof GitHub, before: () => Promise<unknown>): GitHub =>
  new Proxy(github, {
    get(target, property, receiver) {
      const method = Reflect.get(target, property, receiver);
      if (property !== name) return method;
      return async (...args: unknown[]) => {
        await before();
        return method.apply(target, args);
      };
    },
  });

test("ticks that overlap share one run: a process writes one comment at a time", async () => {
  const { server, send, hurry, app, github } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99);
  for (const number of [1, 2, 3, 4]) {
    const author = user(60 + number);
    server.thread(hull, number, { author });
    await send(opens(number, author));
  }
  await hurry();
  let writing = 0;
  let most = 0;
  const slow = watched(github, "create", async () => {
    most = Math.max(most, ++writing);
    await new Promise((resolve) => setTimeout(resolve, 50));
    writing -= 1;
  });
  const one = app({ github: () => slow });
  await Promise.all(Array.from({ length: 20 }, () => tick(one)));
  assert.is(most, 1);
  for (const number of [1, 2, 3, 4]) assert.is(server.comments(hull, number).length, 1);
});

test("a process renews its claim before it writes, so that no other process writes as well", async () => {
  const { server, send, hurry, app, run, github, redis, key } = await openDelivery();
  await seatFive(send);
  server.thread(hull, 99);
  await run();
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  await hurry();
  // Reading takes so long that the lease ends just before the write; then another process ticks.
  const late = watched(github, "ours", () => redis.zadd(key("due"), "1", "thread:70#5"));
  const beside = watched(late, "create", () => tick(app()));
  await tick(app({ github: () => beside }));
  assert.is(server.comments(hull, 5).length, 1);
});

test("waiting for a secret is not an attempt: an errand that waited long is not given up at its first failure", async () => {
  const { server, send, run } = await openDelivery();
  server.thread(hull, 5, { author: bob });
  await send(says("/pod help"));
  for (let i = 0; i < 10; i++) await run({ github: () => undefined });
  server.fail({ operation: "issues/get", status: 502 });
  const { retried, dead } = await run();
  assert.equal([retried, dead], [1, 0]);
  assert.is((await run()).sent, 1);
});

test("a post that may have left before its chat was switched off is not repeated when the chat is on again", async () => {
  const { run, app, hurry, chat, store } = await openDelivery();
  await publishWeek(store, ["slack"]);
  const slack = await startChat();
  chat(`slack: ${slack.url}`);
  await hurry();
  void tick(app({ store: dying(store, ["settle"], 1, "before") }));
  await eventually(() => slack.posted.length > 0);
  chat("{}");
  await run();
  chat(`slack: ${slack.url}`);
  assert.is((await run()).unknown, 1);
  assert.is(slack.posted.length, 1);
});

test("while GitHub limits us we ask nothing more of it, and no thread loses an attempt", async () => {
  const { server, send, run, hurry, app } = await openDelivery();
  for (const number of [1, 2, 3]) {
    server.thread(hull, number, { author: bob });
    await send(says("/pod help", bob, number));
  }
  const limited = { status: 403, message: "You have exceeded a secondary rate limit" };
  server.fail({ operation: "issues/get", ...limited, times: 9 });
  const one = app();
  for (let i = 0; i < 3; i++) {
    await hurry();
    await tick(one);
  }
  assert.equal(server.asked, ["issues/get"]);
  server.forgive();
  assert.is((await run()).sent, 3);
});

const skipper = user(20, "skipper");
/** Four sailors and their advocate. */
async function seatCrew(send: (delivery: Delivery) => Promise<void>, also = ""): Promise<void> {
  for (const one of people(4)) await send(says(`/pod join hull${also}`, one, 99));
  await send(says(`/pod join hull advocate${also}`, skipper, 99));
}

test("forgotten people are removed from every comment that names them, whoever had asked", async () => {
  const { server, send, run, community } = await openDelivery({ yaml: `${SETTINGS}mentions: { mode: advocate }\n` });
  await seatCrew(send);
  server.thread(hull, 99);
  for (const number of [1, 2, 3, 4]) server.thread(hull, number, { author: bob });
  await send(says("/pod who narwhal", bob, 1));
  for (const number of [2, 3, 4]) await send(opens(number));
  await run();
  const named = () => [1, 2, 3, 4].filter((number) => /skipper/.test(server.comments(hull, number)[0]?.body ?? ""));
  assert.equal(named(), [1, 2, 3, 4]);
  // One thread is locked; in another nothing is left to say.
  server.thread(hull, 3, { locked: true });
  await send(says("/pod forget me", skipper, 99));
  const settings = { ...community.settings(), mentions: { ...community.settings().mentions, mode: "quiet" as const } };
  await run({ settings: () => settings });
  assert.equal(named(), []);
  assert.equal(server.violations, []);
});

test("an edit notifies nobody in an old thread: a pod's new advocate is mentioned in new ones only", async () => {
  const { server, send, run } = await openDelivery({ yaml: `${SETTINGS}mentions: { mode: advocate }\n` });
  await seatCrew(send);
  server.thread(hull, 99);
  server.thread(hull, 5, { author: bob });
  /** Something happens in the thread, so that its comment is written again if it says something else now. */
  const stir = async (words: string) => {
    await send({ ...opens(5), id: guid(words) });
    await run();
  };
  await stir("opened");
  const [comment] = server.comments(hull, 5);
  assert.match(comment?.body ?? "", "@skipper, would you have a look?");
  await send(says("/pod advocate", user(10, "sailor-0"), 99));
  await stir("a second volunteer");
  assert.match(comment?.body ?? "", "@skipper, would you have a look?", "who is named stays named");
  await send(says("/pod step-down", skipper, 99));
  await stir("another advocate");
  assert.is(comment?.writes, 2);
  assert.not.match(comment?.body ?? "", "@");
  server.thread(hull, 6, { author: bob });
  await send(opens(6));
  await run();
  assert.match(server.comments(hull, 6)[0]?.body ?? "", "@sailor-0, would you have a look?");
});

test("an app that was uninstalled and installed again works again, without a restart", async () => {
  const { server, send, run } = await openDelivery({ secret: appSecret });
  server.thread(hull, 5, { author: bob });
  await send(says("/pod help"));
  assert.is((await run()).sent, 1);
  server.reinstall();
  await send(says("/pod who"));
  const { retried, dead } = await run();
  assert.equal([retried, dead, (await run()).sent], [0, 0, 1]);
  assert.match(server.comments(hull, 5).at(-1)?.body ?? "", "@ada: You held no seat in a pod");
  assert.equal(server.violations, []);
});

test("clearing old errands does not delay the ones that are due", async () => {
  const { server, send, run, redis, key, store, chat } = await openDelivery();
  await seatCrew(send, " introduce");
  server.thread(hull, 99);
  for (const one of [user(31), user(32), user(33)]) await send(says("/pod join hull", one, 99));
  const slack = await startChat();
  chat(`slack: ${slack.url}`);
  await run();
  assert.equal([slack.posted.length, await store.backlog()], [5, { sent: 9 }]);
  for (const id of await redis.hkeys(key("outbox"))) await redis.zadd(key("due"), "0", id);
  server.thread(hull, 5, { author: bob });
  await send(says("/pod help"));
  assert.is((await run()).sent, 1);
  assert.equal(await store.backlog(), {});
});

test("without a chat introductions expire: they do not pile up until there is one", async () => {
  const { send, run, chat, store, server } = await openDelivery();
  server.thread(hull, 99);
  await seatCrew(send, " introduce");
  await run();
  assert.is((await store.backlog()).pending, undefined);
  const slack = await startChat();
  chat(`slack: ${slack.url}`);
  await run();
  assert.equal(slack.posted, []);
});

test("a chat that limits us is left alone until the wait is over, for all posts", async () => {
  const { send, hurry, app, chat, store, server, run } = await openDelivery();
  server.thread(hull, 99);
  await seatCrew(send, " introduce");
  for (const one of [user(31), user(32), user(33)]) await send(says("/pod join hull", one, 99));
  let limited = true;
  const slack = await startChat((response) => {
    if (limited) response.writeHead(429, { "Retry-After": "30" });
    response.end("ok");
  });
  chat(`slack: ${slack.url}`);
  const one = app();
  for (let i = 0; i < 10; i++) {
    await hurry();
    await tick(one);
  }
  assert.is(slack.posted.length, 1);
  limited = false;
  await run();
  assert.equal([slack.posted.length, await store.backlog()], [6, { sent: 9 }]);
});

test("a comment by the token's owner that quotes ours is neither overwritten nor removed", async () => {
  const { server, send, run, community } = await openDelivery();
  const owner = { id: 501, login: "Pods-Robot", type: "User" };
  server.thread(hull, 5, { author: bob });
  const own = server.say(hull, 5, owner, `> ${markerOf(community.id)}\n> @ada: welcome\n\nWhat is this?`);
  await send(says("/pod help"));
  await run();
  assert.equal([own.writes, server.comments(hull, 5).length], [1, 2]);
});

test("an expired token is not a failed attempt: errands wait for another token, and the log says why", async () => {
  const { server, send, run, hurry, app, community, store } = await openDelivery();
  for (const number of [1, 2]) {
    server.thread(hull, number, { author: bob });
    await send(says("/pod help", bob, number));
  }
  server.fail({ operation: "issues/get", status: 401, message: "Bad credentials", times: 99 });
  for (let i = 0; i < 12; i++) {
    const one = app();
    for (let j = 0; j < 2; j++) {
      await hurry();
      await tick(one);
    }
  }
  assert.is(server.asked.length, 12, "once a wait is enough to know");
  assert.equal(await store.backlog(), { pending: 2 });
  assert.match(community.lines.join("\n"), "GitHub: 401 Bad credentials");
  server.forgive();
  assert.is((await run()).sent, 2);
});

/** So many processes in a row end while they hold the answer; then one lives. */
async function afterCrashes(crashes: number) {
  const delivery = await openDelivery();
  const { server, send, hurry, store, run } = delivery;
  server.thread(hull, 5, { author: bob });
  await send(says("/pod help"));
  for (let crash = 0; crash < crashes; crash++) {
    await hurry();
    assert.is((await store.claim(1, 60_000)).length, 1);
  }
  return { ...delivery, result: await run() };
}

test("an errand whose process crashed seven times is sent by the next that does not", async () => {
  const { server, result } = await afterCrashes(7);
  assert.is(result.sent, 1);
  assert.is(server.comments(hull, 5).length, 1);
});

test("an errand that crashes the process on every attempt is given up after eight, and the log says so", async () => {
  const { server, community, result } = await afterCrashes(8);
  assert.is(result.dead, 1);
  assert.equal(server.asked, []);
  assert.match(community.lines.join("\n"), "answers:70#5");
});

test.after(closeDelivery);
test.run();
