/** Many calls at the same instant. */
import * as assert from "uvu/assert";
import { anew, joinAll, storeOn, storeSuite, wish } from "../../support/store.ts";

const crowd = storeSuite("a crowd");

crowd(
  "of a hundred for one area, by four processes: everyone is seated or waits, no pod is over nine",
  async ({ store, url, community }) => {
    await joinAll(store, 25, "hull", "early");
    const stores = Array.from({ length: 4 }, () => storeOn(url, community));
    const open = (await store.openPods(["hull"])).map(({ number }) => number);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => {
        const [wanted, operation] = [{ ...wish(`crowd-${n}`, "hull"), candidates: open }, anew()];
        return stores[n % 4]?.join(wanted, operation);
      }),
    );
    for (const outcome of outcomes)
      assert.ok(["seated", "waiting"].includes(outcome?.outcome ?? ""), JSON.stringify(outcome));
    const { seated, waiting } = await store.census();
    assert.is(seated + waiting, 125);
    assert.ok(waiting < 5);
    for (const { seats } of await store.pods()) assert.ok(seats.length >= 5 && seats.length <= 9);
    await Promise.all(stores.map((one) => one.close()));
  },
);

crowd(
  "that joins, leaves, pauses, forgets, moves areas and is imported all at once stays sound",
  async ({ store, url, community }) => {
    const areas = ["hull", "sail", "galley"];
    const stores = Array.from({ length: 3 }, () => storeOn(url, community));
    const work = Array.from({ length: 600 }, (_, n) => {
      const one = stores[n % 3] as (typeof stores)[number];
      const login = `mixed-${n % 97}`;
      const area = areas[n % 3] as string;
      const next = areas[(n + 1) % 3] as string;
      const operation = anew();
      const wanted = wish(login, n % 10 === 9 ? area : [area, next], n % 10 === 9 ? {} : { volunteer: n % 5 === 0 });
      return async (): Promise<unknown> => {
        switch (n % 10) {
          case 6:
            return one.leave({ login }, "alumni", operation);
          case 7:
            return one.leave({ login }, n % 20 === 7 ? "paused" : "independent", operation);
          case 8:
            return one.describe({ login }, { areas: [next], volunteer: n % 4 === 0 }, operation);
          case 9:
            return n % 50 === 9 ? one.forget({ login }, operation) : one.enlist([{ ...wanted }], operation);
          default:
            return one.join(wanted, operation);
        }
      };
    });
    await Promise.all(work.map((act) => act()));
    for (const { seats } of await store.pods()) assert.ok(seats.length <= 9);
    await Promise.all(stores.map((one) => one.close()));
  },
);

crowd("of one person, twenty times at once, gets one seat", async ({ store }) => {
  await joinAll(store, 4, "hull");
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.join(wish("eager-one", "hull"), anew())));
  assert.is(outcomes.filter(({ outcome }) => outcome === "seated").length, 1);
  assert.is((await store.pod(1))?.seats.length, 5);
});

crowd.run();
