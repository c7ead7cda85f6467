/** A community beside a GitHub that has been there for long; time passes when a test says so. */
import { tick } from "../community.ts";
import { clock, hull } from "./deliver-as-github.ts";
import { openDelivery } from "./delivery.ts";

const DAY_MS = 24 * 3_600_000;

export async function openOld(options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery({ ...options, catchesUp: true });
  const { server, app } = delivery;
  let passed = 0;
  const now = () => clock() + passed;
  server.now = now;
  server.listings.repository(hull.id, { name: "ships/hull" });
  server.repository(hull);
  const deliver = app({ now });
  /** Until nothing is left to be read. */
  const readAll = async () => {
    const before = (await delivery.store.catchUp()).doneAt;
    for (let ticks = 0; ticks < 60; ticks++) {
      await tick(deliver);
      passed += 20_000;
      const { phase, doneAt } = await delivery.store.catchUp();
      if (phase === "done" && doneAt !== before) return;
    }
    throw new Error(`It never ends: ${JSON.stringify(await delivery.store.catchUp())} ${server.violations}`);
  };
  const night = async (nights = 1) => {
    for (let n = 0; n < nights; n++) {
      passed += DAY_MS;
      await readAll();
    }
  };
  return {
    ...delivery,
    catchUp: () => readAll(),
    /** The next night, or so many. */
    night,
    pass(ms: number) {
      passed += ms;
    },
    deliver,
    now,
    titles: async () => (await delivery.store.openIssues()).map(({ title }) => title).sort(),
    repositories: async () => new Map((await delivery.store.repositories()).map((one) => [one.id, one])),
  };
}
