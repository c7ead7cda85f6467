/** What people say on GitHub counts once, wherever it stands, in the order in which they said it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { ask } from "../support/community.ts";
import {
  ada,
  bob,
  clock,
  type Delivery,
  edited,
  guid,
  hull,
  issue,
  pull,
  requestOf,
  reviewComment,
  reviews,
  said,
  type User,
  user,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, seatFive, writtenIn } from "../support/github/delivery.ts";
import { freshCommunity, ownRedis, testRedis } from "../support/redis.ts";

const test = suite("what people say on GitHub");
test.after(closeDelivery);

async function open(url?: string) {
  const place = url === undefined ? testRedis() : Promise.resolve({ url, community: freshCommunity() });
  const delivery = await openDelivery({ place });
  delivery.server.thread(hull, 5, { author: bob });
  /** All that stands in our comments. */
  const written = async () => {
    await delivery.run();
    return writtenIn(delivery);
  };
  const stateOf = async (who = ada) => (await delivery.store.find(who))?.standing.state;
  const areasOf = async (who = ada) => (await delivery.store.find(who))?.profile.areas;
  return { ...delivery, written, stateOf, areasOf };
}

test("counts in reviews and in their comments too", async () => {
  const { send, written, stateOf, areasOf } = await open();
  await send(reviews("Looks good.\n\n/pod join hull"));
  assert.equal([await stateOf(), await areasOf()], ["waiting", ["hull"]]);
  assert.match(await written(), "@ada");
  await send(reviewComment("/pod leave"));
  assert.is(await stateOf(), "alumni");
  assert.match(await written(), "You left on 22 November 2026.");
});

test("takes places with commas, in quotes, and names of several words", async () => {
  const { send, store, areasOf } = await open();
  await seatFive(send);
  await store.rename(1, "The Night Watch", { id: "", at: 0 });
  await send(said("/pod join ‘Sails’, hull"));
  assert.equal(await areasOf(), ["sail", "hull"]);
  await send(said('/pod join "The Night Watch", advocate', bob));
  assert.is((await store.find(bob))?.standing.pod, 1);
});

test("counts in an edit only where it was not said before", async () => {
  const { send, written, stateOf, areasOf } = await open();
  const first = said("/pod join hull");
  await send(first);
  const before = await written();
  const politely = edited(first, "/pod join hull perhaps");
  await send(politely);
  assert.is(await written(), before);
  await send(edited(politely, "/pod join sail perhaps\n/pod help"));
  assert.equal([await stateOf(), await areasOf()], ["waiting", ["hull"]]);
  assert.match(await written(), "/pod pause [4w]");
  await send(edited(politely, "/pod join sail"));
  assert.equal(await areasOf(), ["sail"]);
});

test("counts again where it is repeated in one text, and its last word holds", async () => {
  const { send, stateOf, written } = await open();
  const first = said("/pod join hull\n/pod leave\n/pod join hull");
  await send(first);
  assert.is(await stateOf(), "waiting");
  const longer = edited(first, "/pod join hull\n/pod leave\n/pod join hull\n\nNo, after all:\n/pod leave");
  for (let times = 0; times < 2; times++) await send(longer);
  assert.is(await stateOf(), "alumni");
  const text = await written();
  assert.is(text.match(/You went on the list/g)?.length, 2, text);
  assert.is(text.match(/You left on/g)?.length, 2, text);
});

test("ends in the newer words of a comment when the edit arrives before it", async () => {
  const { send, areasOf, stateOf } = await open();
  const first = said("/pod join hull");
  await send(edited(first, "/pod join sail"));
  await send(first);
  assert.equal([await stateOf(), await areasOf()], ["waiting", ["sail"]]);
});

test("ends in a seat when somebody is back, though we hear of it before they took a seat and paused", async () => {
  for (const word of ["back", "accept", "join"]) {
    const { send, stateOf, written } = await open();
    const [joins, pauses, comesBack] = [said("/pod join hull"), said("/pod pause"), said(`/pod ${word}`)];
    for (const one of [comesBack, pauses, joins]) await send(one);
    assert.is(await stateOf(), "waiting", word);
    assert.match(await written(), "You went on the list for Hull on 22 November 2026.");
  }
});

test("is answered where it is too long, and not carried out", async () => {
  const long = `/pod join hull ${"please ".repeat(45)}`;
  const opening = (body: string): Delivery => ({
    event: "issues",
    payload: { action: "opened", repository: hull, sender: ada, issue: issue(5, ada, { body }) },
  });
  for (const through of [said, reviews, reviewComment, opening, (body: string) => edited(said("hello"), body)]) {
    const { send, written, stateOf } = await open();
    await send(through(long));
    assert.is(await stateOf(), "known");
    assert.match(
      await written(),
      "@ada: A command has at most 300 characters, and yours had more, so it was not carried out.",
    );
  }
});

