import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { closeStores, testCommunity } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { ownRedis, testRedis } from "../support/redis.ts";

const own = suite("a Redis of one's own");
const folder = mkdtempSync(join(tmpdir(), "pods-own-"));

/** Sends one command as Redis reads it from a terminal; nothing when it gives no answer within `ms`, or hangs up. */
async function ask(url: string, command: string, ms = 30_000): Promise<string | undefined> {
  const { protocol, pathname, port } = new URL(url);
  const socket = protocol === "unix:" ? connect(pathname) : connect(Number(port), "127.0.0.1");
  socket.setTimeout(ms, () => socket.destroy());
  socket.write(`${command}\r\n`);
  try {
    for await (const answer of socket) return String(answer).trim();
  } catch {
    // It refused the connection, or broke it off.
  }
  return undefined;
}

own("keeps everything acknowledged through a crash when it fsyncs always", async () => {
  const redis = await ownRedis({ fsync: "always" });
  assert.is(await ask(redis.url, "SET whale narwhal"), "+OK");
  await redis.signal("SIGKILL");
  assert.is(await ask(redis.url, "PING"), undefined);
  await redis.restart();
  assert.match((await ask(redis.url, "GET whale")) ?? "", "narwhal");
  await redis.stop();
  assert.is(await ask(redis.url, "PING"), undefined);
});

own("is frozen and thawed", async () => {
  const redis = await ownRedis();
  await redis.signal("SIGSTOP");
  assert.is(await ask(redis.url, "PING", 200), undefined);
  await redis.signal("SIGCONT");
  assert.is(await ask(redis.url, "PING"), "+PONG");
  await redis.signal("SIGSTOP");
  await redis.stop();
});

own("is emptied, and keeps its functions", async () => {
  const redis = await ownRedis();
  const library = "#!lua name=song\\nredis.register_function('sing', function() return 52 end)";
  assert.match((await ask(redis.url, `FUNCTION LOAD "${library}"`)) ?? "", /^\$4/);
  assert.is(await ask(redis.url, "SET whale narwhal"), "+OK");
  await redis.empty();
  assert.is(await ask(redis.url, "DBSIZE"), ":0");
  assert.is(await ask(redis.url, "FCALL sing 0"), ":52");
  await redis.stop();
});

own("ends with the process that started it, even when that is killed", async () => {
  const script = `import { startRedis } from "./tools/redis.ts";
    const redis = await startRedis();
    console.log(redis.url);
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 50);`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  const outcome = await promisify(execFile)(process.execPath, args).catch((error) => error);
  assert.is(outcome.signal, "SIGKILL");
  const url = String(outcome.stdout).trim();
  assert.match(url, /^redis:/);
  await eventually(async () => (await ask(url, "PING", 200)) === undefined);
});

own("adds no listener to the process for each, and leaves no folder when it is stopped", async () => {
  const listeners: number[] = [];
  for (let n = 0; n < 3; n++) {
    const redis = await ownRedis({ parent: folder });
    listeners.push(process.listenerCount("exit"));
    if (n > 0) await redis.stop();
  }
  assert.is(new Set(listeners).size, 1, listeners.join());
  assert.is(readdirSync(folder).length, 1);
});

own("is left once by each store, however many suites of a process close theirs", async () => {
  const { store } = await testCommunity();
  let closed = 0;
  const { close } = store;
  Object.assign(store, {
    close: async () => {
      closed++;
      await close();
    },
  });
  for (let n = 0; n < 3; n++) await closeStores();
  assert.is(closed, 1);
});

own("of the tests is shared, and each caller gets its own community", async () => {
  const [one, two] = await Promise.all([testRedis(), testRedis()]);
  assert.match(one.community, /^[a-z0-9-]+$/);
  assert.is.not(one.community, two.community);
  assert.is(await ask(one.url, "PING"), "+PONG");
});

own("says why it does not start", async () => {
  try {
    await ownRedis({ args: ["--maxmemory-policy", "whatever"] });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /maxmemory-policy/);
  }
});

own.run();
