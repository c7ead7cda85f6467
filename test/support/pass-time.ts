import type { Redis } from "ioredis";

/** Errands that were settled are deleted after 60 days: they may wait for that by the real clock. */
const SETTLED_MS = 40 * 24 * 3_600_000;

const SCRIPT = `
local time = redis.call('TIME')
local now, passed, soonest = time[1] * 1000 + math.floor(time[2] / 1000), tonumber(ARGV[1]), nil
for i = 1, 2 do
  local entries = redis.call('ZRANGEBYSCORE', KEYS[i], '-inf', now + tonumber(ARGV[2]), 'WITHSCORES')
  for n = 1, #entries, 2 do
    local due = tonumber(entries[n + 1]) - passed
    if passed > 0 then redis.call('ZADD', KEYS[i], due, entries[n]) end
    if not soonest or due < soonest then soonest = due end
  end
end
if passed > 0 then
  local writes = redis.call('ZRANGE', KEYS[3], 0, -1)
  redis.call('DEL', KEYS[3])
  for _, write in ipairs(writes) do
    local at, rest = string.match(write, '^(%d+)(.*)$')
    at = string.format('%d', tonumber(at) - passed)
    redis.call('ZADD', KEYS[3], at, at .. rest)
  end
end
return soonest and math.max(0, soonest - now)
`;

/**
 * Time passes for the outbox, which goes by the clock of Redis: what waits becomes due, and what was written lies further back.
 * Returns how many ms are left until the next errand is due.
 */
export async function passTime(redis: Redis, key: (name: string) => string, ms: number): Promise<number> {
  const keys = [key("due"), key("urgent"), key("writes")];
  const soonest = (await redis.eval(SCRIPT, keys.length, ...keys, ms, SETTLED_MS)) as number | null;
  return soonest ?? Number.POSITIVE_INFINITY;
}
