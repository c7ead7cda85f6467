/** Answers of which no delivery told are found at night, two days after a thread was opened. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { lookAt } from "../../functions/deliver/missed-answers.ts";
import { pods } from "../../functions/pods/handler.ts";
import { get, SETTINGS, tick } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { actsIn } from "../support/github/acts.ts";
import { ada, bob, bot, hull, repository, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, dying } from "../support/github/delivery.ts";
import { openOld } from "../support/github/nights.ts";
import type { LocalThread } from "../support/github/world.ts";

const test = suite("missed answers");
test.after(closeDelivery);

const GOOD = "good first issue";
const deckHand = user(8, "deck-hand");
const sail = repository(71, "ships/sail");
const YAML = `${SETTINGS}bots: [deck-hand]\n`;

/** Deliveries tell of what is opened, and of nothing else that happens at GitHub. */
async function open(yaml = YAML) {
  const old = await openOld({ yaml });
  const { server, send, store, community, now, hurry, deliver } = old;
  const acts = actsIn(server, hull);
  const opens = async (number: number, more: Partial<LocalThread> = {}, by = bob) => {
    const { text, ...delivery } = acts.opens(by, number, more);
    await send(delivery);
    return text;
  };
  await old.catchUp();
  /** First all is done that the openings ask for. */
  const night = async (nights = 1) => {
    for (let left = 1; left > 0; left = (await store.backlog()).pending ?? 0) {
      await hurry();
      await tick(deliver);
    }
    await old.night(nights);
  };
  const waiting = async () => (await store.unanswered(0, now())).map(({ thread }) => thread.key);
  /** What was asked of GitHub since then. */
  const askedSince = (from: number) => server.asked.slice(from).filter((one) => /^(issues|pulls|repos)\//.test(one));
  const status = async () => (await get(pods({ ...community, now }), "/status.json")).body.unanswered.newcomers;
  return { ...old, acts, opens, night, waiting, askedSince, status };
}
type Opened = Awaited<ReturnType<typeof open>>;

const isPullRequest = true;

const ANSWERS: Readonly<Record<string, (opened: Opened) => Promise<unknown>>> = {
  "a comment": async ({ acts, opens }) => acts.says(ada, await opens(5), "Welcome aboard!"),
  "a comment in a pull request": async ({ acts, opens }) =>
    acts.says(ada, await opens(5, { isPullRequest }), "Thanks!"),
  "an approval": async ({ acts, opens }) => acts.reviews(ada, await opens(5, { isPullRequest }), "", "approved"),
  "words in a review": async ({ acts, opens }) => acts.reviews(ada, await opens(5, { isPullRequest }), "Nearly there."),
  "a comment on a line": async ({ acts, opens }) => {
    const thread = await opens(5, { isPullRequest });
    acts.reviews(ada, thread, "");
    acts.saysOnLine(ada, thread, "Tighten this knot.");
  },
  "one that follows a hundred texts of robots": async ({ acts, opens }) => {
    const thread = await opens(5);
    for (let n = 0; n < 101; n++) acts.says(deckHand, thread, `Log ${n}`);
    acts.says(ada, thread, "Stop it, please.");
  },
  "the closing": async ({ acts, opens }) => acts.closes(bob, await opens(5)),
};

for (const [what, gives] of Object.entries(ANSWERS))
  test(`${what} ends the waiting after two days`, async () => {
    const opened = await open();
    const { night, waiting, status, server, askedSince } = opened;
    await gives(opened);
    await night();
    assert.equal(await waiting(), ["70#5"], "after one day nobody has looked");
    const before = server.asked.length;
    await night();
    assert.equal(await waiting(), []);
    await night(2);
    assert.is(await status(), 0, "it was shown to nobody");
    assert.is(askedSince(before).filter((one) => one === "issues/get").length, 1);
    const isRead = askedSince(before).includes("issues/list-comments");
    assert.is(isRead, what !== "the closing", "nobody waits in a closed thread");
    assert.not.ok(
      askedSince(before).some((one) => /create|update|delete|add|remove/.test(one)),
      "nothing is written",
    );
    assert.equal(server.violations, []);
  });

test("the first of several answers is noted with its time, wherever it stands", async () => {
  const { acts, opens, night, store, pass } = await open();
  const thread = await opens(5, { isPullRequest });
  const { text: review } = acts.reviews(ada, thread, "", "approved");
  pass(60_000);
  acts.says(ada, thread, "Thanks!");
  await night(2);
  const at = Math.floor(review.submittedAt / 1_000) * 1_000;
  assert.is((await store.waits(["70#5"])).get("70#5")?.answeredAt, at);
});

const NO_ANSWERS: Readonly<Record<string, (opened: Opened, thread: LocalThread) => unknown>> = {
  "its author": ({ acts }, thread) => acts.says(bob, thread, "Anybody?"),
  "a robot": ({ acts }, thread) => acts.says(bot(9, "robot"), thread, "Thank you for the report."),
  "a robot in the settings": ({ acts }, thread) => acts.says(deckHand, thread, "Thank you for the report."),
  "we ourselves": ({ server }, thread) =>
    server.say(hull, thread.number, server.robot, "<!-- pods:ships:thread -->\n\nNarwhal looks after Hull."),
  "a command": ({ acts }, thread) => acts.says(ada, thread, "/pod help"),
  "a command on a line": ({ acts }, thread) => {
    acts.reviews(ada, thread, "");
    acts.saysOnLine(ada, thread, "/pod help");
  },
};

for (const [what, says] of Object.entries(NO_ANSWERS))
  test(`${what} is no answer, and what has not changed costs nothing`, async () => {
    const opened = await open();
    const { opens, night, waiting, status, server, askedSince, acts } = opened;
    const thread = await opens(5, { isPullRequest });
    says(opened, thread);
    await night(3);
    assert.equal(await waiting(), ["70#5"]);
    assert.is(await status(), 1);
    const before = [server.asked.length, server.unchanged.length] as const;
    await night();
    const unchanged = server.unchanged.slice(before[1]);
    assert.ok(unchanged.includes("issues/get"));
    assert.equal(
      askedSince(before[0]).filter((one) => !unchanged.includes(one)),
      [],
    );
    acts.says(ada, thread, "Here I am.");
    await night();
    assert.equal(await waiting(), [], "what has changed is read again");
    assert.equal(server.violations, []);
  });

test("what GitHub does not find any more is closed for us", async () => {
  const { opens, night, waiting, server, store } = await open();
  const deleted = await opens(5);
  await opens(6);
  await opens(7);
  await night();
  server.deleteThread(deleted);
  server.fail({ operation: "issues/get", status: 410, message: "This issue was deleted" });
  await night();
  assert.equal(await waiting(), ["70#6"], "the newest came first");
  assert.equal((await store.catchUp()).faults, []);
});

for (const isAnswered of [true, false])
  test(`an issue that went to another repository is followed${isAnswered ? ", and was answered there" : ""}`, async () => {
    const { opens, night, waiting, server, acts, store } = await open();
    server.listings.repository(sail.id, { name: "ships/sail" });
    server.repository(sail);
    const thread = await opens(5);
    await store.saveCommentState("70#5", { ...(await store.commentState("70#5"))!, silenced: true });
    acts.transfers(ada, thread, sail, 8);
    if (isAnswered) actsIn(server, sail).says(ada, server.find("ships/sail", 8)!, "Welcome aboard!");
    await night(2);
    assert.equal(await waiting(), isAnswered ? [] : ["71#8"]);
    assert.is((await store.commentState("71#8"))?.silenced, true, "what we know of it comes along");
    assert.is((await store.thread("70#5"))?.open, false);
    await night();
    assert.equal(await waiting(), isAnswered ? [] : ["71#8"]);
    assert.equal(server.violations, []);
  });

test("an issue that went to somebody else's repository, or to a private one, is closed for us", async () => {
  const { opens, night, waiting, server, acts, repositories } = await open();
  const brig = repository(72, "pirates/brig");
  const hold = repository(73, "ships/hold");
  server.listings.repository(73, { name: "ships/hold", private: true });
  for (const [index, to] of [brig, hold].entries()) {
    server.repository(to);
    acts.transfers(ada, await opens(5 + index), to, 8);
  }
  server.listings.repository(72, { name: "pirates/brig" });
  await night(2);
  assert.equal(await waiting(), []);
  assert.not.ok((await repositories()).has(72));
  assert.equal(server.violations, []);
});

test("a repository that was renamed this minute is the same", async () => {
  const opened = await open();
  const { opens, night, waiting, server, acts, store, community, now, github } = opened;
  acts.says(ada, await opens(5), "Welcome aboard!");
  await opens(6);
  server.rename("ships/hull", "ships/keel");
  server.listings.repository(hull.id, { name: "ships/keel" });
  for (const key of ["70#5", "70#6"]) {
    const listings = github.listings("ships");
    await lookAt(key, { store, settings: community.settings(), listings, now, newPseudonym: community.newPseudonym });
  }
  assert.equal(await waiting(), ["70#6"]);
  assert.is((await store.repository(70))?.name, "ships/keel");
  await night();
  assert.equal(server.violations, []);
});

test("a repository that took the name of a deleted one keeps its threads", async () => {
  const { opens, night, waiting, server, repositories, store } = await open();
  const deleted = { id: 3, name: "ships/hull", private: true, archived: false, stars: 0, updatedAt: 1 };
  await store.record({ repository: deleted, isReading: true }, { id: "", at: 1 });
  await opens(5);
  await night(2);
  assert.is((await repositories()).get(3)?.private, true);
  assert.equal(await waiting(), ["70#5"]);
  assert.equal(server.violations, []);
});

test("nothing of a private repository is read, nor drafts and locked threads, which nobody can answer", async () => {
  const { opens, night, waiting, server, askedSince } = await open();
  await opens(5, { isPullRequest, draft: true });
  await opens(6, { locked: true });
  await night();
  const before = server.asked.length;
  await night(2);
  assert.not.ok(askedSince(before).includes("issues/get"));
  await opens(7);
  await night();
  server.listings.repository(hull.id, { private: true });
  const next = server.asked.length;
  await night(2);
  assert.not.ok(askedSince(next).includes("issues/get"));
  assert.equal(await waiting(), ["70#5", "70#6", "70#7"], "nobody is told of them");
});

test("an issue that somebody may take is still offered after it was looked at", async () => {
  const { opens, night, titles, server, askedSince } = await open();
  await opens(5, { title: "Scrub the hull", labels: [GOOD] });
  assert.equal(await titles(), ["Scrub the hull"]);
  await night();
  const before = server.asked.length;
  await night();
  assert.ok(askedSince(before).includes("issues/get"));
  assert.equal(await titles(), ["Scrub the hull"]);
});

test("at most forty are looked at in a night: the newest, and in the next one those that were left", async () => {
  const { opens, night, pass, waiting, server, askedSince, acts } = await open();
  const threads: LocalThread[] = [];
  for (let number = 1; number <= 43; number++) {
    threads.push(await opens(number));
    pass(2_000);
  }
  await night();
  const before = server.asked.length;
  await night();
  assert.is(askedSince(before).filter((one) => one === "issues/get").length, 40);
  for (const thread of threads) acts.says(ada, thread, "Welcome aboard!");
  const next = server.asked.length;
  await night();
  assert.is(askedSince(next).filter((one) => one === "issues/get").length, 40);
  const left = await waiting();
  assert.equal(left, ["70#4", "70#5", "70#6"], "the three that nobody had looked at came first");
  await night();
  assert.equal(await waiting(), []);
  assert.equal(server.violations, []);
});

/** The calls of the store that change something. */
const STEPS = ["record", "moveThread", "saveReadings"] as const satisfies readonly (keyof Store)[];

test("a crash between any two steps is made good in the next night", async () => {
  for (const when of ["before", "after"] as const)
    for (let nth = 1; nth <= 5; nth++) {
      const { opens, night, pass, waiting, server, acts, store, community, now, github } = await open();
      server.listings.repository(sail.id, { name: "ships/sail" });
      server.repository(sail);
      acts.says(ada, await opens(5), "Welcome aboard!");
      await opens(6);
      const moved = await opens(7);
      await night();
      acts.says(ada, moved, "Welcome aboard!");
      acts.transfers(ada, moved, sail, 8);
      pass(24 * 3_600_000);
      let isDead = false;
      const mortal = dying(store, STEPS, nth, when, () => {
        isDead = true;
      });
      const listings = github.listings("ships");
      const context = { settings: community.settings(), listings, now, newPseudonym: community.newPseudonym };
      const looks = async () => {
        for (const key of ["70#5", "70#6", "70#7"]) await lookAt(key, { ...context, store: mortal });
      };
      void looks();
      await eventually(() => isDead);
      await night();
      assert.equal(await waiting(), ["70#6"], `${nth} ${when}`);
      assert.is((await store.thread("71#8"))?.open, true);
      assert.equal(server.violations, []);
    }
});

test("what is kept of a thread goes when it waits no longer", async () => {
  const { opens, night, acts, send, redis, key } = await open();
  const thread = await opens(5);
  const kept = async () => (await redis.hkeys(key("readings"))).filter((name) => name.startsWith("thread "));
  await night(2);
  assert.equal(await kept(), ["thread 70#5"]);
  const { text: _, ...delivery } = acts.says(ada, thread, "Welcome aboard!");
  await send(delivery);
  await night();
  assert.equal(await kept(), []);
});

test.run();
