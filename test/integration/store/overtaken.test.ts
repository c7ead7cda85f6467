/** Words that are refused, since a later or a weightier one stands, leave everything as it was: also who said what. */
import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import type { Operation } from "#shared/core/ports.ts";
import { saidAt } from "#shared/core/spoken.ts";
import { VERBS, type VerbName } from "#shared/redis/library.ts";
import { communityKeys } from "../../support/community-keys.ts";
import fc from "../../support/fast-check.ts";
import { allValues } from "../../support/invariants.ts";
import { AS_SCRIPTS } from "../../support/redis.ts";
import { AT, anew, joinAll, storeSuite, subject, type TestStore, testStore } from "../../support/store.ts";

const refused = storeSuite("a refused word");

const HOUR_MS = 3_600_000;
const WHO = "sailor-hull-1";
const who = { login: WHO };

type Say = (test: TestStore, said: Operation, pseudonym: string) => Promise<{ readonly outcome: string }>;

const MEETINGS = [{ weekday: "Monday", time: "10:00", timezone: "UTC" } as const, null];

/** What may be said about somebody, by the verb that hears it. */
const WORDS: Readonly<Partial<Record<VerbName, readonly Say[]>>> = {
  describe: [
    ({ store }, said) => store.describe(who, { areas: ["sail"] }, said),
    ({ store }, said) => store.describe(who, { areas: ["hull"], timezone: "UTC" }, said),
    ({ store }, said) => store.describe(who, { timezone: "Asia/Tokyo", ability: "experienced" }, said),
    ({ store }, said) => store.describe(who, { anywhere: true }, said),
    ({ store }, said) => store.describe(who, { anywhere: false, introduce: true }, said),
    ({ store }, said) => store.describe(who, { volunteer: true, hours: 2 }, said),
    ({ store }, said) => store.describe(who, { volunteer: true, term: "2027-06" }, said),
    ({ store }, said) => store.describe(who, { volunteer: true }, said),
    ({ store }, said) => store.describe(who, { volunteer: false }, said),
    ({ store }, said) => store.describe(who, { with: [subject("sailor-hull-2")] }, said),
    ({ store }, said) => store.describe(who, { with: [] }, said),
  ],
  lock: [true, false].map(
    (locked) =>
      ({ store }, said) =>
        store.lock(1, locked, said),
  ),
  pin: [true, false].map(
    (pinned) =>
      ({ store }, said) =>
        store.pin(who, pinned, said),
  ),
  appoint: [who, { login: "sailor-hull-2" }, null].map(
    (advocate) =>
      ({ store }, said) =>
        store.appoint(1, advocate, said),
  ),
  "set-pod-field": [
    ...["Orca", "Narwhal"].map(
      (name): Say =>
        ({ store }, said) =>
          store.rename(1, name, said),
    ),
    ...MEETINGS.map(
      (meeting): Say =>
        ({ store }, said) =>
          store.meet(1, meeting, said),
    ),
  ],
  stay: [
    ({ store }, said, pseudonym) => store.stay(pseudonym, AT + 24 * HOUR_MS, said),
    ({ store }, said, pseudonym) => store.stayNoMore(pseudonym, said),
  ],
};

/**
 * These hear whether somebody takes part. Such a word is kept though a later one stands, for what was said before it may still
 * arrive; `note-words` compares with the text that was taken back.
 */
const KEPT: readonly VerbName[] = ["join", "leave", "forget", "note-words"];

refused("can be heard by these verbs", async () => {
  const verbs = (Object.keys(VERBS) as VerbName[]).filter((name) =>
    (VERBS[name].outcomes as readonly string[]).includes("overtaken"),
  );
  assert.equal(verbs.toSorted(), [...Object.keys(WORDS), ...KEPT].toSorted());
});

const SPEAKERS = ["self", "maintainer"] as const;
/** Words of one verb, so that they meet. One verb hears many. */
const history = fc
  .constantFrom(...(Object.keys(WORDS) as VerbName[]), ...Array<VerbName>(5).fill("describe"))
  .chain((verb) => {
    const word = fc.tuple(fc.nat(WORDS[verb]!.length - 1), fc.constantFrom(...SPEAKERS), fc.nat(9));
    return fc.tuple(fc.constant(verb), fc.array(word, { minLength: 2, maxLength: 8 }));
  });

/** All that is stored of a community but the outcomes of operations. */
async function stored(redis: Redis, community: string): Promise<string[]> {
  const keys = (await communityKeys(redis, community)).filter((key) => !key.includes(":op:"));
  return Promise.all(keys.map((key) => allValues(redis, key)));
}

refused("changes nothing, whoever said what before", async ({ url }) => {
  const redis = new Redis(url, { enableAutoPipelining: true });
  const found = new Set<string>();
  try {
    await fc.assert(
      fc.asyncProperty(history, async ([verb, said]) => {
        const test = await testStore();
        try {
          await joinAll(test.store, 5, "hull");
          await test.store.describe({ login: "sailor-hull-2" }, { volunteer: true }, anew());
          const { pseudonym } = (await test.store.find(who))!;
          for (const [n, by, hours] of said) {
            const before = await stored(redis, test.community);
            const spoken = anew({ by, said: saidAt({ at: AT + hours * HOUR_MS, id: 1, place: 0 }) });
            const { outcome } = await WORDS[verb]![n]!(test, spoken, pseudonym);
            if (outcome !== "overtaken") continue;
            found.add(verb);
            assert.equal(await stored(redis, test.community), before, `${WORDS[verb]![n]} by ${by}`);
          }
        } finally {
          await test.store.close();
        }
      }),
      { numRuns: process.env[AS_SCRIPTS] ? 60 : 150 },
    );
  } finally {
    redis.disconnect();
  }
  assert.equal([...found].toSorted(), Object.keys(WORDS).toSorted(), "each was refused at least once");
});

refused("is told as such, though it teaches a new login", async ({ store }) => {
  const saidIn = (hour: number) => anew({ by: "self", said: saidAt({ at: AT + hour * HOUR_MS, id: hour, place: 0 }) });
  for (const hour of [1, 3]) await store.describe(subject("ada", 7), { areas: ["hull"] }, saidIn(hour));
  const { outcome } = await store.describe(subject("lovelace", 7), { areas: ["sail"] }, saidIn(2));
  assert.is(outcome, "overtaken");
  assert.equal((await store.find({ login: "lovelace" }))?.profile.areas, ["hull"]);
  const later = await store.describe(subject("king", 7), { areas: ["hull"], timezone: "UTC" }, saidIn(2.5));
  assert.is(later.outcome, "changed", "a part of it counts");
});

refused.run();
