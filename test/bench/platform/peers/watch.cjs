/** A join as one would make it by hand with a seat: it watches a pod with room, and tries again when that has changed. */
const Redis = require("ioredis");

const SEATS = 9;
const TRIES = 50;
// WATCH belongs to a connection, so each request that is under way needs its own.
const idle = [];
const connection = () => idle.pop() ?? new Redis(process.env.REDIS_URL);

async function sit(redis, { login, areas, ability }) {
  const [area] = areas;
  for (let tries = 0; tries < TRIES; tries += 1) {
    await redis.watch(`open:${area}`);
    const pod = (await redis.srandmember(`open:${area}`)) ?? `${area}-${Date.now()}-${login}`;
    await redis.watch(`pod:${pod}`);
    const members = await redis.smembers(`pod:${pod}`);
    if (members.length >= SEATS) {
      await redis.unwatch();
      continue;
    }
    const change = redis
      .multi()
      .hset(`person:${login}`, { login, areas: areas.join(), ability, pod })
      .sadd(`pod:${pod}`, login)
      .lpush("log", JSON.stringify({ login, pod }));
    if (members.length + 1 < SEATS) change.sadd(`open:${area}`, pod);
    else change.srem(`open:${area}`, pod);
    if ((await change.exec()) !== null) return { pod, members: [...members, login] };
  }
  return undefined;
}

module.exports = async (event, context) => {
  const redis = connection();
  try {
    const seat = await sit(redis, event.body);
    return seat ? context.status(201).succeed({ outcome: "seated", ...seat }) : context.status(503).succeed("busy");
  } finally {
    idle.push(redis);
  }
};
