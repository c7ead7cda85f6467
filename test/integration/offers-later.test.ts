/** Somebody who waits is told of a seat elsewhere that opens later: once, where they asked, and never too often. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { ask, command, get, HTML, JSON_ONLY, storeAt, tick } from "../support/community.ts";
import { ada, bob, type Delivery, hull, requestOf, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { answersIn, closeDelivery, dying, openDelivery, people, says } from "../support/github/delivery.ts";
import { mentioned, noticeComments } from "../support/github/notices.ts";
import { violations } from "../support/invariants.ts";

const DAY_MS = 86_400_000;

const test = suite("a seat elsewhere that opens later");
test.after(closeDelivery);

/** Narwhal has nine people, and ada waits for the hull: she asked in thread 5. */
async function adaWaits() {
  const delivery = await openDelivery();
  const { community, server, send, run } = delivery;
  for (const number of [5, 6, 99]) server.thread(hull, number);
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await send(says("/pod join hull", ada, 5));
  await run();
  const as = (body: object) => command(joinPod(community), body);
  /** A new pod with so many seats open, in an area that ada did not name. */
  const form = async (area: "sail" | "galley", open = 4) => {
    for (let n = 1; n <= 9 - open; n++) await as({ login: `${area}-${n}`, areas: [area] });
  };
  /** The seating of a day, and what is said then. */
  const day = async (number: number, change: object = {}) => {
    await tick(rebalance({ ...community, now: () => community.now() + number * DAY_MS, ...change }));
    for (let n = 0; n < 3; n++) await run();
  };
  const told = (number = 5) => noticeComments(delivery, number);
  /** Another replica, as this one may know of a new pod a second later. */
  const fresh = () => ({ ...community, store: storeAt(community.url, community.id, () => community.settings().areas) });
  const sendElsewhere = async (said: Delivery) => {
    const webhook = onGithubEvent({ ...fresh(), webhookSecret: () => WEBHOOK_SECRET });
    assert.ok((await ask(webhook, "/", requestOf(said))).ok);
  };
  return { ...delivery, as, form, day, told, fresh, sendElsewhere };
}

test("is not taken by a bare word that comes before the notice, nor by one after it: the reply names the pod", async () => {
  const at = await adaWaits();
  await at.form("sail");
  await tick(rebalance(at.community));
  await at.send(says("/pod accept", ada, 5));
  await at.run();
  await at.send(says("/pod accept", ada, 5));
  for (let n = 0; n < 3; n++) await at.run();
  assert.is((await at.store.find(ada))?.standing.state, "waiting");
  assert.match(answersIn(at), "- **Orca** (Sails): `/pod accept Orca`");
});

test("is told after the day's seating in the thread where they asked, with the words that take it", async () => {
  const at = await adaWaits();
  await at.form("sail");
  for (let n = 0; n < 3; n++) await at.run();
  assert.equal(at.told(), [], "not at the moment");
  await at.day(0);
  const [notice = "", ...others] = at.told();
  assert.equal(others, []);
  assert.match(
    notice,
    "@ada: while you wait, on 22 November 2026 the **Orca** pod, which looks after Sails, had an open seat. `/pod accept Orca` takes it, unless somebody else was faster.\n\nYou keep your place on the list",
  );
  assert.equal(mentioned(notice), ["ada"]);
  await at.send(says("/pod accept Orca", ada, 5));
  const member = await at.store.find(ada);
  assert.equal([member?.standing.pod, member?.profile.areas], [2, ["hull"]]);
  assert.equal(at.server.violations, []);
});

test("that is one of several is taken by its name, and the reply to a bare word names them", async () => {
  const at = await adaWaits();
  await at.form("sail");
  await at.form("galley");
  const { pseudonym } = (await at.store.find(ada))!;
  for (const pod of [2, 3]) await at.store.noteOffer(pseudonym, pod, "person", { at: at.community.now() });
  await at.send(says("/pod accept", ada, 5));
  for (let n = 0; n < 3; n++) await at.run();
  assert.match(answersIn(at), "- **Orca** (Sails): `/pod accept Orca`\n- **Beluga** (Galley): `/pod accept Beluga`");
  assert.is((await at.store.find(ada))?.standing.state, "waiting");
  await at.send(says("/pod accept Beluga", ada, 5));
  assert.is((await at.store.find(ada))?.standing.pod, 3);
});

test("is told once, however often the seating comes", async () => {
  const at = await adaWaits();
  await at.form("sail");
  for (const n of [0, 0, 1, 8, 30]) await at.day(n);
  await command(rebalance(at.community), { do: "seat" });
  await at.run();
  assert.is(at.told().length, 1);
});

