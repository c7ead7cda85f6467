/** What `deliver` makes of what the channels promise: crashes, lost replies, limits, and nothing old for news. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNELS } from "#shared/channels/index.ts";
import { parseChatSecret } from "#shared/channels/secret.ts";
import { ATTEMPTS_MAX } from "#shared/core/errand-times.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Deps } from "../../functions/deliver/deps.ts";
import { deliver } from "../../functions/deliver/handler.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { isTried } from "../support/cases.ts";
import { type FarSide, startFarSide } from "../support/channels/far-side.ts";
import { closeStores, command, get, NOW, testCommunity, tick } from "../support/community.ts";
import { never, publishWeek } from "../support/github/delivery.ts";
import { makeDue } from "../support/make-due.ts";
import { joinAll } from "../support/store.ts";

type Delivery = Awaited<ReturnType<typeof openDelivery>>;
const redises: Redis[] = [];

/** A community that posts to channels, and to GitHub nothing. */
async function openDelivery() {
  const community = await testCommunity();
  const { store } = community;
  const redis = new Redis(community.url);
  redises.push(redis);
  const key = (name: string) => `pods:{${community.id}}:${name}`;
  let clock = NOW;
  let secret: string | undefined;
  const app = (change: Partial<Deps> = {}) =>
    deliver({
      ...community,
      now: () => ++clock,
      github: () => undefined,
      connections: () => parseChatSecret(secret),
      ...change,
    });
  const hurry = () => makeDue(redis, key);
  const run = async () => {
    await hurry();
    return (await tick(app())).body;
  };
  const chat = (text: string) => {
    secret = text;
  };
  /** A pod without an advocate, so that its part of a quiet week says something. Nobody is told of it. */
  const seatFive = async () => {
    await joinAll(store, 5, "hull");
    await redis.del(key("outbox"), key("due"), key("urgent"));
  };
  return { community, store, app, hurry, run, chat, seatFive };
}

/** A process that ends at a call of the store, before it or after it; `ended` says when it has. */
function ending(store: Store, name: "beginSend" | "settle" | "enqueue", when: "before" | "after") {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const dying = new Proxy(store, {
    get(object, property, receiver) {
      const method = Reflect.get(object, property, receiver);
      if (property !== name) return method;
      return async (...args: unknown[]) => {
        if (when === "after") await method.apply(object, args);
        end();
        return never();
      };
    },
  });
  return { store: dying, ended };
}

/** Where a process can end, and whether the message is out by then. */
const ENDS = [
  ["before it says that it posts", "beginSend", "before", false],
  ["when it has said so and not posted", "beginSend", "after", false],
  ["when it has posted and not said so", "settle", "before", true],
  ["when all is said", "settle", "after", true],
] as const;
/** What becomes of the next message, if there is one. */
const FATES: readonly [string, Parameters<FarSide["next"]>[0]?][] = [
  ["all goes well"],
  ["the channel limits us", { status: 429, headers: { "Retry-After": "1" } }],
  ["the server fails", { status: 500 }],
  ["a proxy lost its server", { status: 502 }],
  ["the server is closed for a while", { status: 503 }],
  ["the reply is cut off", "hang-up"],
  ["the request is lost", "lost"],
];

/** Where a message may go: to the community's channel, or to a pod's own. */
const PLACES = [
  {
    of: "the community",
    line: (line: string) => line,
    owe: (store: Store, id: string) => publishWeek(store, [id]),
  },
  {
    of: "a pod",
    line: (line: string) => `pods: { narwhal: { ${line} } }`,
    owe: async (store: Store, id: string) => {
      await publishWeek(store, []);
      await store.enqueue([{ kind: "pod-digest", week: "2026-W46", pod: 1, destination: id }], { id: "", at: NOW });
    },
  },
] as const;

const CASES = PLACES.flatMap((place) =>
  ENDS.flatMap(([point, name, when, isPosted]) =>
    FATES.map(([what, mood]) => ({ place, point, name, when, isPosted, what, mood })),
  ),
);

