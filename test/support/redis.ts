import { randomBytes } from "node:crypto";
import { type RedisOptions, type RedisServer, startRedis } from "../../tools/redis.ts";

/** Set by the test runner, to a server that it started and that ends with it. */
const SHARED = "PODS_TEST_REDIS";

/**
 * A Redis for a test file and a community of its own in it, so that files running beside each other never meet.
 * A file that is run by itself gets a server that ends with the file.
 */
export async function testRedis(): Promise<{ url: string; community: string }> {
  const url = process.env[SHARED] ?? (await startRedis()).url;
  process.env[SHARED] = url;
  return { url, community: freshCommunity() };
}

/** A community id nobody has used. */
export function freshCommunity(): string {
  return `test-${randomBytes(6).toString("hex")}`;
}

/** A private Redis to crash, freeze, thaw and start again. The caller stops it. */
export function ownRedis(options: RedisOptions = {}): Promise<RedisServer> {
  return startRedis(options);
}

export type { RedisOptions, RedisServer };