test("gives nothing up in a sentence about it, and says how to", async () => {
  const { send, written, stateOf } = await open();
  await send(said("/pod join hull"));
  for (const words of ["leave is the command for it, right?", "independent contributors first", "forget me not"]) {
    await send(said(`/pod ${words}`));
    assert.is(await stateOf(), "waiting", words);
  }
  assert.match(await written(), "`/pod leave` counts only when it stands alone on its line");
  await send(said("/pod leave"));
  assert.is(await stateOf(), "alumni");
  for (const words of ["back to work everybody", "accept is the command for it"]) {
    await send(said(`/pod ${words}`));
    assert.is(await stateOf(), "alumni", words);
  }
});

test("gives nothing up that is more than the command, whatever the command gives up", async () => {
  const { send, store, written } = await open();
  await seatFive(send);
  await send(said("/pod join hull advocate"));
  const before = await store.find(ada);
  assert.is(before?.standing.state, "seated");
  for (const word of ["leave", "independent", "decline", "step-down", "forget me"]) {
    await send(said(`/pod ${word} for a moment`));
    assert.equal(await store.find(ada), before, word);
    assert.match(await written(), `\`/pod ${word}\` counts only when it stands alone on its line.`);
  }
});

test("may end as a sentence does, but a question or a slip gives nothing up", async () => {
  const { send, written, stateOf } = await open();
  for (const words of ["leave.", "leave!", "forget me."]) {
    await send(said("/pod join hull"));
    for (const asked of ["leave?", "forget me?", "forget", "laeve"]) await send(said(`/pod ${asked}`));
    assert.is(await stateOf(), "waiting", words);
    await send(said(`/pod ${words}`));
    assert.is(await stateOf(), words.startsWith("leave") ? "alumni" : undefined, words);
  }
  const text = await written();
  assert.match(text, "I do not know `/pod laeve`, so nothing was done. Did you mean `/pod leave`?");
  assert.match(text, "`/pod forget me` counts only when it stands alone on its line.");
});

test("says what a stranger's decline did, and that one person can be nominated", async () => {
  const { send, written } = await open();
  await seatFive(send);
  await send(said("/pod join hull advocate"));
  await send(said("/pod nominate @bob @cid"));
  await send(said("/pod decline", user(31)));
  const text = await written();
  assert.match(text, "there was no invitation for you. You declined all the same");
  assert.match(
    text,
    "I do not understand that, or something is missing. It is written `/pod nominate @login`. It takes one person.",
  );
});

test("counts its weeks from the day on which it was said", async () => {
  const { community, store } = await open();
  const pauses = said("/pod pause 2w");
  const app = onGithubEvent({
    ...community,
    now: () => clock() + 3 * 86_400_000,
    webhookSecret: () => WEBHOOK_SECRET,
  });
  assert.is((await ask(app, "/", requestOf(pauses))).status, 202);
  assert.is((await store.find(ada))?.profile.pausedUntil, "2026-12-06");
});

test("is a break, though it arrives after the break's end, and the answer says so", async () => {
  const { community, store, send, written } = await open();
  for (const one of [ada, bob]) await send(said("/pod join hull", one));
  const late = (days: number) =>
    onGithubEvent({ ...community, now: () => clock() + days * 86_400_000, webhookSecret: () => WEBHOOK_SECRET });
  const pauses = said("/pod pause 1d");
  assert.is((await ask(late(2), "/", requestOf(pauses))).status, 202);
  assert.is((await store.find(ada))?.profile.pausedUntil, "2026-11-23");
  const text = await written();
  assert.match(text, "You planned its end for 23 November 2026, which had come before your word arrived here.");
  const passed = said("/pod pause 2026-11-22", bob);
  assert.is((await ask(late(0), "/", requestOf(passed))).status, 202);
  assert.match(await written(), "A break ends within a year, which `2026-11-22` does not.");
});

test("counts once for all hooks that deliver it, and is answered once", async () => {
  const { send, server, written } = await open();
  const asks = said("/pod join hull");
  await send({ ...asks, id: guid("organisation") });
  const before = await written();
  await send({ ...asks, id: guid("repository") });
  assert.is(await written(), before);
  assert.equal(server.violations, []);
});

test("about a pin or an advocate ends in the newer word when the older one arrives last", async () => {
  const { send, store, written } = await open();
  const [advocate, second, third] = [user(11), user(12), user(13)];
  for (const one of [advocate, second, third]) await send(said("/pod join hull advocate", one));
  for (const id of [14, 15]) await send(said("/pod join hull", user(id)));
  for (const [older, newer] of [
    ["pin @user-14", "unpin @user-14"],
    ["nominate @user-12", "nominate @user-13"],
  ]) {
    const first = said(`/pod ${older}`, advocate);
    await send(said(`/pod ${newer}`, advocate));
    await send(first);
  }
  assert.is((await store.find(user(14)))?.standing.pinned, false);
  assert.is((await store.pod(1))?.advocate, (await store.find(third))?.pseudonym);
  assert.is((await written()).split("said something newer about this").length, 3);
});

