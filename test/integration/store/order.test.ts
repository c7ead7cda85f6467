/** What people say about themselves counts in the order in which they said it, whenever we hear of it. */

import * as assert from "uvu/assert";
import type { Member } from "#shared/core/member.ts";
import type { Operation, Store, Subject } from "#shared/core/ports.ts";
import { saidAt } from "#shared/core/spoken.ts";
import fc from "../../support/fast-check.ts";
import { AS_SCRIPTS } from "../../support/redis.ts";
import { AT, anew, joinAll, storeSuite, subject } from "../../support/store.ts";
import { mustStand, standingOf } from "../../support/told/standing.ts";

const order = storeSuite("the order of words");

/** As scripts the verbs decide by the same lines, and need twice the time. */
const RUNS = process.env[AS_SCRIPTS] ? 60 : 300;

const ZONES = ["Europe/Berlin", "Asia/Kolkata"];
const AREAS = ["hull", "sail"];

/** What a person may say. */
const WORDS = {
  join: (store: Store, who: Subject, n: number, operation: Operation) =>
    store.join(
      {
        subject: who,
        profile: { areas: [AREAS[n % 2] as string], timezone: ZONES[n % 2] as string },
        candidates: [],
      },
      operation,
    ),
  "join again": (store: Store, who: Subject, _: number, operation: Operation) =>
    store.join({ subject: who, profile: {}, candidates: [] }, operation),
  back: (store: Store, who: Subject, _: number, operation: Operation) =>
    store.join({ subject: who, profile: {}, candidates: [], again: true }, operation),
  leave: (store: Store, who: Subject, _: number, operation: Operation) => store.leave(who, "alumni", operation),
  pause: (store: Store, who: Subject, n: number, operation: Operation) =>
    store.leave(who, "paused", operation, { pausedUntil: `2027-01-0${1 + (n % 9)}` }),
  decline: (store: Store, who: Subject, _: number, operation: Operation) =>
    store.leave(who, "known", operation, { declined: true }),
  independent: (store: Store, who: Subject, _: number, operation: Operation) =>
    store.leave(who, "independent", operation, { create: true }),
  areas: (store: Store, who: Subject, n: number, operation: Operation) =>
    store.describe(who, { areas: [AREAS[n % 2] as string, "keel"] }, operation),
  volunteer: (store: Store, who: Subject, n: number, operation: Operation) =>
    store.describe(who, { volunteer: true, hours: 1 + (n % 5) }, operation),
  term: (store: Store, who: Subject, n: number, operation: Operation) =>
    store.describe(who, { volunteer: true, term: `2027-0${1 + (n % 9)}` }, operation),
  "volunteer again": (store: Store, who: Subject, _: number, operation: Operation) =>
    store.describe(who, { volunteer: true }, operation),
  "step-down": (store: Store, who: Subject, _: number, operation: Operation) =>
    store.describe(who, { volunteer: false }, operation),
  forget: (store: Store, who: Subject, _: number, operation: Operation) => store.forget(who, operation),
};
type Word = keyof typeof WORDS;

let people = 100;

/** Says the words at the times that their places are, but lets them arrive in the order of `arrivals`. */
async function hear(store: Store, words: readonly Word[], arrivals: readonly number[]): Promise<Member | undefined> {
  people += 1;
  const who = { login: `sailor-${people}`, id: people };
  for (const n of arrivals) {
    const said = saidAt({ at: AT + n * 1_000, id: 7, place: 0 });
    const operation = { id: `${people}/${n}`, at: AT, said };
    await WORDS[words[n] as Word](store, subject(who.login, who.id), n, operation);
  }
  return store.find(who);
}

const word = fc.constantFrom(...(Object.keys(WORDS) as Word[]));
/** Words, and the order in which they arrive; some of them twice. */
const history = fc
  .array(word, { minLength: 1, maxLength: 6 })
  // Areas alone are named in JSON only, which never speaks about somebody forgotten.
  .filter((words) => !["forget", "areas", "join again"].every((one) => words.includes(one as Word)))
  .chain((words) =>
    fc.tuple(
      fc.constant(words),
      fc.shuffledSubarray([...words.keys(), ...words.keys()], { minLength: words.length, maxLength: 2 * words.length }),
    ),
  )
  .filter(([words, arrivals]) => new Set(arrivals).size === words.length);

