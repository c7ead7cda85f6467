import * as assert from "uvu/assert";
import { AT, anew, storeSuite } from "../../support/store.ts";

const weeks = storeSuite("a week");

weeks("is published once, with its errands; a correction keeps the time", async ({ store }) => {
  const errands = [{ kind: "digest", week: "2026-W47", destination: "slack" } as const];
  const digest = { week: "2026-W47", publishedAt: AT, model: { title: "Week | 47\n", people: ["x1"] } };
  const operation = anew({ errands });
  assert.is(await store.publish(digest, operation), "published");
  assert.is(await store.publish(digest, operation), "published");
  assert.is(await store.publish({ ...digest, model: { title: "another" } }, anew({ errands })), "already");
  assert.equal(await store.digest("2026-W47"), digest);
  const corrected = { ...digest, publishedAt: AT + 5, correctedAt: AT + 9, model: { title: "right" } };
  assert.is(await store.publish(corrected, anew(), true), "corrected");
  assert.equal(await store.digest("2026-W47"), { ...corrected, publishedAt: AT });
  assert.equal(await store.backlog(), { pending: 1 });
});

weeks("are listed newest first", async ({ store }) => {
  for (const week of ["2026-W09", "2027-W01", "2026-W47"]) {
    await store.publish({ week, publishedAt: AT, model: null }, anew());
  }
  assert.equal(await store.digests(), ["2027-W01", "2026-W47", "2026-W09"]);
  assert.is(await store.digest("2020-W01"), undefined);
});

weeks("published by many at once is published by one", async ({ store }) => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => store.publish({ week: "2026-W47", publishedAt: AT, model: n }, anew())),
  );
  assert.is(outcomes.filter((outcome) => outcome === "published").length, 1);
});

weeks.run();
