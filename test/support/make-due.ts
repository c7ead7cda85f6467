import type { Redis } from "ioredis";

/** Makes every errand due that is not settled, as if every burst and every wait were over. Returns how many there are. */
export async function makeDue(redis: Redis, key: (name: string) => string): Promise<number> {
  let count = 0;
  for (const [id, entry] of Object.entries(await redis.hgetall(key("outbox")))) {
    const [state = "", , , , , , urgency] = entry.split("\n", 1)[0]?.split("|") ?? [];
    if (!["pending", "claimed", "posting"].includes(state)) continue;
    await redis.zadd(key(urgency === "first" ? "urgent" : "due"), "1", id);
    count += 1;
  }
  return count;
}
