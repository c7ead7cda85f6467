/** The store when Redis fails: crashes, freezes, full memory, lost scripts, damaged keys. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import type { JoinOutcome, Store } from "#shared/core/ports.ts";
import { NO_COMMENT } from "#shared/core/thread.ts";
import { openStore } from "#shared/redis/store.ts";
import { communityKeys } from "../../support/community-keys.ts";
import { eventually } from "../../support/eventually.ts";
import { allValues, violations } from "../../support/invariants.ts";
import { freshCommunity, ownRedis, type RedisServer } from "../../support/redis.ts";
import { AT, anew, identityKey, joinAll, storeOn, storeSuite, wish } from "../../support/store.ts";

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => assert.unreachable("it should have failed"),
    (error) => error,
  ) as Promise<Error>;

async function isUnavailable(promise: Promise<unknown>): Promise<string> {
  const error = await failure(promise);
  assert.instance(error, PodsError);
  assert.is((error as PodsError).code, "unavailable");
  return error.message;
}

/** Runs the body against its own Redis, whose store is as patient as that of other tests. */
async function withOwn(
  options: Parameters<typeof ownRedis>[0],
  body: (store: Store, server: RedisServer, community: string) => Promise<void>,
): Promise<void> {
  const server = await ownRedis(options);
  const community = freshCommunity();
  const store = storeOn(server.url, community);
  try {
    await store.initialise(AT);
    await body(store, server, community);
  } finally {
    await store.close();
    await server.stop();
  }
}

const revisionOf = (version: string) => version.split(".")[0];

/** The Redis itself. */
async function withRedis(url: string, body: (redis: Redis) => Promise<void>): Promise<void> {
  const redis = new Redis(url);
  try {
    await body(redis);
  } finally {
    redis.disconnect();
  }
}

const damage = storeSuite("damaged state:");

damage("every call refuses an empty Redis and writes nothing to it", async ({ url }) => {
  const community = freshCommunity();
  const store = storeOn(url, community);
  const calls = [
    store.join(wish("sailor-one", "hull"), anew()),
    store.enlist([wish("sailor-one", "hull")], anew()),
    store.leave({ login: "x" }, "alumni", anew()),
    store.forget({ login: "x" }, anew()),
    store.record({}, anew()),
    store.enqueue([{ kind: "thread", thread: "1#2" }], anew()),
    store.claim(1, 1_000),
    store.silence("1#3", anew()),
    store.moveThread("1#3", "2#3", anew()),
    store.saveCommentState("1#2", NO_COMMENT),
    store.publish({ week: "2026-W47", publishedAt: AT, model: 1 }, anew()),
    store.done("x"),
    store.saveMix([1, 1, 1, 1]),
    store.census(),
    store.version(),
    store.pods(),
    store.snapshot(),
    store.runs(),
  ];
  for (const said of await Promise.all(calls.map(isUnavailable))) assert.match(said, /no community/);
  assert.equal([(await store.condition()).initialised, await store.initialise(AT)], [false, "initialised"]);
  await store.close();
});

damage("a key of a wrong type stops a script before it writes anything", async ({ store, url, community }) => {
  await joinAll(store, 8, "hull");
  await withRedis(url, async (redis) => {
    const keys = async () => (await communityKeys(redis, community)).filter((key) => !/:(meta|op:.*)$/.test(key));
    const everything = async () =>
      JSON.stringify(await Promise.all((await keys()).map((key) => allValues(redis, key))));
    for (const name of ["who", "prof", "m", "p", "open", "wait", "log", "outbox", "due", "urgent"]) {
      const key = `pods:{${community}}:${name}`;
      const aside = `aside-${community}`;
      const there = await redis.exists(key);
      if (there) await redis.rename(key, aside);
      await redis.set(key, "damaged");
      const before = await everything();
      const errands = [{ kind: "thread", thread: "1#2" } as const];
      const request = wish(`damaged-${name}`, name === "wait" ? "sail" : "hull");
      const listed = { subject: request.subject, profile: request.profile, ...(name !== "wait" && { pod: 1 }) };
      for (const change of [
        () => store.join(request, anew({ errands })),
        () => store.enlist([listed], anew({ errands })),
      ]) {
        const error = await failure(change());
        assert.not.instance(error, PodsError);
        assert.match(error.message, /WRONGTYPE/, name);
        assert.is(await everything(), before, name);
      }
      await redis.del(key);
      if (there) await redis.rename(aside, key);
    }
  });
});

