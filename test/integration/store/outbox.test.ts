import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import { BudgetSpent, type Claim, type Errand } from "#shared/core/outbox.ts";
import { anew, storeSuite, type TestStore } from "../../support/store.ts";

const outbox = storeSuite("the outbox");

const THREAD: Errand = { kind: "thread", thread: "1#2" };
const DIGEST: Errand = { kind: "digest", week: "2026-W47", destination: "slack" };
const WELCOME: Errand = { kind: "introduction", person: "x00001", pod: 1 };
const LEASE_MS = 60_000;

/** Makes everything due now, so that no test waits for a clock. */
async function passTime({ url, community }: TestStore): Promise<void> {
  const redis = new Redis(url);
  for (const due of ["urgent", "due"].map((name) => `pods:{${community}}:${name}`)) {
    for (const id of await redis.zrangebyscore(due, "-inf", "+inf")) await redis.zadd(due, 1, id);
  }
  redis.disconnect();
}

async function claimOne(test: TestStore): Promise<Claim> {
  const [claim] = await test.store.claim(1, LEASE_MS);
  assert.ok(claim, "an errand is due");
  return claim as Claim;
}

outbox("gives an errand to one of many simultaneous callers", async (test) => {
  const errands = Array.from({ length: 40 }, (_, n): Errand => ({ ...WELCOME, pod: n }) as Errand);
  await test.store.enqueue(errands, anew());
  const claims = (await Promise.all(Array.from({ length: 10 }, () => test.store.claim(7, LEASE_MS)))).flat();
  assert.is(claims.length, 40);
  assert.is(new Set(claims.map(({ id }) => id)).size, 40);
  assert.is(new Set(claims.map(({ fence }) => fence)).size, 40);
});

/** As if everything had been written so much earlier. */
async function ageWrites({ url, community }: TestStore, ms: number): Promise<void> {
  const redis = new Redis(url);
  const key = `pods:{${community}}:writes`;
  for (const write of await redis.zrange(key, "0", "-1")) {
    const [at = "", urgency, n] = write.split("|");
    const earlier = Number(at) - ms;
    await redis.zrem(key, write);
    await redis.zadd(key, earlier, `${earlier}|${urgency}|${n}`);
  }
  redis.disconnect();
}

/** Makes an errand urgent, of whatever kind it is. */
async function hasten({ url, community }: TestStore, id: string): Promise<void> {
  const redis = new Redis(url);
  const key = (name: string) => `pods:{${community}}:${name}`;
  const entry = (await redis.hget(key("outbox"), id)) ?? "";
  await redis.hset(key("outbox"), id, entry.replace("|then|", "|first|"));
  await redis.zrem(key("due"), id);
  await redis.zadd(key("urgent"), 2, id);
  redis.disconnect();
}

outbox("an urgent errand overtakes all others, and stays urgent until it is settled", async (test) => {
  const { store } = test;
  await store.enqueue(
    Array.from({ length: 500 }, (_, n): Errand => ({ ...WELCOME, pod: n }) as Errand),
    { id: "", at: 9 },
  );
  await store.enqueue([DIGEST], { id: "", at: 11 });
  await hasten(test, "digest:2026-W47/slack");
  for (const state of ["retry", "wait"] as const) {
    const claim = await claimOne(test);
    assert.equal(claim.errand, DIGEST);
    assert.ok(await store.beginSend(claim, LEASE_MS));
    assert.equal((await claimOne(test)).errand.kind, "introduction", "while it is held the others go on");
    await store.settle(claim, { state, afterMs: 0, detail: "502" });
    assert.equal(
      (await store.unsent()).groups.map(({ kind, errands }) => [kind, errands]),
      [
        ["introduction", 500],
        ["digest", 1],
      ],
    );
  }
  await store.settle(await claimOne(test), { state: "dead", detail: "404" });
  assert.equal((await claimOne(test)).errand.kind, "introduction");
  await passTime(test);
  for (let n = 0; n < 6; n++) await store.claim(100, LEASE_MS);
  assert.equal(await store.backlog(), { claimed: 500 }, "swept when its time is over");
});

