import type { Redis } from "ioredis";

/** Keys that Redis looks at between two other calls: all tests share it, and `KEYS` would keep the others waiting. */
const COUNT = 10_000;

/** The keys of one community, in order. */
export async function communityKeys(redis: Redis, community: string): Promise<string[]> {
  const found = new Set<string>();
  for await (const keys of redis.scanStream({ match: `pods:?${community}?:*`, count: COUNT })) {
    for (const key of keys as string[]) found.add(key);
  }
  return [...found].sort();
}