order("is that of their times, in whatever order and however often they arrive", async ({ store }) => {
  await joinAll(store, 6, "hull");
  await fc.assert(
    fc.asyncProperty(history, async ([words, arrivals]) => {
      const inOrder = standingOf(await hear(store, words, [...words.keys()]));
      const heard = standingOf(await hear(store, words, arrivals));
      assert.equal(heard, mustStand(heard, inOrder, words.includes("forget")));
    }),
    { numRuns: RUNS },
  );
});

order("keeps an older leave from taking a newer seat, and says so", async ({ store }) => {
  const who = { login: "ada", id: 1 };
  const at = (hour: number): Operation => ({ id: `${hour}`, at: AT, said: saidAt({ at: AT + hour, id: 1, place: 0 }) });
  const seat = { subject: subject("ada", 1), profile: { areas: ["hull"] }, candidates: [] } as const;
  await store.join(seat, at(11));
  assert.is((await store.leave(who, "alumni", at(10))).outcome, "overtaken");
  assert.is((await store.find(who))?.standing.state, "waiting");
});

order(
  "keeps a wish for a seat until the area for it is heard, and seats nobody in one that they want no more",
  async (test) => {
    const { store } = test;
    const at = (hour: number): Operation => ({
      id: `${hour}`,
      at: AT,
      said: saidAt({ at: AT + hour, id: 1, place: 0 }),
    });
    const who = { subject: subject("ada", 1), candidates: [] } as const;
    await joinAll(store, 5, "hull");
    assert.is((await store.leave({ login: "ada", id: 1, proposed: "x" }, "paused", at(10))).outcome, "unknown");
    assert.is((await store.join({ ...who, profile: {}, again: true }, at(11))).outcome, "no-area");
    assert.is((await store.find({ login: "ada" }))?.standing.state, "known");
    assert.is((await store.describe(who.subject, { areas: ["sail"] }, at(12))).outcome, "changed");
    assert.is((await store.find({ login: "ada" }))?.standing.state, "waiting");
    const late = await store.join({ ...who, profile: { areas: ["hull"] }, candidates: [1] }, at(9));
    assert.is(late.outcome, "overtaken");

    const bob = { subject: subject("bob", 2), candidates: [1] } as const;
    await store.describe(bob.subject, { areas: ["sail"] }, at(14));
    const second = await store.join({ ...bob, profile: { areas: ["hull"] } }, at(13));
    assert.equal([second.outcome, "area" in second && second.area], ["waiting", "sail"]);
  },
);

order("keeps a join that was said before somebody was forgotten from bringing them back", async ({ store }) => {
  const at = (hour: number): Operation => ({ id: `${hour}`, at: AT, said: saidAt({ at: AT + hour, id: 1, place: 0 }) });
  const seat = { subject: subject("ada", 1), profile: { areas: ["hull"] }, candidates: [] } as const;
  assert.is((await store.forget({ login: "ada", id: 1 }, at(10))).outcome, "unknown");
  assert.is((await store.join(seat, at(9))).outcome, "overtaken");
  assert.is(await store.find({ login: "ada" }), undefined);
  assert.is((await store.join(seat, at(11))).outcome, "waiting");
});

order("decides whether somebody who waits hears of seats elsewhere", async ({ store }) => {
  const words: readonly Word[] = ["join", "decline", "join", "decline"];
  const noOffers = async (said: readonly Word[], arrivals: readonly number[]) => {
    const { profile, standing } = (await hear(store, said, arrivals))!;
    assert.is(standing.state, "waiting");
    // Five who wait would form a pod.
    await store.leave({ login: profile.login }, "alumni", anew());
    return profile.noOffers ?? false;
  };
  for (const arrivals of [
    [0, 1, 2, 3],
    [0, 3, 2, 1],
    [3, 0, 1, 2],
    [2, 3, 0, 1, 3],
  ]) {
    assert.is(await noOffers(words, arrivals), true, arrivals.join());
    // The last word is then a request.
    const requests = arrivals.filter((n) => n < 3);
    assert.is(await noOffers(words.slice(0, 3), requests), false, requests.join());
  }
});

order("of two words about a pod's name is theirs too", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const at = (hour: number): Operation => ({ id: `${hour}`, at: AT, said: saidAt({ at: AT + hour, id: 1, place: 0 }) });
  await store.rename(1, "Later", at(11));
  assert.is((await store.rename(1, "Earlier", at(10))).outcome, "overtaken");
  assert.is((await store.pod(1))?.name, "Later");
});

order.run();
