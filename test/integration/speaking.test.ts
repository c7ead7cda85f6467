/** In which threads we speak: from GitHub's deliveries out to GitHub. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { NOW, SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, bot, guid, hull, issue, repository, type User, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, opens, says, seatFive } from "../support/github/delivery.ts";

const test = suite("speaking");

/** A community with a pod, in which threads are opened. */
async function openCommunity(more = "") {
  const delivery = await openDelivery({ yaml: `${SETTINGS}${more}` });
  const { server, send, run } = delivery;
  await seatFive(send);
  server.thread(hull, 99);
  await run();
  let threads = 0;
  /** Somebody opens a thread. Returns how many comments it gets. */
  const openedBy = async (author: User, at: object = {}, in_ = hull) => {
    const number = ++threads;
    server.thread(in_, number, { author, ...at });
    await send({
      event: "issues",
      payload: { action: "opened", repository: in_, sender: author, issue: issue(number, author) },
    });
    await run();
    return server.comments(in_, number).length;
  };
  return { ...delivery, openedBy };
}

const seated = user(10, "sailor-0");
const captain = user(20, "captain");
const waiting = user(21, "wendy");
const unwilling = [
  [user(30, "indra"), ["independent"]],
  [user(35, "dirk"), ["decline"]],
  [user(31, "paul"), ["join hull", "pause 4w"]],
  [user(32, "alma"), ["join hull", "leave"]],
  [user(33, "fay"), ["forget me"]],
  [user(34, "fred"), ["join hull", "forget me"]],
] as const;

test("strangers' new threads get a comment; those of insiders, the unwilling and bots do not", async () => {
  const { send, run, openedBy, server } = await openCommunity();
  await send(says("/pod join galley", waiting, 99));
  for (const [who, words] of unwilling) for (const word of words) await send(says(`/pod ${word}`, who, 99));
  await run();
  for (const who of [bob, waiting]) assert.is(await openedBy(who), 1, who.login);
  for (const who of [seated, captain, bot(40, "robot"), ...unwilling.map(([who]) => who)])
    assert.is(await openedBy(who), 0, who.login);
  assert.equal(server.violations, []);
});

test("where the settings say so insiders' threads get one too, and never those of the unwilling", async () => {
  const { send, openedBy } = await openCommunity("mentions: { insiders: comment }\n");
  await send(says("/pod join galley", waiting, 99));
  for (const [who, words] of unwilling) for (const word of words) await send(says(`/pod ${word}`, who, 99));
  for (const who of [seated, captain, waiting]) assert.is(await openedBy(who), 1, who.login);
  for (const [who] of unwilling) assert.is(await openedBy(who), 0, who.login);
});

test("nobody is told twice how to ask for a seat in a pod, nor while they wait for it or sit there", async () => {
  const { send, run, openedBy, server, store, community } = await openCommunity();
  const texts = (number: number) => server.comments(hull, number).map(({ body }) => body);
  assert.is(await openedBy(bob), 1);
  assert.match(texts(1).join(), "`/pod join Narwhal` asks for a seat there");
  assert.is(await openedBy(bob), 0, "told in the first thread");
  await send({ ...opens(1, bob, { title: "Again" }), id: guid("again") });
  await run();
  assert.match(texts(1).join(), "`/pod join Narwhal` asks for a seat there", "and it stays there");

  for (const sailor of [50, 51, 52, 53].map((id) => user(id))) await send(says("/pod join hull", sailor, 99));
  await send(says("/pod join hull", waiting, 99));
  await run();
  assert.is((await store.find(waiting))?.standing.state, "waiting", "Narwhal is full");
  assert.is(await openedBy(waiting), 1, "a welcome");
  assert.not.match(texts(3).join(), "asks for a seat there");
  assert.is(await openedBy(waiting), 0);

  await send(says("/pod forget me", bob, 99));
  await send(says("/pod join galley", bob, 99));
  await run();
  assert.is(await openedBy(bob), 1, "what we told them was forgotten with them");
  assert.is(community.settings().mentions.mode, "name");
});

test("a comment that asks somebody for a look, or may celebrate a first merge, is written without that", async () => {
  const { openedBy, server } = await openCommunity("mentions: { mode: all }\n");
  for (const comments of [1, 1]) assert.is(await openedBy(bob), comments);
  const [first = "", second = ""] = [1, 2].map((number) => server.comments(hull, number)[0]?.body);
  for (const text of [first, second]) assert.match(text, "would you have a look?");
  assert.match(first, "asks for a seat there");
  assert.not.match(second, "asks for a seat there");

  const other = await openCommunity();
  assert.is(await other.openedBy(bob), 1);
  const acts = actsIn(other.server, hull);
  const opened = acts.opens(bob, 7, { isPullRequest: true });
  await other.send(opened);
  await other.run();
  assert.is(opened.text.comments.length, 1);
  assert.not.match(opened.text.comments[0]?.body ?? "", "asks for a seat there");
});

test("nothing is said in threads from before we came, and in private repositories", async () => {
  const { openedBy } = await openCommunity();
  assert.is(await openedBy(bob, { createdAt: NOW - 1_000 }), 0);
  assert.is(
    await openedBy(bob, {}, repository(70, "ships/hull", { private: true, updated_at: "2026-11-23T10:00:00Z" })),
    0,
  );
  assert.is(await openedBy(bob, { createdAt: NOW }), 0, "the repository stays private");
});

test("a comment that stands follows its thread's pod, though its author joined one", async () => {
  const { server, send, run, openedBy } = await openCommunity();
  assert.is(await openedBy(bob), 1);
  await send(says("/pod join hull", bob, 99));
  for (const sailor of Array.from({ length: 5 }, (_, n) => user(50 + n)))
    await send(says("/pod join sail", sailor, 99));
  const thread = server.thread(hull, 1, { labels: ["sails"] });
  await send({
    event: "issues",
    id: guid("labeled"),
    payload: {
      action: "labeled",
      repository: hull,
      sender: captain,
      issue: issue(1, bob, { labels: [{ name: "sails" }] }),
    },
  });
  await run();
  assert.match(thread.comments[0]?.body ?? "", "looks after Sails");
  assert.is(thread.comments.length, 1);
});

test.after(closeDelivery);
test.run();
