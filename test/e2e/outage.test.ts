/** After an outage everything that was said is in force, and answered, as if there had been none: bundles as processes. */
import { randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { operationsIn } from "#shared/core/github/marker.ts";
import { actsIn } from "../support/github/acts.ts";
import { hull, type User, user } from "../support/github/deliver-as-github.ts";
import { stopFunctions } from "../support/platform/function-process.ts";
import { startShips } from "../support/platform/ships.ts";
import { freshCommunity, ownRedis } from "../support/redis.ts";
import { untruths } from "../support/told/truth.ts";
import { assertUnnamed } from "../support/unnamed.ts";

const test = suite("an outage");
test.after.each(stopFunctions);

/** The webhook and `deliver` as processes, with a Redis of their own, and a thread at GitHub. */
async function open() {
  const redis = await ownRedis({ fsync: "always" });
  const place = Promise.resolve({ url: redis.url, community: freshCommunity() });
  const ships = await startShips(["on-github-event", "deliver"], { place });
  const { github, rest, store, events, community } = ships;
  const acts = actsIn(github, hull);
  const thread = github.thread(hull, 5, { author: user(9, "captain") });
  return {
    ...ships,
    redis,
    acts,
    /** Somebody comments there. */
    says: (by: User, words: string) => acts.says(by, thread, `/pod ${words}`),
    /** Our comments, when every one of so many commands was acknowledged and answered once, and truly. */
    async answersTo(commands: number): Promise<string> {
      await rest();
      const ours = thread.comments.filter(({ author }) => author.type === "Bot");
      const theirs = thread.comments.filter(({ author }) => author.type === "User");
      const answered = ours.flatMap(({ body }) => operationsIn(body, community));
      assert.equal([answered.length, new Set(answered).size], [commands, commands]);
      for (const { body, reactions } of theirs) assert.is(reactions.length, 1, body);
      assert.equal(await untruths(ours, store, await events()), []);
      assert.equal(github.violations, []);
      return ours.map(({ body }) => body).join("\n");
    },
    async close() {
      await ships.close();
      await redis.stop();
    },
  };
}

const [ada, bob, cid, dov] = [user(1, "ada"), user(2, "bob"), user(3, "cid"), user(4, "dov")] as const;
const OVERTAKEN = "You, or a maintainer, said something newer about this, so that holds.";

test("changes nothing of what people said before, in it and after it", async () => {
  const { redis, store, acts, says, deliver, send, stateOf, answersTo, close } = await open();
  try {
    for (const one of [ada, cid]) await send(says(one, "join hull"));
    const late = says(dov, "join hull");
    const refused = [says(ada, "leave"), says(bob, "join hull"), says(cid, "pause"), late];
    await redis.signal("SIGKILL");
    for (const one of refused) assert.is(await deliver(one), 503);
    await redis.restart();
    await send(says(ada, "join sail"));
    await send(says(bob, "forget me"));
    await send(acts.edits(dov, late.text, "/pod join sail"));
    // Sent again by hand, which keeps the GUID, and by another hook.
    for (const one of refused) {
      await send(one);
      await send({ ...one, id: randomUUID() });
    }
    const states = await Promise.all([ada, bob, cid, dov].map(stateOf));
    assert.equal(states, ["waiting", undefined, "paused", "waiting"]);
    for (const one of [ada, dov]) assert.equal((await store.find(one))?.profile.areas, ["sail"]);
    const answers = await answersTo(9);
    assert.match(answers, `@ada, \`/pod leave\`: ${OVERTAKEN}`);
    assert.match(answers, `@dov, \`/pod join\`: ${OVERTAKEN}`);
    assertUnnamed(answers, "bob");
  } finally {
    await close();
  }
});

test("of memory lets people leave and be forgotten, and asks GitHub only for the rest again", async () => {
  const { admin, store, says, deliver, send, stateOf, answersTo, close } = await open();
  try {
    for (const one of [ada, bob, cid]) await send(says(one, "join hull"));
    await admin.config("SET", "maxmemory", "1");
    const given = [says(ada, "leave"), says(bob, "forget me"), says(cid, "join sail")];
    for (const one of given.slice(0, 2)) await send(one);
    assert.is(await deliver(given[2]!), 503);
    assert.equal([await stateOf(ada), await stateOf(bob), await stateOf(cid)], ["alumni", undefined, "waiting"]);
    assert.equal((await store.find(cid))?.profile.areas, ["hull"]);
    await admin.config("SET", "maxmemory", "0");
    for (const one of given) await send(one);
    assert.equal([await stateOf(ada), await stateOf(bob)], ["alumni", undefined]);
    assert.equal((await store.find(cid))?.profile.areas, ["sail"]);
    const answers = await answersTo(6);
    assert.match(answers, /@ada, `\/pod leave`: You left on/);
    assert.match(answers, /^Done\. On \d+ \w+ \d{4} your name and number were deleted/m);
    assertUnnamed(answers, "bob");
  } finally {
    await close();
  }
});

test.run();
