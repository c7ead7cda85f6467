/** Newcomers are welcomed once, in the comment about the pod, and their first merge is celebrated there. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { SETTINGS } from "../support/community.ts";
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
const BUDDY = /If you get stuck, ask \[([\w-]+)\]/;
const MERGED = /Your first pull request here was merged/;

/** A pod of five, two of whom know their way around. */
async function openPod(yaml = YAML) {
  const delivery = await openDelivery({ yaml });
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
  const opens = async (...opening: Parameters<typeof open>) => {
    const thread = await open(...opening);
    await run();
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
  return { ...delivery, acts, open, opens, merge };
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
    assert.is(thread.comments.length, 1);
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
  for (const association of ["CONTRIBUTOR", "COLLABORATOR", "MEMBER", "OWNER"])
    assert.match(said(await opens(user(40, "veteran"), { association })), "This is close to");
  assert.match(said(await opens(user(40, "veteran"))), "This is close to");
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

test("the first merge is celebrated once, by an edit of our comment that notifies nobody", async () => {
  const { opens, merge, server } = await openPod();
  const first = await opens(bob, { isPullRequest: true });
  const second = await opens(bob, { isPullRequest: true });
  const heard = () => server.notifications.filter(({ comment }) => comment !== undefined).length;
  const before = heard();
  await merge(first);
  await merge(second);
  assert.match(said(first), MERGED);
  assert.match(said(first), "[Order your swag](https://ships.example.org/swag)");
  assert.match(said(first), WELCOME);
  assert.not.match(said(second), MERGED);
  assert.equal([first.comments.length, second.comments.length, heard()], [1, 1, before]);
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
    ["before", "greet", 1],
    ["after", "greet", 1],
    ["after", "saveCommentState", 2],
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
