/** The library of functions in Redis: loaded where it is missing, beside other versions, removed when nobody uses it. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { keysOf } from "#shared/redis/keys.ts";
import { callOf, library, VERBS } from "#shared/redis/library.ts";
import { eventually } from "../../support/eventually.ts";
import { violations } from "../../support/invariants.ts";
import { freshCommunity, ownRedis, type RedisServer } from "../../support/redis.ts";
import { AT, anew, joinAll, storeOn, wish } from "../../support/store.ts";

const life = suite("the library of functions");

const DAY_MS = 24 * 3_600_000;

let server: RedisServer;
let redis: Redis;
let community: string;
const open = () => storeOn(server.url, community);

/** The same library in another version. */
const OTHER = `pods_${"0".repeat(12)}`;
const otherText = () => library().text.replaceAll(library().name, OTHER);

const loaded = async (): Promise<string[]> =>
  ((await redis.call("FUNCTION", "LIST")) as string[][]).map(([, name]) => name as string).sort();

life.before(async () => {
  server = await ownRedis();
  redis = new Redis(server.url);
});

life.before.each(async () => {
  await redis.call("FUNCTION", "FLUSH");
  community = freshCommunity();
  const store = open();
  await store.initialise(AT);
  await store.close();
});

life.after(async () => {
  redis.disconnect();
  await server.stop();
});

life("is loaded by the call that finds it missing", async () => {
  const store = open();
  await joinAll(store, 5, "hull");
  assert.equal(await loaded(), [library().name]);
  await redis.call("FUNCTION", "FLUSH");
  assert.is((await store.join(wish("ada", "hull"), anew())).outcome, "seated");
  assert.equal(await loaded(), [library().name]);
  await store.close();
});

life("is loaded once by many processes that miss it at the same moment", async () => {
  const stores = Array.from({ length: 8 }, open);
  await redis.call("FUNCTION", "FLUSH");
  const joined = stores.flatMap((store, n) =>
    Array.from({ length: 4 }, (_, k) => store.join(wish(`sailor-${n}-${k}`, "hull"), anew())),
  );
  assert.is((await Promise.all(joined)).length, 32);
  assert.equal(await loaded(), [library().name]);
  assert.equal(await violations(server.url, community), []);
  for (const store of stores) await store.close();
});

life("is loaded again after a restart that lost everything", async () => {
  const own = await ownRedis();
  const store = storeOn(own.url, community);
  await store.initialise(AT);
  await own.signal("SIGKILL");
  await own.restart();
  // It is "already" where the answer to the call before was lost.
  await eventually(async () => (await store.initialise(AT).catch(() => undefined)) !== undefined);
  assert.is((await store.join(wish("ada", "hull"), anew())).outcome, "waiting");
  await store.close();
  await own.stop();
});

life("runs beside another version while both serve calls", async () => {
  const store = open();
  await redis.call("FUNCTION", "LOAD", otherText());
  const keys = keysOf(community);
  const older = (n: number) => {
    const none = {
      fingerprint: "",
      errands: "",
      known: "",
      areas: "hull",
      timezone: "",
      offset: "",
      hours: "",
      anywhere: "",
      introduce: "",
      with: "",
      recognising: "",
      recalling: "",
      again: "",
      neighbours: "",
      said: "",
      thread: "",
    };
    const person = {
      login: `older-${n}`,
      id: String(n),
      proposed: `o${n}`,
      level: "1",
      volunteer: "no",
      by: "self",
      preferred: "",
      candidates: "",
      elsewhere: "",
    };
    const call = callOf(VERBS.join, keys, { operation: `o-${n}` }, { ...none, ...person, operation: `o-${n}`, at: AT });
    return redis.call("FCALL", `${OTHER}_join`, ...call) as Promise<string[]>;
  };
  const joins = Array.from({ length: 100 }, (_, n) => [store.join(wish(`newer-${n}`, "hull"), anew()), older(n)]);
  const words = (await Promise.all(joins.flat())).map((reply) => (Array.isArray(reply) ? reply[0] : reply.outcome));
  assert.equal([...new Set(words)].sort(), ["seated", "waiting"]);
  assert.equal(await violations(server.url, community), []);
  assert.equal(await loaded(), [OTHER, library().name].sort());
  await store.close();
});

life("is removed when no process has used it for eight days", async () => {
  const kept = `pods_${"1".repeat(12)}`;
  await redis.call("FUNCTION", "LOAD", otherText());
  await redis.call("FUNCTION", "LOAD", library().text.replaceAll(library().name, kept));
  const marks = keysOf(community).fixed("libraries");
  const now = Number(((await redis.time()) as unknown as string[])[0]) * 1000;
  await redis.hset(marks, OTHER, now - 8 * DAY_MS - 1000, kept, now - 7 * DAY_MS);
  const store = open();
  await joinAll(store, 1, "hull");
  await eventually(async () => !(await loaded()).includes(OTHER));
  assert.equal(await loaded(), [kept, library().name].sort());
  await eventually(async () => (await redis.hexists(marks, OTHER)) === 0);
  assert.equal((await redis.hkeys(marks)).sort(), [kept, library().name].sort());
  await store.close();
});

life("names the verb in the log of slow calls", async () => {
  const store = open();
  await redis.config("SET", "slowlog-log-slower-than", "0");
  await joinAll(store, 1, "hull");
  await redis.config("SET", "slowlog-log-slower-than", "10000");
  const calls = ((await redis.call("SLOWLOG", "GET", "20")) as [number, number, number, string[]][]).map(
    ([, , , words]) => words,
  );
  assert.ok(calls.some(([name, verb]) => name === "FCALL" && verb === `${library().name}_join`));
  await store.close();
});

life("names the file and line of an error", async () => {
  const store = open();
  await joinAll(store, 5, "hull");
  await redis.hset(keysOf(community).fixed("pods"), "1", "damaged");
  const error = await store.leave({ login: "sailor-hull-1" }, "alumni", anew()).catch((error: Error) => error);
  assert.match((error as Error).message, /INVARIANT pod 1 cannot be read .*@shared\/seats\.lua:\d+/);
  await store.close();
});

life("lets people leave when memory is too full to load it", async () => {
  const store = open();
  await joinAll(store, 5, "hull");
  await redis.call("FUNCTION", "FLUSH");
  await redis.config("SET", "maxmemory", "1mb");
  try {
    assert.is((await store.leave({ login: "sailor-hull-1" }, "alumni", anew())).outcome, "left");
    const error = await store.join(wish("ada", "hull"), anew()).catch((error: Error) => error);
    assert.match((error as Error).message, /Redis is full/);
  } finally {
    await redis.config("SET", "maxmemory", "0");
  }
  assert.equal(await loaded(), []);
  await store.close();
});

life("is not missed on an engine that knows no functions", async () => {
  const own = await ownRedis({ args: ["--rename-command", "FUNCTION", "", "--rename-command", "FCALL", ""] });
  const store = storeOn(own.url, community);
  assert.is(await store.initialise(AT), "initialised");
  await joinAll(store, 5, "hull");
  assert.is((await store.join(wish("ada", "hull"), anew())).outcome, "seated");
  assert.equal(await violations(own.url, community), []);
  await store.close();
  await own.stop();
});

life.run();
