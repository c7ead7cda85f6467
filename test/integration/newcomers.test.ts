/** Newcomers are welcomed once, in the comment about the pod, and their first merge is celebrated there. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { BudgetSpent } from "#shared/core/outbox.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { CSV, post, SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, bot, clock, hull, repository, type User, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, says, tickAndDie } from "../support/github/delivery.ts";
import type { LocalThread } from "../support/github/world.ts";

const test = suite("newcomers");
test.after(closeDelivery);

const YAML = `${SETTINGS}links:
  contributing: https://ships.example.org/contributing
  slackInvite: https://ships.example.org/slack
  swag: https://ships.example.org/swag
`;
const captain = user(20, "captain");
const mate = user(11, "first-mate");
const bosun = user(12, "bosun");
const WELCOME = /Welcome to Ships/;
const SWAG = "[Order your swag](https://ships.example.org/swag)";
const BUDDY = /If you get stuck, ask \[([\w-]+)\]/;
const MERGED = /Your first pull request here was merged/;

/** A pod of five, two of whom know their way around. */
async function openPod(yaml = YAML, options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery({ yaml, ...options });
  const { server, send, run } = delivery;
  server.thread(hull, 99);
  for (const one of [mate, bosun]) await send(says("/pod join hull ability=experienced", one, 99));
  for (const id of [13, 14, 15]) await send(says("/pod join hull", user(id), 99));
  await run();
  const acts = actsIn(server, hull);
  let threads = 0;
  const open = async (by: User, more: Partial<LocalThread> = {}, in_ = acts) => {
    const delivery = in_.opens(by, ++threads, more);
    await send(delivery);
    return delivery.text;
  };
  /** Somebody opens a thread. Returns it with what we have said there. */
  const opens = async (by: User, more?: Partial<LocalThread>, in_?: typeof acts, with_?: Parameters<typeof run>[0]) => {
    const thread = await open(by, more, in_);
    await run(with_);
    return thread;
  };
  let ahead = 0;
  server.now = () => clock() + ahead;
  const merge = async (thread: LocalThread) => {
    // GitHub tells times in whole seconds.
    ahead += 1_000;
    await send(acts.merges(captain, thread));
    await run();
  };
  const close = async (thread: LocalThread) => {
    ahead += 1_000;
    await send(acts.closes(captain, thread));
    await run();
  };
  return { ...delivery, acts, open, opens, merge, close };
}

const said = ({ comments }: LocalThread): string => comments.map(({ body }) => body).join("\n");

test("a newcomer reads what comes next and whom to ask, where to read and to talk, in the one comment", async () => {
  const { opens, server } = await openPod();
  const { comments } = await opens(bob);
  assert.is(comments.length, 1);
  const { body = "" } = comments[0] ?? {};
  assert.match(body, /This is close to the \*\*Narwhal\*\* .+\n\nWelcome to Ships, and thank you! Next, .+\n\n<sub>/);
  assert.match(body, "ask [first-mate](https://github.com/first-mate), who");
  assert.match(body, "[How to contribute](https://ships.example.org/contributing)");
  assert.match(body, "[in our Slack](https://ships.example.org/slack)");
  // It mentions nobody, and notifies the author as any comment does.
  assert.equal(
    server.notificationsOf(mate).filter(({ thread }) => thread === "ships/hull#1"),
    [],
  );
  assert.equal(
    server.notificationsOf(bob).map(({ because }) => because),
    ["takes part"],
  );
  assert.equal(server.violations, []);
});

test("somebody is welcomed once, whatever they open then", async () => {
  const { opens } = await openPod();
  assert.match(said(await opens(bob)), WELCOME);
  for (const isPullRequest of [false, true]) {
    const thread = await opens(bob, { isPullRequest });
    assert.is(thread.comments.length, isPullRequest ? 1 : 0, "a first merge may be celebrated there");
    assert.not.match(said(thread), WELCOME);
  }
});