test("is answered as it was carried out, though its answer was lost in a crash and its right has ended since", async () => {
  const endings: readonly (readonly [words: string, since: string, by: User, answer: string])[] = [
    ["pin @user-14", "step-down", user(11), "was pinned to"],
    ["unpin @user-14", "step-down", user(11), "was not pinned on"],
    ["nominate @user-12", "step-down", user(11), "became the Pod Advocate of"],
    ["rename Watertight", "step-down", user(11), "The pod was renamed on"],
    ["meeting Thursday 17:00 Europe/London", "step-down", user(11), "was set on"],
    ["kudos @user-14 for the pumps", "leave", user(14), "your thanks to"],
    ["demo A dry hull", "leave", user(11), "your demo was noted for the weekly digest"],
    ["news https://dry.example.org/hull A dry hull", "leave", user(11), "your post was noted"],
    ["goodbye", "leave", user(11), "and no digest of the weeks before has thanked you"],
  ];
  for (const [words, since, by, answer] of endings) {
    const { community, send, written } = await open();
    for (const id of [11, 12]) await send(said("/pod join hull advocate", user(id)));
    for (const id of [13, 14, 15]) await send(said("/pod join hull", user(id)));
    const command = said(`/pod ${words}`, user(11));
    const store = { ...community.store, answer: () => Promise.reject(new PodsError("unavailable", "Redis is away.")) };
    const dying = onGithubEvent({ ...community, store, webhookSecret: () => WEBHOOK_SECRET });
    assert.is((await dying.request("/", requestOf(command))).status, 503);
    await send(said(`/pod ${since}`, by));
    await send(command);
    assert.match(await written(), answer);
  }
});

test("of an advocate is refused truly when it arrives after they gave up the role, or the seat", async () => {
  for (const [since, refusal] of [
    ["step-down", "may do that, and you were neither when this arrived on 22 November 2026. If you gave the role away"],
    ["leave", "You held no seat in a pod when this arrived on 22 November 2026."],
  ]) {
    const { send, written } = await open();
    for (const id of [11, 12]) await send(said("/pod join hull advocate", user(id)));
    for (const id of [13, 14, 15]) await send(said("/pod join hull", user(id)));
    const nominates = said("/pod nominate @user-12", user(11));
    await send(said(`/pod ${since}`, user(11)));
    await send(nominates);
    assert.match(await written(), refusal ?? "");
  }
});

test("about an advocate is not overtaken by words that were refused", async () => {
  for (const refused of ["nominate @user-11", "nominate @user-99"]) {
    const { send, store } = await open();
    const [advocate, second] = [user(11), user(12)];
    for (const one of [advocate, second]) await send(said("/pod join hull advocate", one));
    for (const id of [13, 14, 15]) await send(said("/pod join hull", user(id)));
    const nominates = said("/pod nominate @user-12", advocate);
    await send(said(`/pod ${refused}`, refused.endsWith("99") ? advocate : user(13)));
    await send(nominates);
    assert.is((await store.pod(1))?.advocate, (await store.find(second))?.pseudonym, refused);
  }
});

/** A maintainer merges somebody's pull request. */
const merges = (number: number, by = ada): Delivery => ({
  event: "pull_request",
  payload: {
    action: "closed",
    repository: hull,
    sender: bob,
    pull_request: pull(number, by, { state: "closed", merged: true, merged_at: "2026-11-22T11:00:00Z" }),
  },
});

test("declares no ability below the one that was seen, whichever arrives first", async () => {
  const { send, store } = await open();
  const declared = said("/pod join hull ability=newcomer");
  await send(merges(30));
  await send(declared);
  assert.is((await store.find(ada))?.profile.ability, "contributor");
  await send(said("/pod join hull ability=newcomer", bob));
  await send(merges(31, bob));
  assert.is((await store.find(bob))?.profile.ability, "contributor");
});

test("is carried out with full memory where it gives something up; what cannot be stored is asked for again", async () => {
  const redis = await ownRedis();
  const cid = user(3, "cid");
  try {
    const { send, webhook, redis: admin, stateOf, written, store } = await open(redis.url);
    await send(said("/pod join hull"));
    await send(said("/pod join hull", bob));
    await send(said("/pod join hull", cid));
    await admin.config("SET", "maxmemory", "1");
    const statusOf = async (delivery: Delivery) => (await ask(webhook, "/", requestOf(delivery))).status;
    const gives = [said("/pod leave"), said("/pod forget me", bob)];
    assert.equal([await statusOf(gives[0] as Delivery), await statusOf(gives[1] as Delivery)], [202, 202]);
    assert.equal([await stateOf(), await store.find(bob)], ["alumni", undefined]);
    assert.is(await statusOf(said("/pod leave", cid, 6)), 503, "in a thread that we hear of for the first time");
    assert.is(await stateOf(cid), "alumni");
    const review = reviews("Fine\n\n/pod leave", cid);
    assert.is(await statusOf(review), 503, "the review counts");
    await admin.config("SET", "maxmemory", "0");
    for (const one of [...gives, review]) await send(one);
    assert.ok((await store.activities("2026-W47")).some(({ kind }) => kind === "reviewed"));
    assert.match(await written(), "You left on 22 November 2026.");
    assert.is(await store.find(bob), undefined);
  } finally {
    await redis.stop();
  }
});

test.run();