damage("a log that is ahead refuses every change of the seating", async ({ store, url, community }) => {
  await joinAll(store, 2, "hull");
  await withRedis(url, async (redis) => {
    const log = `pods:{${community}}:log`;
    const [first, second] = (await redis.xrange(log, "-", "+")) as [string, string[]][];
    await redis.xadd(log, "99-0", "do", "x", "what", "x", "at", "0");
    const error = await failure(store.join(wish("sailor-three", "hull"), anew()));
    assert.match(error.message, /equal or smaller/);
    assert.is(await store.find({ login: "sailor-three" }), undefined);
    await redis.del(log);
    for (const [id, fields] of [first, second] as [string, string[]][]) await redis.xadd(log, id, ...fields);
  });
});

damage(
  "of calls that leave in one write, only the one that meets the damage fails",
  async ({ store, url, community }) => {
    await withRedis(url, async (redis) => {
      const digests = `pods:{${community}}:digests`;
      await redis.set(digests, "no hash");
      const together = [store.join(wish("sailor-one", "hull"), anew()), store.digests(), store.pods()] as const;
      const [joined, broken, read] = await Promise.allSettled(together);
      assert.is(joined.status, "fulfilled");
      assert.is(broken.status, "rejected");
      assert.is(read.status, "fulfilled");
      await redis.del(digests);
    });
  },
);

damage("a revision that went down is warned of", async ({ store, url, community }) => {
  await joinAll(store, 3, "hull");
  assert.not.match((await store.condition()).warnings.join(), /went down/);
  await withRedis(url, async (redis) => {
    await redis.hset(`pods:{${community}}:meta`, "rev", 1);
    assert.match((await store.condition()).warnings.join(), /went down/);
    await redis.hset(`pods:{${community}}:meta`, "rev", 3);
  });
});

damage("a schema of another release is refused", async ({ store, url, community }) => {
  await withRedis(url, async (redis) => {
    const meta = `pods:{${community}}:meta`;
    await redis.hset(meta, "v", "7");
    assert.match(await isUnavailable(store.join(wish("sailor-one", "hull"), anew())), /schema version 7/);
    assert.match(await isUnavailable(store.pods()), /schema version 7/);
    await redis.hset(meta, "v", "1");
  });
});

