import { randomBytes } from "node:crypto";
import { lazily } from "#shared/core/lazily.ts";
import { type RedisOptions, type RedisServer, startRedis } from "../../tools/redis.ts";

/** Set by the test runner to the server that it started, which ends with it. */
const SHARED = "PODS_TEST_REDIS";

/** Set by the test runner to a folder for what Redis writes, in memory where there is room. */
const MEMORY = "PODS_TEST_MEMORY";

/** Set where the contract of the store is tested with verbs that run as scripts: its user may not use functions. */
export const AS_SCRIPTS = "PODS_TEST_AS_SCRIPTS";
const USER = ["scripts", "on", ">scripts", "~*", "&*", "+@all", "-function", "-fcall"];

const ownServer = lazily(() => ownRedis({ fsync: "everysec" }));

/**
 * A Redis for a test file, with its own community in it, so that files that run at the same time never meet.
 * A file that is run alone gets its own server, which ends with the file.
 */
export async function testRedis(): Promise<{ url: string; community: string }> {
  // The shared one listens on a socket, and ioredis takes no user in the address of a socket.
  const shared = process.env[AS_SCRIPTS] ? undefined : process.env[SHARED];
  const url = shared ?? (await ownServer()).url;
  return { url, community: freshCommunity() };
}

/** An unused community id. */
export function freshCommunity(): string {
  return `test-${randomBytes(6).toString("hex")}`;
}

/** A private Redis to crash, freeze, thaw and start again. The caller stops it. */
export async function ownRedis(given: RedisOptions = {}): Promise<RedisServer> {
  const parent = process.env[MEMORY];
  const options = { ...(parent !== undefined && { parent }), ...given };
  if (!process.env[AS_SCRIPTS] || options.sentinel) return startRedis(options);
  const server = await startRedis({ ...options, args: [...(options.args ?? []), "--user", ...USER] });
  return { ...server, url: server.url.replace("://", "://scripts:scripts@") };
}

export type { RedisOptions, RedisServer };