outbox(
  "what is written on GitHub is counted by all: nobody waits for the rest of it, answers have room of their own",
  async (test) => {
    const { store } = test;
    const errands = Array.from({ length: 90 }, (_, n): Errand => ({ kind: "thread", thread: `1#${n}` }));
    await store.enqueue([...errands, DIGEST], { id: "", at: 9 });
    await passTime(test);
    const digest = await claimOne(test);
    const claims = await store.claim(100, LEASE_MS);
    const waits: number[] = [];
    const writes = async (claims: readonly Claim[]) => {
      let held = 0;
      for (const claim of claims)
        await store.beginSend(claim, LEASE_MS).then(
          () => held++,
          (error) => waits.push((error as BudgetSpent).afterMs),
        );
      return held;
    };
    assert.is(await writes(claims), 48);
    assert.is(await store.beginSend(digest, LEASE_MS, "chat"), true, "a post in a chat is no writing on GitHub");
    for (const { id } of claims) await hasten(test, id);
    assert.is(await writes(claims), 32);
    assert.ok(waits.every((ms) => ms > 0 && ms <= 60_000));
    let total = 80;
    for (let minute = 1; minute < 10; minute++) {
      await ageWrites(test, 61_000);
      const held = await writes(claims);
      assert.ok(held <= 80);
      total += held;
    }
    assert.is(total, 500, "in an hour");
  },
);

outbox("what nobody waits for is at most three fifths of what may be written in an hour", async (test) => {
  const { store } = test;
  const threads = Array.from({ length: 90 }, (_, n): Errand => ({ kind: "thread", thread: `1#${n}` }));
  await store.enqueue(threads, anew());
  await passTime(test);
  const claims = await store.claim(100, LEASE_MS);
  let total = 0;
  const write = async () => {
    for (const claim of claims)
      await store.beginSend(claim, LEASE_MS).then(
        () => total++,
        (error) => assert.instance(error, BudgetSpent),
      );
    await ageWrites(test, 61_000);
  };
  for (let minute = 0; minute < 10; minute++) await write();
  assert.is(total, 300);
  for (const { id } of claims) await hasten(test, id);
  for (let minute = 0; minute < 10; minute++) await write();
  assert.is(total, 500, "with answers");
});

outbox("makes one entry of a burst, which waits for the rest of the burst", async (test) => {
  for (let n = 0; n < 5; n++) await test.store.enqueue([THREAD], anew());
  assert.equal(await test.store.backlog(), { pending: 1 });
  assert.equal(await test.store.claim(10, LEASE_MS), []);
  await passTime(test);
  assert.equal((await claimOne(test)).errand, THREAD);
});

outbox("the same operation again adds nothing", async (test) => {
  const operation = anew();
  await test.store.enqueue([THREAD], operation);
  await passTime(test);
  await test.store.settle(await claimOne(test), { state: "sent" });
  await test.store.enqueue([THREAD], operation);
  assert.equal(await test.store.backlog(), {});
});

outbox("a thread that is enqueued while it is being sent is due again afterwards", async (test) => {
  await test.store.enqueue([THREAD], anew());
  await passTime(test);
  const claim = await claimOne(test);
  assert.ok(await test.store.beginSend(claim, LEASE_MS));
  await test.store.enqueue([THREAD], anew());
  assert.ok(await test.store.settle(claim, { state: "sent", receipt: "9" }));
  await passTime(test);
  const again = await claimOne(test);
  assert.equal([again.previousState, again.attempts], ["pending", 0]);
  await test.store.settle(again, { state: "sent" });
  assert.equal(await test.store.backlog(), {});
});

outbox("a digest or an introduction that was sent is never sent again", async (test) => {
  for (const errand of [DIGEST, WELCOME]) {
    await test.store.enqueue([errand], anew());
    const claim = await claimOne(test);
    await test.store.enqueue([errand], anew());
    await test.store.beginSend(claim, LEASE_MS);
    await test.store.settle(claim, { state: "sent" });
    await test.store.enqueue([errand], anew());
    assert.equal(await test.store.claim(10, LEASE_MS), []);
  }
  assert.equal(await test.store.backlog(), { sent: 2 });
});

outbox("nor one that may have been sent; one that was given up can be enqueued again", async (test) => {
  await test.store.enqueue([DIGEST, WELCOME], anew());
  for (const claim of await test.store.claim(2, LEASE_MS)) {
    const state = claim.errand.kind === "digest" ? "unknown" : "dead";
    await test.store.settle(claim, { state, detail: "the answer was lost" });
  }
  await test.store.enqueue([DIGEST, WELCOME], anew());
  assert.equal(
    (await test.store.claim(10, LEASE_MS)).map(({ errand }) => errand.kind),
    ["introduction"],
  );
});