test("buddies take turns", async () => {
  const { opens } = await openPod();
  const buddies: (string | undefined)[] = [];
  for (const id of [30, 31, 32, 33]) buddies.push(BUDDY.exec(said(await opens(user(id))))?.[1]);
  assert.equal(buddies, ["first-mate", "bosun", "first-mate", "bosun"]);
});

test("without anybody experienced the welcome names nobody", async () => {
  const { send, opens } = await openPod();
  for (const one of [mate, bosun]) await send(says("/pod pause 4w", one, 99));
  const thread = await opens(bob);
  assert.match(said(thread), WELCOME);
  assert.not.match(said(thread), /@|first-mate|bosun/);
});

test("people who were here before the bot, insiders, the unwilling, bots and private repositories are not welcomed", async () => {
  const { opens, acts, server, send } = await openPod(`${YAML}mentions: { insiders: comment }\n`);
  for (const [n, association] of ["CONTRIBUTOR", "COLLABORATOR", "MEMBER", "OWNER"].entries()) {
    assert.match(said(await opens(user(50 + n), { association })), "This is close to");
    assert.is(said(await opens(user(50 + n))), "");
  }
  for (const one of [captain, mate]) assert.match(said(await opens(one)), "This is close to");
  await send(says("/pod independent", user(41, "indra"), 99));
  for (const one of [user(41, "indra"), bot(42, "robot")]) assert.is(said(await opens(one)), "");
  const hidden = actsIn(server, repository(71, "ships/galley", { private: true }));
  assert.is(said(await opens(bob, {}, hidden)), "");
  const merged = await opens(user(43, "merger"), { isPullRequest: true, open: false });
  await send(acts.merges(captain, merged));
  assert.match(said(await opens(user(43, "merger"))), "This is close to");
  const comments = server.threadsIn(70).map(said).join("\n");
  assert.not.match(comments, WELCOME);
  assert.not.match(comments, MERGED);
});

test("people who wait for a seat, and those who are invited to one, are welcomed as well", async () => {
  const { opens, send, community } = await openPod(YAML.replace("consent: assign", "consent: offer"));
  await send(says("/pod join galley", user(44, "walt"), 99));
  assert.is((await post(joinPod(community), "login,areas\nnina,hull\n", CSV)).status, 200);
  for (const one of [user(44, "walt"), user(45, "nina")]) assert.match(said(await opens(one)), WELCOME);
});

test("somebody who had work here before us is never called new, whatever is read of that yet", async () => {
  const { opens, merge, server, send, store, run } = await openPod(YAML, { catchesUp: true });
  const [committer, merger] = [user(46, "committer"), user(47, "merger")];
  server.fail({ operation: "repos/list-contributors", status: 403, message: "Resource not accessible", times: 99 });
  const sail = repository(71, "ships/sail");
  server.listings.repository(71, { name: "ships/sail", contributors: [committer] });
  server.thread(sail, 1, { author: merger, isPullRequest: true, open: false, mergedAt: Date.parse("2020-02-02") });
  for (const one of [committer, merger]) {
    const thread = await opens(one, { isPullRequest: true });
    assert.match(said(thread), "This is close to");
    await merge(thread);
    assert.not.match(said(thread), WELCOME);
    assert.not.match(said(thread), MERGED);
  }
  // Nothing is said of them there, and the digest knows it all the same.
  const quiet = actsIn(server, repository(72, "ships/yard"));
  const old = user(48, "old");
  server.listings.repository(71, { contributors: [old] });
  const { text } = quiet.opens(old, 1, { isPullRequest: true });
  await send(quiet.merges(captain, text));
  await run();
  assert.equal(
    (await store.activities("2026-W47")).flatMap(({ first, title }) => (first ? [title] : [])),
    [],
  );
  assert.match(said(await opens(bob)), WELCOME);
  assert.equal(server.violations, []);
});