test("is told again where another took it and one opens there once more: once, not each day", async () => {
  const at = await adaWaits();
  await at.form("sail", 1);
  await at.day(0);
  await at.as({ login: "sail-9", areas: ["sail"] });
  await at.day(8);
  assert.is(at.told().length, 1);
  await at.as({ do: "leave", login: "sail-9" });
  for (const n of [9, 10, 18, 40]) await at.day(n);
  assert.is(at.told().length, 2, "one opening");
  await at.as({ do: "leave", login: "sail-8" });
  await at.day(50);
  assert.is(at.told().length, 2, "a seat has been open since");
  for (const login of ["sail-9", "sail-10"]) await at.as({ login, areas: ["sail"] });
  await at.as({ do: "leave", login: "sail-9" });
  await at.day(60);
  assert.is(at.told().length, 3, "it was full between two seatings");
  assert.equal(await violations(at.community.url, at.community.id), []);
});

test("is told by a seating that a maintainer asks for, too", async () => {
  const at = await adaWaits();
  await at.form("sail");
  await command(rebalance(at.community), { do: "seat" });
  await at.run();
  assert.is(at.told().length, 1);
});

test("is not told again to somebody whose answer told it", async () => {
  const at = await adaWaits();
  await at.form("sail", 1);
  await at.sendElsewhere(says("/pod join hull", bob, 6));
  await at.run();
  assert.match(answersIn(at, 6), "`/pod accept Orca` takes it");
  for (const n of [0, 8]) await at.day(n);
  assert.equal(at.told(6), []);
  assert.is(at.told().length, 1);
  await at.form("galley");
  await at.day(9);
  assert.match(at.told(6).join(), "`/pod accept Beluga` takes it");
});

test("is told no more than once a week, and of the best one then", async () => {
  const at = await adaWaits();
  await at.form("sail", 1);
  await at.day(0);
  await at.form("galley");
  for (const n of [1, 6]) await at.day(n);
  assert.is(at.told().length, 1);
  await at.day(8);
  const [, second = "", ...others] = at.told();
  assert.equal(others, []);
  assert.match(second, "the **Beluga** pod, which looks after Galley, had an open seat.");
});

test("is told to as many as there are open seats, to those first who have waited longest, and a day later to others", async () => {
  const at = await adaWaits();
  await at.send(says("/pod join hull", bob, 5));
  await at.send(says("/pod join hull", user(60, "cleo"), 6));
  await at.run();
  await at.form("sail", 2);
  await at.day(0);
  assert.equal(at.told().map(mentioned), [["ada", "bob"]], "in one comment");
  await at.day(0.1);
  await command(rebalance(at.community), { do: "seat" });
  await at.run();
  assert.equal(at.told(6), []);
  await at.day(1.1);
  assert.equal(at.told(6).map(mentioned), [["cleo"]]);
});

test("that somebody else took is answered plainly, and the person keeps waiting", async () => {
  const at = await adaWaits();
  await at.form("sail", 1);
  await at.day(0);
  await at.as({ login: "quick", areas: ["sail"] });
  await at.send(says("/pod accept Orca", ada, 5));
  await at.run();
  assert.match(answersIn(at), "Orca** had no open seat by then.");
  assert.is((await at.store.find(ada))?.standing.state, "waiting");
});

test("is not told if it is gone by then, or if they no longer wait or any area suits them", async () => {
  for (const [name, before] of [
    ["taken", (at) => at.as({ login: "quick", areas: ["sail"] })],
    ["locked", (at) => command(pods(at.community), { do: "lock", pod: "orca" })],
    ["left", (at) => at.as({ do: "leave", login: "ada" })],
    ["paused", (at) => at.as({ do: "pause", login: "ada" })],
    ["independent", (at) => at.as({ do: "independent", login: "ada" })],
    ["waved it away", (at) => at.send(says("/pod decline", ada, 5))],
    ["named the area", (at) => at.send(says("/pod join hull sail", ada, 5))],
    ["open to any area", (at) => at.send(says("/pod join anywhere", ada, 5))],
    [
      "came back",
      async (at) => {
        await at.send(says("/pod leave", ada, 5));
        await at.send(says("/pod join hull", ada, 5));
      },
    ],
    ["forgotten", (at) => at.as({ do: "forget", login: "ada" })],
  ] as [string, (at: Awaited<ReturnType<typeof adaWaits>>) => Promise<unknown>][]) {
    const at = await adaWaits();
    await at.form("sail", 1);
    await tick(rebalance(at.community));
    await before(at);
    for (let n = 0; n < 3; n++) await at.run();
    assert.equal(at.told(), [], name);
    assert.not.match(JSON.stringify(await at.store.backlog()), "dead", name);
  }
});

