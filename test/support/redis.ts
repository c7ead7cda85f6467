import { randomBytes } from "node:crypto";
import { type RedisOptions, type RedisServer, startRedis } from "../../tools/redis.ts";

/** Set by the test runner to the server that it started, which ends with it. */
const SHARED = "PODS_TEST_REDIS";

/**
 * A Redis for a test file, with its own community in it, so that files that run at the same time never meet.
 * A file that is run alone gets its own server, which ends with the file.
 */
export async function testRedis(): Promise<{ url: string; community: string }> {
  const url = process.env[SHARED] ?? (await startRedis({ fsync: "everysec" })).url;
  process.env[SHARED] = url;
  return { url, community: freshCommunity() };
}

/** An unused community id. */
export function freshCommunity(): string {
  return `test-${randomBytes(6).toString("hex")}`;
}

/** A private Redis to crash, freeze, thaw and start again. The caller stops it. */
export function ownRedis(options: RedisOptions = {}): Promise<RedisServer> {
  return startRedis(options);
}

export type { RedisOptions, RedisServer };