damage("a stored word of another release is an error that names it", async ({ store, url, community }) => {
  await joinAll(store, 5, "hull");
  const key = (name: string) => `pods:{${community}}:${name}`;
  const named = async (promise: Promise<unknown>) => (await failure(promise)).message;
  await withRedis(url, async (redis) => {
    const [[pseudonym, member]] = Object.entries(await redis.hgetall(key("m"))) as [[string, string]];
    await redis.hset(key("m"), pseudonym, member.replace("seated", "dreaming"));
    assert.match(await named(store.members([pseudonym])), /state of a member is "dreaming", expected known or/);
    assert.match(await named(store.snapshot()), /dreaming/);
    await redis.hset(key("m"), pseudonym, member);

    await store.enqueue([{ kind: "thread", thread: "1#2" }], anew());
    const id = "thread:1#2";
    const entry = (await redis.hget(key("outbox"), id)) as string;
    await redis.hset(key("outbox"), id, entry.replace("pending|", "asleep|"));
    assert.match(await named(store.backlog()), /thread:1#2 is "asleep"/);
    await redis.hset(key("outbox"), id, entry.replace('"kind":"thread"', '"kind":"telegram"'));
    await redis.zadd(key("due"), 0, id);
    const claims = new Map((await store.claim(10, 1_000)).map((claim) => [claim.id, claim.errand.kind]));
    assert.is(claims.get(id), "unreadable");
    assert.ok(claims.size > 1, "the others of a claim are not held up by it");

    await redis.hset(key("run:r"), { head: '{"kind":"party"}' });
    assert.match(await named(store.run("r")), /kind of the run r is "party"/);
    const head = '{"kind":"undo","pages":{"text":"","count":0}}';
    await redis.hset(key("run:r"), { head, about: '{"stays":[{"member":"p","reason":"bored"}]}' });
    assert.match(await named(store.run("r")), /why somebody stays is "bored"/);
    const leftOut = { cost: 0, staying: [], dropped: [{ group: 0, reason: "bored", members: [] }] };
    await redis.hset(key("run:r"), { head, about: JSON.stringify({ leftOut }) });
    assert.match(await named(store.run("r")), /why a group is left out is "bored"/);
    const operation = anew();
    await store.rename(1, "Sprat", operation);
    for (const name of await communityKeys(redis, community)) {
      if (name.startsWith(key("op:"))) await redis.set(name, "\nsprouted");
    }
    assert.match(await named(store.rename(1, "Sprat", operation)), /set-pod-field.lua is "sprouted", expected changed/);

    await redis.hset(key("meta"), "sender", '{"tickedAt":1,"off":"pigeon"}');
    const { sender, warnings } = await store.condition();
    assert.is(sender, undefined);
    assert.match(warnings.join(), /report of deliver cannot be read: .*off/s);
  });
});

const away = suite("a Redis that is away:");

away("frozen, every call fails within the deadline; thawed, the same store goes on", async () => {
  await withOwn({}, async (patient, server, community) => {
    await joinAll(patient, 3, "hull");
    // With the deadlines of the product.
    const store = openStore({ url: server.url, community, identityKey });
    await again(() => store.version());
    await server.signal("SIGSTOP");
    const from = performance.now();
    const calls = [
      ...Array.from({ length: 30 }, (_, n) => store.join(wish(`frozen-${n}`, "hull"), anew())),
      store.version(),
      store.condition(),
      store.claim(5, 1_000),
    ];
    await Promise.all(calls.map(isUnavailable));
    const took = performance.now() - from;
    await server.signal("SIGCONT");
    const thawed = performance.now();
    await again(() => store.version());
    console.log(
      `frozen: answered after ${took.toFixed(0)} ms; thawed: after ${(performance.now() - thawed).toFixed(0)} ms`,
    );
    await store.close();
  });
});

away("stopped and started again, the same store goes on", async () => {
  await withOwn({ fsync: "always" }, async (store, server, community) => {
    await joinAll(store, 7, "hull");
    await server.signal("SIGKILL");
    await isUnavailable(store.version());
    await isUnavailable(store.join(wish("absent-one", "hull"), anew()));
    await server.restart();
    await again(() => store.join(wish("returning-one", "hull"), anew()));
    assert.equal(await violations(server.url, community), []);
    assert.is((await store.condition()).durability, "L2");
  });
});

away("started again from an older copy, no state has the version of one that was lost", async () => {
  const dir = mkdtempSync(join(tmpdir(), "pods-older-"));
  await withOwn({ fsync: "always", dir }, async (store, server) => {
    await joinAll(store, 2, "hull", "lost");
    const lost = await store.version();
    await server.signal("SIGKILL");
    rmSync(join(dir, "appendonlydir"), { recursive: true });
    await server.restart();
    await again(() => store.initialise(AT));
    await joinAll(store, 2, "hull", "later");
    const now = await store.version();
    assert.is(revisionOf(now), revisionOf(lost));
    assert.is.not(now, lost);
    assert.is(await store.version(), now);
  });
  rmSync(dir, { recursive: true });
});

away("never there, calls fail; there is nothing to close by force", async () => {
  const server = await ownRedis();
  await server.stop();
  const store = openStore({ url: server.url, community: "ships", identityKey });
  await isUnavailable(store.version());
  await isUnavailable(store.condition());
  await store.close();
});

away("that wants a password gives an error with advice for the operator", async () => {
  const server = await ownRedis();
  const admin = new Redis(server.url);
  await admin.config("SET", "requirepass", "sesame");
  const [without, wrong, right] = ["", ":wrong@", ":sesame@"].map((password) =>
    storeOn(`redis://${password}127.0.0.1:${server.port}`, "ships"),
  ) as [Store, Store, Store];
  assert.match(await isUnavailable(without.version()), /pods-redis-url/);
  await isUnavailable(wrong.version());
  assert.is(await right.initialise(AT), "initialised");
  for (const store of [without, wrong, right]) await store.close();
  admin.disconnect();
  await server.stop();
});

/** Several times in an import. A busy machine takes longer to bring the verbs back than to forget them. */
const FORGETS_EVERY_MS = 20;

away("or has forgotten the verbs gets them again, in the middle of an import too", async () => {
  await withOwn({}, async (store, server) => {
    // The user of the tests may not flush functions where it may not use them.
    await withRedis(`redis://127.0.0.1:${server.port}`, async (admin) => {
      let over = false;
      const forgetting = eventually(async () => {
        await admin.pipeline().call("FUNCTION", "FLUSH").script("FLUSH").exec();
        return over;
      }, FORGETS_EVERY_MS);
      const rows = Array.from({ length: 1_000 }, (_, n) => ({ ...wish(`import-${n}`, "hull") }));
      const outcomes = await store.enlist(rows, anew());
      await joinAll(store, 20, "sail");
      over = true;
      await forgetting; // no command may be under way when this connection is closed
      assert.is(outcomes.length, 1_000);
      const { seated, waiting } = await store.census();
      assert.is(seated + waiting, 1_020);
    });
  });
});

away("or full refuses to take more, but lets people leave and be forgotten", async () => {
  await withOwn({}, async (store, server, community) => {
    await joinAll(store, 6, "hull");
    const admin = new Redis(server.url);
    await admin.config("SET", "maxmemory", "1mb");
    assert.match(await isUnavailable(store.join(wish("late-one", "hull"), anew())), /full/);
    assert.is((await store.leave({ login: "sailor-hull-1" }, "independent", anew())).outcome, "left");
    assert.is((await store.forget({ login: "sailor-hull-2" }, anew())).outcome, "forgotten");
    await admin.config("SET", "maxmemory", "0");
    admin.disconnect();
    assert.equal(await violations(server.url, community), []);
  });
});

away("or keeps nothing on disk gives a warning, where the settings allow it", async () => {
  await withOwn({}, async (store) => {
    const { warnings, durability, server, refusal } = await store.condition();
    assert.match(warnings.join(), /append-only/);
    assert.equal([durability, refusal], ["L0", undefined]);
    assert.match(server, /^(redis|valkey) \d/);
  });
});

/** Calls until the connection works again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PodsError) || tries === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const crashes = suite("killed under load,");

const ROUNDS = 5;
const WORKERS = 12;

/** Joins and leaves until it is stopped, and repeats each operation until it gets an answer. */
async function worker(
  store: Store,
  name: string,
  acknowledge: (login: string, state: string) => void,
  isOver: () => boolean,
): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const login = `${name}-${n % 7}`;
    // A new operation in every round, because an old one would get its stored answer.
    const operation = anew();
    if (n % 3 === 2) {
      const outcome = await again(() => store.leave({ login }, "alumni", operation));
      if (outcome.outcome !== "unknown") acknowledge(login, "alumni");
    } else {
      const request = wish(login, n % 2 === 0 ? "hull" : "sail");
      const outcome: JoinOutcome = await again(() => store.join(request, operation));
      acknowledge(login, outcome.outcome.replace("already-", "") === "waiting" ? "waiting" : "seated");
    }
  }
}

crashes("a Redis that fsyncs always loses nothing acknowledged", async () => {
  await withOwn({ fsync: "always" }, async (store, server, community) => {
    const acked = new Map<string, string>();
    // A call that is under way at the crash may end at its deadline only, so these have the deadlines of the product.
    const hurried = openStore({ url: server.url, community, identityKey });
    let answers = 0;
    const acknowledge = (login: string, state: string) => {
      answers += 1;
      acked.set(login, state);
    };
    for (let round = 0; round < ROUNDS; round++) {
      let over = false;
      const work = Array.from({ length: WORKERS }, (_, n) => worker(hurried, `w${n}`, acknowledge, () => over));
      const enough = answers + 5 * WORKERS + 37 * round;
      await eventually(() => answers >= enough);
      await server.signal("SIGKILL");
      await server.restart();
      over = true;
      await Promise.all(work);
    }
    await hurried.close();
    for (const [login, state] of acked) {
      const now = (await store.find({ login }))?.standing.state;
      // A waiting person may have been seated by another person's join.
      assert.ok(now === state || (state === "waiting" && now === "seated"), `${login}: answered ${state}, is ${now}`);
    }
    assert.equal(await violations(server.url, community), []);
  });
});

for (const one of [damage, away, crashes]) one.run();
