/**
 * People speak, edit and delete; deliveries are late, doubled, reordered, refused and sent again; processes die, memory is
 * full, GitHub fails. When everything has come to rest, everybody stands as they said last, and was told so once.
 */
import fc from "fast-check";
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ownRedis, type RedisServer } from "../../support/redis.ts";
import { CHECKS } from "../../support/told/checks.ts";
import { type History, happen, history } from "../../support/told/history.ts";
import { openTown } from "../../support/told/town.ts";

const RUNS = 1_000;

const test = suite("histories");
let server: RedisServer;
let admin: Redis;

test.before(async () => {
  server = await ownRedis();
  admin = new Redis(server.url);
});
test.after(async () => {
  admin.disconnect();
  await server.stop();
});

const open = () => openTown(server.url, admin);

/** Lets a history happen in a town of its own. Returns what is wrong when everything has come to rest. */
async function faultsOf(history: History): Promise<string[]> {
  const town = await open();
  try {
    const tale = { history, town, told: await happen(history, town), open };
    const faults = [...town.server.violations];
    for (const check of CHECKS) faults.push(...(await check(tale)));
    return faults;
  } finally {
    await town.setMemory(false);
    await town.close();
    // Forgetting somebody looks at every key there is.
    await admin.flushdb();
  }
}

test("end as people said last, and nobody forgotten is back", async () => {
  const property = fc.asyncProperty(history, async (one) => assert.equal(await faultsOf(one), []));
  await fc.assert(property, { numRuns: RUNS, includeErrorInReport: true });
});

test.run();
