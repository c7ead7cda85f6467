import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openCaller } from "#shared/redis/caller.ts";
import { keysOf } from "#shared/redis/keys.ts";
import { library, VERBS } from "#shared/redis/library.ts";
import type { RedisCommand, RedisReply } from "#shared/redis/pipeline.ts";

const test = suite("calls of the library");

test("say once a day that this version is in use, so that no other process removes it", async () => {
  const hours = 3_600_000;
  let now = 0;
  const sent: RedisCommand[] = [];
  const send = async (commands: readonly RedisCommand[]): Promise<RedisReply[]> => {
    sent.push(...commands);
    return commands.map(() => [null, ["marked"]]);
  };
  const call = openCaller(send, keysOf("ships"), () => now);
  const marksAt = async (time: number) => {
    now = time;
    await call(VERBS["start-run"], [[]], send);
    return sent.filter(([, name]) => name === library().functionOf(VERBS["mark-library"])).length;
  };
  assert.is(await marksAt(0), 1);
  assert.is(await marksAt(24 * hours - 1), 1);
  assert.is(await marksAt(24 * hours), 2);
  assert.is(await marksAt(25 * hours), 2);
});

test.run();
