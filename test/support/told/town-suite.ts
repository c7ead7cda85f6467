import { Redis } from "ioredis";
import { suite } from "uvu";
import { ownRedis, type RedisServer } from "../redis.ts";
import { openTown } from "./town.ts";

/** A suite with a Redis of its own, in which one town after the other is opened and emptied. */
export function townSuite(name: string) {
  const test = suite(name);
  let server: RedisServer;
  let admin: Redis;
  test.before(async () => {
    server = await ownRedis({ socket: true });
    admin = new Redis(server.url, { enableAutoPipelining: true });
  });
  test.after(async () => {
    admin.disconnect();
    await server.stop();
  });
  return {
    test,
    open: (options?: Parameters<typeof openTown>[2]) => openTown(server.url, admin, options),
    /** Forgetting somebody looks at every key there is. */
    empty: () => admin.flushdb(),
  };
}
