/**
 * Whatever becomes of the deliveries, people end as they last said: late ones, doubled ones, those that were refused and
 * sent again, under their own GUID and under others.
 */
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { closeStores, testCommunity } from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import {
  clock,
  type Delivery,
  edited,
  guid,
  requestOf,
  said,
  type User,
  user,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";
import { violations } from "../support/invariants.ts";
import { mustStand, standingOf } from "../support/told/standing.ts";

const test = suite("histories of deliveries");
test.after(closeStores);

const WORDS = [
  "join hull",
  "join sail tz=Europe/Berlin ability=contributor",
  "join hull, sail advocate hours=2",
  "leave",
  "pause 2w",
  "independent",
  "advocate hours=3",
  "step-down",
  "decline",
  "forget me",
] as const;

/** A text, and what it is edited into. */
const words = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 })
  .map((lines) => lines.map((line) => `/pod ${line}`).join("\n"));
const text = fc.array(words, { minLength: 1, maxLength: 3 });

/** A delivery as it arrives: under its own GUID or another, and perhaps the process dies at one of its calls. */
const arrival = fc.record({
  hook: fc.constantFrom("organisation", "repository"),
  diesAt: fc.option(fc.integer({ min: 1, max: 8 })),
  when: fc.constantFrom("before" as const, "after" as const),
});

const history = fc.array(text, { minLength: 1, maxLength: 4 }).chain((texts) => {
  const count = texts.flat().length;
  const all = [...Array(count).keys()];
  return fc.record({
    texts: fc.constant(texts),
    arrivals: fc.array(fc.tuple(fc.nat({ max: count - 1 }), arrival), { maxLength: 2 * count }),
    last: fc.shuffledSubarray(all, { minLength: count }),
  });
});

const spokenBy = (by: User, texts: readonly (readonly string[])[]): Delivery[] =>
  texts.flatMap(([first = "", ...others]) => {
    const deliveries = [said(first, by)];
    for (const words of others) deliveries.push(edited(deliveries.at(-1) as Delivery, words));
    return deliveries;
  });

let people = 5_000;
const somebody = () => {
  people += 1;
  return user(people, `sailor-${people}`);
};

/** Without the end of a pause: the two people speak on different days. */
async function standing(store: Store, who: User) {
  const member = await store.find(who);
  const { pausedUntil: _, ...standing } = standingOf(member);
  return { ...standing, ability: member?.profile.ability };
}

test("end as if each delivery had arrived once and in order", async () => {
  const community = { ...(await testCommunity()), now: clock, webhookSecret: () => WEBHOOK_SECRET };
  const { store } = community;
  const webhook = onGithubEvent(community);
  const send = async (delivery: Delivery, app = webhook) => (await app.request("/", requestOf(delivery))).status;
  await fc.assert(
    fc.asyncProperty(history, async ({ texts, arrivals, last }) => {
      const [calm, tossed] = [somebody(), somebody()];
      for (const delivery of spokenBy(calm, texts)) assert.ok((await send(delivery)) < 300);

      const deliveries = spokenBy(tossed, texts);
      const underHook = (hook: string, n: number) => ({ ...(deliveries[n] as Delivery), id: guid(hook, tossed.id, n) });
      for (const [n, { hook, diesAt, when }] of arrivals) {
        const app =
          diesAt === null ? webhook : onGithubEvent({ ...community, store: failingStore(store, diesAt, when).store });
        await send(underHook(hook, n), app);
      }
      for (const n of last) assert.ok((await send(underHook("repository", n))) < 300);

      const [expected, found] = [await standing(store, calm), await standing(store, tossed)];
      assert.equal(found, mustStand(found, expected, texts.flat().join().includes("forget me")));
    }),
    { numRuns: 100 },
  );
  assert.equal(await violations(community.url, community.id), []);
});

test.run();
