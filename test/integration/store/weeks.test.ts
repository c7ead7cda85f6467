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

weeks("that is closed takes nothing more: each of many facts that arrive meanwhile is told once", async ({ store }) => {
  const [own, next] = ["2026-W47", "2026-W48"];
  const keys = Array.from({ length: 60 }, (_, n) => `merged:1#${n + 1}`);
  const record = (key: string) =>
    store.record(
      {
        repository: { id: 1, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: 1 },
        activity: { key, kind: "merged", at: AT, week: own, arrivesIn: next, repository: 1, subject: "pull-request" },
      },
      anew(),
    );
  const told = async () => {
    await store.closeWeek(own);
    return store.activitiesToTell(own);
  };
  const [before, ..._] = await Promise.all([told(), ...keys.map(record)]);
  const after = await store.activitiesToTell(next);
  assert.equal([...before, ...after].map(({ key }) => key).sort(), [...keys].sort());
  assert.equal((await store.activitiesToTell(own)).length, before.length);
});

weeks("that is closed takes no words either", async ({ store }) => {
  const said = {
    kind: "news",
    at: AT,
    week: "2026-W47",
    repository: null,
    title: "Tight",
    link: "https://ada.example.org/",
  };
  const note = () =>
    store.noteWords(
      { ...said, kind: "news", about: said.link, line: "", author: { login: "ada", proposed: "pada" } },
      3,
      anew(),
    );
  await store.closeWeek("2026-W47");
  assert.is(await note(), "published");
});

weeks.run();