test("where GitHub cannot tell whether somebody is new, they are not called so, and may be welcomed later", async () => {
  const { opens, server } = await openPod();
  server.fail({ operation: "search/commits", status: 422, message: "The listed users cannot be searched", times: 1 });
  assert.match(said(await opens(bob)), /This is close to(?![\s\S]*Welcome)/);
  assert.match(said(await opens(bob)), WELCOME);
});

test("a welcome that was never written is not used up", async () => {
  const { opens, close, server, send, acts, run, store } = await openPod();
  const refusal = { status: 403, message: "Resource not accessible by integration" };
  server.fail({ operation: "issues/create-comment", ...refusal, times: 1 });
  const closed = await opens(bob);
  await close(closed);
  assert.match(said(await opens(bob)), WELCOME);

  server.fail({ operation: "issues/create-comment", ...refusal, times: 1 });
  const { text: late, ...delivery } = acts.opens(user(30), 99_999);
  await send(delivery);
  await run();
  // This one is written first, and then the other after all.
  assert.match(said(await opens(user(30))), WELCOME);
  assert.match(said(late), /This is close to(?![\s\S]*Welcome)/);

  const full = Object.assign(Object.create(store), {
    beginSend: async () => {
      throw new BudgetSpent(60_000);
    },
  });
  const waiting = await opens(user(49, "uma"), {}, undefined, { store: full });
  assert.is(waiting.comments.length, 0);
  await close(waiting);
  const next = await opens(user(49, "uma"));
  assert.is(BUDDY.exec(said(next))?.[1], "first-mate", "no turn of a buddy is used up either");
  await run();
  assert.equal([closed, waiting].map(said), ["", ""]);
});

test("the first merge is celebrated once, by an edit of our comment that notifies nobody", async () => {
  const { opens, merge, server } = await openPod();
  const first = await opens(bob, { isPullRequest: true });
  const second = await opens(bob, { isPullRequest: true });
  const heard = () => server.notifications.filter(({ comment }) => comment !== undefined).length;
  const before = heard();
  await merge(first);
  await merge(second);
  assert.match(said(first), MERGED);
  assert.match(said(first), SWAG);
  assert.match(said(first), WELCOME);
  assert.not.match(said(second), MERGED);
  assert.equal([first.comments.length, second.comments.length, heard()], [1, 1, before]);
});

test("a revert is nobody's first merge: the next one is, also once GitHub calls them a contributor", async () => {
  const { opens, merge } = await openPod();
  const revert = await opens(bob, {
    isPullRequest: true,
    title: 'Revert "Add A"',
    body: `Reverts ${hull.full_name}#77`,
  });
  await merge(revert);
  const next = await opens(bob, { isPullRequest: true });
  await merge(next);
  assert.not.match(said(revert), MERGED);
  assert.match(said(next), MERGED);
});

test("swag is offered to a person once, whatever they merge, however often it is delivered, and whenever a tick dies", async () => {
  for (const [when, name] of [
    ["before", "greet"],
    ["after", "greet"],
    ["before", "saveCommentState"],
    ["after", "saveCommentState"],
  ] as const) {
    const pod = await openPod();
    const { opens, acts, send, run, merge } = pod;
    const first = await opens(bob, { isPullRequest: true });
    const others = [await opens(bob, { isPullRequest: true }), await opens(bob, { isPullRequest: true })];
    const merged = acts.merges(captain, first);
    await send(merged);
    await tickAndDie(pod, [name], 1, when);
    await run();
    await send(merged);
    for (const one of others) await merge(one);
    const offers = [first, ...others].map((one) => said(one).split(SWAG).length - 1);
    assert.equal(offers, [1, 0, 0], `${when} ${name}`);
  }
});