outbox("after a lease ends another holder takes over, and the first one is fenced off", async (test) => {
  await test.store.enqueue([DIGEST], anew());
  const first = await claimOne(test);
  await passTime(test);
  const second = await claimOne(test);
  assert.equal([second.previousState, second.crashes, second.attempts], ["pending", 1, 0]);
  assert.ok(second.fence > first.fence);
  assert.is(await test.store.beginSend(first, LEASE_MS), false);
  assert.is(await test.store.settle(first, { state: "sent" }), false);
  assert.is(await test.store.beginSend(second, LEASE_MS), true);
  assert.is(await test.store.settle(second, { state: "sent" }), true);
  assert.is(await test.store.settle(second, { state: "sent" }), false);
});

outbox("remembers that a request may have left, through any number of crashes", async (test) => {
  await test.store.enqueue([DIGEST], anew());
  await test.store.beginSend(await claimOne(test), LEASE_MS);
  await passTime(test);
  assert.is((await claimOne(test)).previousState, "posting");
  await passTime(test);
  const third = await claimOne(test);
  assert.equal([third.previousState, third.crashes, third.attempts], ["posting", 2, 0]);
});

outbox("tries again after a wait, or earlier when it is enqueued again", async (test) => {
  await test.store.enqueue([THREAD], anew());
  await passTime(test);
  await test.store.settle(await claimOne(test), { state: "retry", afterMs: 3_600_000, detail: "502" });
  assert.equal(await test.store.claim(10, LEASE_MS), []);
  const redis = new Redis(test.url);
  const due = async () => Number(await redis.zscore(`pods:{${test.community}}:due`, "thread:1#2"));
  const far = await due();
  await test.store.enqueue([THREAD], anew());
  assert.ok((await due()) < far);
  redis.disconnect();
  await passTime(test);
  assert.equal([(await claimOne(test)).attempts], [1]);
});

outbox("deletes settled errands when their time is over", async (test) => {
  await test.store.enqueue([DIGEST], anew());
  await test.store.settle(await claimOne(test), { state: "sent" });
  await passTime(test);
  assert.equal(await test.store.claim(10, LEASE_MS), []);
  assert.equal(await test.store.backlog(), {});
});

outbox("says what is not sent by destination, with the time since which the oldest waits", async (test) => {
  const { store } = test;
  await store.enqueue([DIGEST], { id: "", at: 7 });
  await store.settle(await claimOne(test), { state: "dead", detail: "404: no_service" });
  await store.enqueue([THREAD, { kind: "release", repository: 1, release: 2 }], { id: "", at: 9 });
  await store.enqueue([THREAD, WELCOME], { id: "", at: 11 });
  const { groups, beyond } = await store.unsent();
  assert.is(beyond, 0);
  assert.equal(groups, [
    { kind: "digest", to: "slack", state: "dead", errands: 1, since: 7, detail: "404: no_service" },
    { kind: "release", to: "github", state: "waiting", errands: 1, since: 9 },
    { kind: "thread", to: "github", state: "waiting", errands: 1, since: 9 },
    { kind: "introduction", to: "chat", state: "waiting", errands: 1, since: 11 },
  ]);
});

outbox("one that was enqueued again while it was being sent waits since then", async (test) => {
  const { store } = test;
  await store.enqueue([THREAD], { id: "", at: 9 });
  await passTime(test);
  const claim = await claimOne(test);
  await store.enqueue([THREAD], { id: "", at: 11 });
  await store.settle(claim, { state: "sent" });
  const [again] = (await store.unsent()).groups;
  assert.ok((again?.since ?? 0) > 11);
});

outbox("looks at the errands due first and at those that ended last, however many there are", async (test) => {
  const { store } = test;
  await store.enqueue([DIGEST], { id: "", at: 7 });
  await store.settle(await claimOne(test), { state: "dead", detail: "404" });
  const many = Array.from({ length: 5_000 }, (_, n): Errand => ({ kind: "thread", thread: `1#${n}` }));
  await store.enqueue(many, { id: "", at: 9 });
  const { groups, beyond } = await store.unsent();
  assert.equal(
    [groups.map(({ state, errands }) => [state, errands]), beyond],
    [
      [
        ["dead", 1],
        ["waiting", 3_999],
      ],
      1_001,
    ],
  );
});

outbox.run();
