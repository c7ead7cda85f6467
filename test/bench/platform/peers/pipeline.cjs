/** A join as one would store it by hand: the person in one pipeline. It chooses no pod, and nothing is atomic. */
const Redis = require("ioredis");

const redis = new Redis(process.env.REDIS_URL);

module.exports = async (event, context) => {
  const { login, areas, ability } = event.body;
  const [area] = areas;
  await redis
    .pipeline()
    .hset(`person:${login}`, { login, areas: areas.join(), ability, joined: Date.now() })
    .sadd(`area:${area}`, login)
    .lpush("log", JSON.stringify({ login, area }))
    .exec();
  return context.status(201).succeed({ outcome: "stored", login, area });
};