test("without our comment a first merge is celebrated nowhere on GitHub", async () => {
  const { opens, merge, acts, send, run } = await openPod();
  const deleted = await opens(bob, { isPullRequest: true });
  const [comment] = deleted.comments;
  assert.ok(comment);
  await send(acts.deletes(captain, comment));
  await run();
  const veteran = await opens(user(40, "veteran"), { isPullRequest: true, association: "CONTRIBUTOR" });
  const insider = await opens(mate, { isPullRequest: true });
  for (const thread of [deleted, veteran, insider]) await merge(thread);
  assert.equal([deleted.comments.length, insider.comments.length], [0, 0]);
  assert.not.match(said(veteran), MERGED);
});

test("a first merge that is delivered late is celebrated only if no other was", async () => {
  const { opens, acts, send, run, merge } = await openPod();
  const [first, second] = [await opens(bob, { isPullRequest: true }), await opens(bob, { isPullRequest: true })];
  assert.ok(first && second);
  const late = acts.merges(captain, first);
  await merge(second);
  await send(late);
  await run();
  assert.equal(
    [first, second].filter((thread) => MERGED.test(said(thread))),
    [second],
  );
});

test("a crash between the choice of the buddy and the comment changes neither the thread nor the buddy", async () => {
  for (const [when, name, nth] of [
    ["before", "greet", 2],
    ["after", "greet", 2],
    ["after", "saveCommentState", 2],
    ["after", "saveCommentState", 3],
  ] as const) {
    const pod = await openPod();
    const { open, opens, run } = pod;
    const thread = await open(bob);
    await tickAndDie(pod, [name], nth, when);
    await run();
    assert.is(thread.comments.length, 1, `${when} ${name}`);
    assert.is(BUDDY.exec(said(thread))?.[1], "first-mate", `${when} ${name}`);
    assert.not.match(said(await opens(bob)), WELCOME);
    assert.is(BUDDY.exec(said(await opens(user(30))))?.[1], "bosun", `${when} ${name}`);
  }
});

test("a welcome that a crash kept from being written is given in the next thread, and one that was written is not", async () => {
  for (const [when, name, nth, isWritten] of [
    ["before", "greet", 2, false],
    ["after", "greet", 2, false],
    ["after", "saveCommentState", 3, false],
    ["before", "saveCommentState", 4, true],
  ] as const) {
    const pod = await openPod();
    const { open, opens, close } = pod;
    const thread = await open(bob);
    await tickAndDie(pod, [name], nth, when);
    await close(thread);
    const welcomes = [thread, await opens(bob), await opens(bob)].map((one) => WELCOME.test(said(one)));
    assert.equal(welcomes, [isWritten, !isWritten, false], `${when} ${name} ${nth}`);
  }
});

test("a buddy who cannot be asked any more is replaced when the comment is written again, or left out", async () => {
  const { opens, send, run, acts, server } = await openPod();
  const thread = await opens(bob);
  const buddyOf = async (title: string) => {
    await send(acts.retitles(bob, thread, title));
    await run();
    return BUDDY.exec(said(thread))?.[1];
  };
  assert.is(await buddyOf("one"), "first-mate");
  await send(says("/pod leave", mate, 99));
  assert.is(await buddyOf("two"), "bosun");
  await send(says("/pod join hull", mate, 99));
  assert.is(await buddyOf("three"), "bosun");
  for (const one of [mate, bosun]) await send(says("/pod pause 4w", one, 99));
  assert.is(await buddyOf("four"), undefined);
  assert.match(said(thread), WELCOME);
  assert.equal(
    [mate, bosun].flatMap((one) => server.notificationsOf(one)).filter((one) => one.thread === "ships/hull#1"),
    [],
  );
});

test("a buddy who is forgotten is no longer named", async () => {
  const { opens, send, run } = await openPod();
  const thread = await opens(bob);
  assert.match(said(thread), "first-mate");
  await send(says("/pod forget me", mate, 99));
  await run();
  assert.match(said(thread), WELCOME);
  assert.not.match(said(thread), "first-mate");
});

test.run();