test("is not told where a seat in an area that they named is open, nor to people who asked in no thread", async () => {
  const at = await adaWaits();
  await at.as({ login: "zoe", areas: ["hull"] });
  await at.form("sail");
  await command(pods(at.community), { do: "lock", pod: "narwhal" });
  await at.send(says("/pod leave", user(10, "sailor-0"), 99));
  await at.day(0);
  assert.equal(at.told().map(mentioned), [["ada"]], "a locked pod has no open seat");
  assert.not.match(at.told(99).join(), "while you wait");
  const page = (await get(pods(at.fresh()), "/people/zoe", HTML)).body;
  assert.match(page, "<code>/pod accept Orca</code> takes it");
});

test("is no offer any more to somebody who named that area before it was told", async () => {
  const at = await adaWaits();
  await at.form("sail");
  await tick(rebalance(at.community));
  await command(pods(at.community), { do: "lock", pod: "orca" });
  await at.sendElsewhere(says("/pod join hull sail", ada, 5));
  await command(pods(at.community), { do: "unlock", pod: "orca" });
  for (let n = 0; n < 3; n++) await at.run();
  assert.is((await at.store.find(ada))?.standing.state, "waiting");
  assert.equal(at.told(), []);
});

test("is offered no more after `/pod decline`, until the person asks for a seat again", async () => {
  const at = await adaWaits();
  await at.send(says("/pod decline", ada, 5));
  await at.run();
  assert.match(answersIn(at), "you want no seat in an area that you did not name, and hear of none there.");
  await at.form("sail");
  const shown = async () => (await get(pods(at.fresh()), "/people/ada", JSON_ONLY)).body;
  for (const n of [0, 8]) await at.day(n);
  assert.equal(at.told(), []);
  const { state, waiting, offer } = await shown();
  assert.equal([state, waiting[0].position, offer], ["waiting", 1, undefined], "they keep their place");
  const { body } = await at.as({ do: "export", login: "ada" });
  assert.is(body.member.noOffers, true);

  await at.sendElsewhere(says("/pod join hull", ada, 5));
  assert.is((await shown()).offer.pod.slug, "orca");
  await at.run();
  assert.match(answersIn(at), "`/pod accept Orca` takes it");
  await at.day(16);
  assert.equal(at.told(), [], "the answer told it");
});

test("is declined before the last request for a seat without effect", async () => {
  const at = await adaWaits();
  const early = says("/pod decline", ada, 5);
  await at.send(says("/pod join hull", ada, 5));
  await at.send(early);
  await at.run();
  assert.match(answersIn(at), "said something newer about this");
  await at.form("sail");
  await at.day(0);
  assert.is(at.told().length, 1);
});

test("is told once, whatever fails and whenever a process ends", async () => {
  for (const when of ["before", "after"] as const) {
    for (const name of ["seatsTold", "offer", "done"]) {
      const at = await adaWaits();
      await at.form("sail");
      await new Promise<void>((ended) => {
        const store = dying(at.store, [name], 1, when, ended);
        void tick(rebalance({ ...at.community, store })).then(() => ended());
      });
      await at.day(0);
      assert.is(at.told().length, 1, `${name} ${when}`);
      assert.equal(await violations(at.community.url, at.community.id), []);
    }
  }
  const at = await adaWaits();
  await at.form("sail");
  await tick(rebalance(at.community));
  at.server.fail({ operation: "issues/create-comment", lost: true });
  for (let n = 0; n < 3; n++) await at.run();
  assert.is(at.told().length, 1);
});

test("leaves no trace of somebody who is forgotten, who is not named any more", async () => {
  const at = await adaWaits();
  await at.send(says("/pod join hull", bob, 5));
  await at.form("sail");
  await at.day(0);
  const { pseudonym } = (await at.store.find(ada))!;
  assert.equal(at.told().map(mentioned), [["ada", "bob"]]);
  assert.is(await at.redis.hexists(at.key("offers"), pseudonym), 1);
  await at.as({ do: "forget", login: "ada" });
  for (let n = 0; n < 3; n++) await at.run();
  assert.equal(at.told().map(mentioned), [["bob"]]);
  assert.is(await at.redis.hexists(at.key("offers"), pseudonym), 0);
});

test.run();
