/** The checker itself: a sound state has no violations, and every kind of damage is named. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { violations } from "../../support/invariants.ts";
import { anew, joinAll, type TestStore, testStore, wish } from "../../support/store.ts";

const checker = suite<TestStore>("the checker names", {} as TestStore);
checker.before.each(async (test) => {
  Object.assign(test, await testStore());
  const { store } = test;
  await store.join(wish("willing-one", "hull", { volunteer: true }), anew());
  await joinAll(store, 6, "hull");
  await joinAll(store, 5, "sail");
  await store.join(wish("waiting-one", ["galley", "sail-2"]), anew());
  await store.join(wish("leaving-one", "hull"), anew());
  await store.leave({ login: "leaving-one" }, "independent", anew());
  await store.invite([wish("invited-one", "hull")], anew());
});
checker.after.each(({ store }) => store.close());

type Damage = (redis: Redis, key: (name: string) => string) => Promise<unknown>;

/** Replaces text in a field of a hash. */
const edit =
  (hash: string, field: string, change: (text: string) => string): Damage =>
  async (redis, key) => {
    const text = (await redis.hget(key(hash), field)) ?? "";
    assert.is.not(change(text), text, "the damage changes something");
    await redis.hset(key(hash), field, change(text));
  };

const firstOf = (text: string) => text.split("|")[3]?.split(",")[0] ?? "";
const seated = async (redis: Redis, key: (name: string) => string) =>
  firstOf((await redis.hget(key("p"), "1")) ?? "").split(":")[0] ?? "";

const DAMAGES: readonly (readonly [rule: string, what: string, damage: Damage])[] = [
  [
    "I1",
    "somebody twice in a roster",
    edit("p", "1", (text) => text.replace(firstOf(text), `${firstOf(text)},${firstOf(text)}`)),
  ],
  ["I1", "an empty pod", edit("p", "2", () => "sail||||")],
  [
    "I2",
    "somebody in two pods",
    async (redis, key) => {
      const seat = firstOf((await redis.hget(key("p"), "1")) ?? "");
      const other = (await redis.hget(key("p"), "2")) ?? "";
      await redis.hset(key("p"), "2", other.replace("|||", `|||${seat},`));
    },
  ],
  ["I3", "a seat nobody knows of", edit("p", "2", (text) => text.replace("|||", "|||ghost:1::0,"))],
  [
    "I3",
    "somebody seated whom no pod lists",
    async (redis, key) => redis.hset(key("m"), await seated(redis, key), "seated|2||3"),
  ],
  ["I4", "a pod missing among the open", async (redis, key) => redis.zrem(key("open"), "sail|8|2")],
  ["I4", "an open pod at the wrong place", async (redis, key) => redis.zadd(key("open"), 0, "sail|5|2")],
  ["I4", "a ghost among the open", async (redis, key) => redis.zadd(key("open"), 0, "hull|5|77")],
  ["I5", "a pod of a number not given yet", async (redis, key) => redis.hset(key("meta"), "next", "2")],
  ["I6", "a revision the log does not have", async (redis, key) => redis.hset(key("meta"), "rev", "99")],
  ["I6", "a gap in the log", async (redis, key) => redis.xdel(key("log"), "3-0")],
  [
    "I7",
    "a move that was never logged",
    async (redis, key) => {
      const who = await seated(redis, key);
      const seat = firstOf((await redis.hget(key("p"), "1")) ?? "");
      await edit("p", "1", (text) => text.replace(`${seat},`, ""))(redis, key);
      await edit("p", "2", (text) => text.replace("|||", `|||${seat},`))(redis, key);
      await edit("m", who, (text) => text.replace("seated|1", "seated|2"))(redis, key);
    },
  ],
  ["I7", "an advocate who was never appointed", edit("p", "1", (text) => text.replace(/^hull\|[^|]*/, "hull|"))],
  ["I10", "a login outside of who and prof", async (redis, key) => redis.hset(key("threads"), "1#1", "by Willing-One")],
  ["I10", "a login that leads to nobody", async (redis, key) => redis.hset(key("who"), "login:stranger", "x00000")],
  ["I10", "somebody without a profile", async (redis, key) => redis.hdel(key("prof"), await seated(redis, key))],
  [
    "I12",
    "somebody independent who waits",
    async (redis, key) => {
      const who = (await redis.hget(key("who"), "login:leaving-one")) ?? "";
      await redis.zadd(key("wait"), 0, `hull|000000000001|${who}`);
    },
  ],
  ["I12", "nobody who waits", async (redis, key) => redis.zadd(key("wait"), 0, "hull|000000000001|ghost")],
  ["I15", "a key that is not in the list", async (redis, key) => redis.set(key("more"), "1")],
  ["I15", "a key of another type", async (redis, key) => redis.set(key("repos"), "1")],
  ["advocate", "an advocate who did not volunteer", edit("p", "1", (text) => text.replace(/:1,/, ":0,"))],
  ["facts", "a seat that says otherwise than the profile", edit("p", "2", (text) => text.replace(":1::0", ":4::0"))],
  ["heads", "a wrong count", async (redis, key) => redis.hincrby(key("meta"), "seated", 1)],
  ["wait", "a place in the queue that is missing", async (redis, key) => redis.zpopmin(key("wait"))],
];

checker("nothing in a sound state", async ({ url, community }) => {
  assert.equal(await violations(url, community), []);
});

for (const [rule, what, damage] of DAMAGES) {
  checker(`${rule}: ${what}`, async ({ url, community }) => {
    const redis = new Redis(url);
    await damage(redis, (name) => `pods:{${community}}:${name}`);
    redis.disconnect();
    const found = await violations(url, community);
    assert.ok(
      found.some((violation) => violation.startsWith(rule)),
      `${rule} is not among ${JSON.stringify(found)}`,
    );
  });
}

checker.run();