for (const channel of CHANNELS.filter(({ id }) => isTried(id))) {
  const { id, promise } = channel;
  const test = suite<{ far: FarSide; delivery: Delivery }>(`${channel.title} through deliver`);
  test.before.each(async (context) => {
    context.far = await startFarSide(channel);
    context.delivery = await openDelivery();
    context.delivery.chat(context.far.line);
  });
  test.after.each(({ far }) => far.stop());

  test("a digest goes out once, however many ticks come to however many replicas", async ({ far, delivery }) => {
    const { run, app, chat, store } = delivery;
    chat("{}");
    await publishWeek(store, [id]);
    const idle = await run();
    assert.equal([idle.outcome, idle.off.includes(id)], ["idle", true]);
    chat(far.line);
    await Promise.all(Array.from({ length: 10 }, () => run()));
    for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 10 }, () => tick(app())));
    assert.is(far.published.length, 1);
    assert.equal(await store.backlog(), { sent: 1 });
    assert.not.ok((await run()).off.includes(id));
  });

  test("a person who took a seat and agreed is introduced, once", async ({ far, delivery }) => {
    const { run, store, community } = delivery;
    const people = joinPod(community);
    for (let i = 0; i < 5; i++) await command(people, { login: `sailor-${i}`, areas: ["hull"], introduce: i === 4 });
    const person = (await store.find({ login: "sailor-4" }))!.pseudonym;
    await store.enqueue([{ kind: "introduction", person, pod: 1 }], { id: "", at: NOW });
    for (let i = 0; i < 3; i++) await run();
    const introductions = far.published.filter((text) => text.includes("Please welcome "));
    assert.is(introductions.length, 1);
    assert.match(introductions[0]!, "sailor-4");
    assert.is((await store.backlog()).pending, undefined);
  });

  for (const { place, point, name, when, isPosted, what, mood } of CASES) {
    test(`the process ends ${point}, and then ${what}: a message of ${place.of}`, async ({ far, delivery }) => {
      const { run, app, hurry, store, chat, seatFive } = delivery;
      await seatFive();
      chat(place.line(far.line));
      await place.owe(store, id);
      await hurry();
      const process = ending(store, name, when);
      void tick(app({ store: process.store }));
      await process.ended;
      assert.is(far.published.length, Number(isPosted));
      // Long enough for a server to forget the key.
      far.pass(2 * 3_600_000);
      if (mood) far.next(mood);
      for (let i = 0; i < 4; i++) await run();
      const nobodyKnows = promise === "at-most-once" && (await store.backlog()).unknown === 1;
      assert.equal(await store.backlog(), nobodyKnows ? { unknown: 1 } : { sent: 1 });
      if (!nobodyKnows || isPosted) assert.is(far.published.length, 1);
      else assert.ok(far.published.length <= 1);
      // A certain result is not called unknown.
      const mustKnow = point === ENDS[3][0] || (point === ENDS[0][0] && !mood);
      assert.not.ok(mustKnow && nobodyKnows);
    });
  }

  for (const [name, when] of [
    ["enqueue", "before"],
    ["enqueue", "after"],
    ["settle", "before"],
    ["settle", "after"],
  ] as const) {
    test(`the process ends ${when} its call of ${name}, while it looks for the channels of pods`, async ({
      far,
      delivery,
    }) => {
      const { run, app, hurry, store, chat, seatFive } = delivery;
      await seatFive();
      chat(`pods: { narwhal: { ${far.line} } }`);
      await publishWeek(store, []);
      await store.enqueue([{ kind: "pods-digest", week: "2026-W46" }], { id: "", at: NOW });
      await hurry();
      const process = ending(store, name, when);
      void tick(app({ store: process.store }));
      await process.ended;
      for (let i = 0; i < 3; i++) await run();
      assert.equal([far.published.length, await store.backlog()], [1, { sent: 2 }]);
    });
  }

  test("a reply that is lost again and again makes no second post", async ({ far, delivery }) => {
    const { run, store } = delivery;
    await publishWeek(store, [id]);
    for (let i = 0; i < 3; i++) far.next("hang-up");
    for (let i = 0; i < 4; i++) {
      await run();
      far.pass(2 * 3_600_000);
    }
    assert.is(far.published.length, 1);
    assert.equal(await store.backlog(), promise === "at-most-once" ? { unknown: 1 } : { sent: 1 });
  });

  test("a channel that limits us is waited for", async ({ far, delivery }) => {
    const { run, store } = delivery;
    await publishWeek(store, [id]);
    far.next({ status: 429, headers: { "Retry-After": "1" } });
    assert.is((await run()).retried, 1);
    assert.is((await run()).sent, 1);
    assert.is(far.published.length, 1);
  });

  test("a message that is refused is given up, and the log says why without a password", async ({ far, delivery }) => {
    const { run, store, community } = delivery;
    await publishWeek(store, [id]);
    far.next({ status: 422, body: `{"error":"no, ${far.password}"}` });
    assert.is((await run()).dead, 1);
    assert.match(community.lines.join("\n"), `digest:2026-W46/${id}: 422: `);
    assert.not.match(community.lines.join("\n"), far.password);
  });

  test("after weeks without an entry it gets the latest digest and no pile of old news", async ({ far, delivery }) => {
    const { run, store } = delivery;
    await publishWeek(store, [id], "2026-W45");
    await publishWeek(store, [id], "2026-W46");
    const { sent, dead } = await run();
    assert.equal([sent, dead, far.published.length], [1, 1, 1]);
  });

  if (promise === "exactly-once") {
    test("while nobody can look it up it waits, and is not posted again", async ({ far, delivery }) => {
      const { run, store } = delivery;
      await publishWeek(store, [id]);
      far.next("hang-up");
      await run();
      far.blind({ status: 502 });
      for (let i = 2; i < ATTEMPTS_MAX; i++) await run();
      assert.equal(await store.backlog(), { pending: 1 });
      far.blind();
      far.pass(2 * 3_600_000);
      await run();
      assert.equal([await store.backlog(), far.published.length], [{ sent: 1 }, 1]);
    });

    test("after three days in which nobody could look it up it may have been posted or not, and nobody asks again", async ({
      far,
      delivery,
    }) => {
      const { run, store, community } = delivery;
      await publishWeek(store, [id]);
      far.next("hang-up");
      await run();
      far.blind({ status: 502 });
      for (let i = 1; i < ATTEMPTS_MAX; i++) await run();
      assert.equal(await store.backlog(), { unknown: 1 });
      const asked = far.requests.length;
      await run();
      assert.equal([far.requests.length, far.published.length], [asked, 1]);
      const [unsent] = (await get(pods(community), "/status.json")).body.unsent;
      assert.match(unsent.what, "may have been sent or not");
      assert.match(unsent.why, "it failed for three days; at last: 502");
    });

    test("not let in, it waits until it is", async ({ far, delivery }) => {
      const { run, store, community } = delivery;
      await publishWeek(store, [id]);
      for (let i = 0; i < ATTEMPTS_MAX + 3; i++) {
        far.next({ status: 401, body: "{}" });
        assert.equal([(await run()).sent, await store.backlog()], [0, { pending: 1 }]);
      }
      assert.match(community.lines.join("\n"), "401");
      assert.is((await run()).sent, 1);
    });
  }

  test.run();
}

const last = suite("an errand to no channel");
last("is given up by name", async () => {
  const { run, store, community } = await openDelivery();
  await publishWeek(store, ["slak"]);
  assert.is((await run()).dead, 1);
  assert.match(community.lines.join("\n"), 'there is no channel \\"slak\\"');
});
last.after(async () => {
  await closeStores();
  for (const redis of redises) redis.disconnect();
});
last.run();
