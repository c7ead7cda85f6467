/** Whom our comment about a pod mentions, counted as GitHub counts notifications. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pods } from "../../functions/pods/handler.ts";
import { get, SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, clock, hull, type User, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, openDelivery, people, says, tickAndDie } from "../support/github/delivery.ts";
import type { LocalThread } from "../support/github/world.ts";

const test = suite("mentions");
test.after(closeDelivery);

const captain = user(20, "captain");
const sailors = people(5);

/** A pod of five for the hull and one of five for the sails. */
async function openPods(mode: string, secret?: typeof appSecret) {
  const yaml = `${SETTINGS}mentions: { mode: ${mode}, insiders: comment }\n`;
  const delivery = await openDelivery({ yaml, ...(secret && { secret }) });
  const { server, send, run } = delivery;
  // GitHub tells times in whole seconds.
  let seconds = 0;
  server.now = () => clock() + 1_000 * ++seconds;
  server.thread(hull, 99);
  for (const one of [...sailors, ...people(5, 30).map(({ id }) => user(id))]) server.account(one);
  for (const one of sailors) await send(says("/pod join hull advocate", one, 99));
  for (const one of people(5, 30)) await send(says("/pod join sail advocate", user(one.id), 99));
  await run();
  const acts = actsIn(server, hull);
  let threads = 0;
  return {
    ...delivery,
    acts,
    opens: async (by: User) => {
      const act = acts.opens(by, ++threads);
      await send(act);
      await run();
      return act.text;
    },
    happens: async (act: Parameters<typeof send>[0]) => {
      await send(act);
      await run();
    },
    /** Who was notified by a mention, one entry a time. */
    told: ({ number }: LocalThread) =>
      server.notifications.flatMap(({ to, thread, because }) =>
        because === "mentioned" && thread === `${hull.full_name}#${number}` ? to : [],
      ),
  };
}

test("in rotation each new thread is for the member with the fewest open ones", async () => {
  const { opens, told, happens, acts } = await openPods("rotation");
  const threads: LocalThread[] = [];
  for (let n = 0; n < 3; n++) threads.push(await opens(bob));
  assert.equal(threads.flatMap(told), ["sailor-0", "sailor-1", "sailor-2"]);
  await happens(acts.closes(bob, threads[1] as LocalThread));
  assert.equal(told(await opens(bob)), ["sailor-1"]);
  assert.equal(told(await opens(sailors[3] as User)), ["sailor-4"]);
});

test("all members are mentioned once but the author, and an edit mentions nobody new", async () => {
  const { opens, told, happens, acts, send } = await openPods("all");
  const thread = await opens(sailors[0] as User);
  assert.equal(told(thread), ["sailor-1", "sailor-2", "sailor-3", "sailor-4"]);
  await send(says("/pod join hull", user(50, "late"), 99));
  await send(says("/pod leave", sailors[4], 99));
  await happens(acts.retitles(bob, thread, "Another title"));
  assert.match(thread.comments[0]?.body ?? "", "@sailor-1, @sailor-2 and @sailor-3, would you have a look?");
  assert.is(told(thread).length, 4);
});

for (const mode of ["advocate", "rotation", "all"])
  test(`mode ${mode}: a thread that passes to another pod and back mentions nobody twice`, async () => {
    const { opens, told, happens, acts, server } = await openPods(mode);
    const thread = await opens(bob);
    const first = told(thread);
    await happens(acts.labels(captain, thread, "sails"));
    const both = told(thread);
    await happens(acts.unlabels(captain, thread, "sails"));
    assert.match(thread.comments[0]?.body ?? "", "looks after Hull");
    assert.ok(first.length > 0 && both.length === 2 * first.length, `${first} ${both}`);
    assert.equal(told(thread), both);
    assert.is(new Set(both).size, both.length);
    assert.equal(server.violations, []);
  });

test("an advocate is not mentioned in their own thread", async () => {
  const { opens, told } = await openPods("advocate");
  assert.equal(told(await opens(sailors[0] as User)), []);
  assert.equal(told(await opens(bob)), ["sailor-0"]);
});

const team = [user(60, "tamar"), user(61, "tess")];
/** What the status page says about the teams of pods. */
const onStatus = async ({ community }: Awaited<ReturnType<typeof openPods>>) => {
  const { body } = await get(pods(community), "/status.json");
  return (body.off as string[]).filter((sentence) => sentence.startsWith("Mentions of the team"));
};

for (const [kind, secret] of [
  ["a token", undefined],
  ["an app", appSecret],
] as const)
  test(`with ${kind} the pod's team is mentioned as such, once, and edits keep it`, async () => {
    const opened = await openPods("team", secret);
    const { server, opens, told, happens, acts } = opened;
    server.app.mayWrite = [...server.app.mayWrite, "members"];
    server.team("ships/narwhal", team);
    const thread = await opens(bob);
    assert.match(thread.comments[0]?.body ?? "", "@ships/narwhal, would you have a look?");
    assert.equal(told(thread), ["tamar", "tess"]);
    await happens(acts.labels(captain, thread, "sails"));
    await happens(acts.unlabels(captain, thread, "sails"));
    await happens(acts.retitles(bob, thread, "Another title"));
    assert.equal(told(thread), ["tamar", "tess", "user-30"]);
    const other = await opens(bob);
    await happens(acts.retitles(bob, other, "Another title"));
    assert.equal(told(other), ["tamar", "tess"]);
    assert.match(other.comments[0]?.body ?? "", "@ships/narwhal");
    assert.is(other.comments[0]?.writes, 1);
    assert.equal((await onStatus(opened)).length, 1, "only the other pod has no team");
    assert.equal(server.violations, []);
  });

test("a team that GitHub does not show is not mentioned: the advocate is, until there is one", async () => {
  const opened = await openPods("team");
  const thread = await opened.opens(bob);
  assert.equal(opened.told(thread), ["sailor-0"]);
  assert.equal(
    [thread.comments[0]?.writes, await onStatus(opened)],
    [1, ["Mentions of the team @ships/narwhal; the Pod Advocate is mentioned instead. GitHub shows us no such team."]],
  );
  opened.server.team("ships/narwhal", team);
  assert.equal(opened.told(await opened.opens(bob)), ["tamar", "tess"]);
  assert.equal(await onStatus(opened), []);
});

test("a team that GitHub does not read in our comment gives way to the advocate, by one edit", async () => {
  const opened = await openPods("team");
  opened.server.team("ships/narwhal", team, false);
  const thread = await opened.opens(bob);
  assert.equal(opened.told(thread), ["sailor-0"]);
  assert.not.match(thread.comments[0]?.body ?? "", "@ships");
  assert.is(thread.comments[0]?.writes, 2);
  assert.match((await onStatus(opened)).join(), "it has to be visible");
  await opened.happens(opened.acts.retitles(bob, thread, "Another title"));
  assert.equal(opened.told(thread), ["sailor-0"]);
});

test("an app that may not see teams mentions the advocate, and the status page says what it needs", async () => {
  const opened = await openPods("team", appSecret);
  opened.server.team("ships/narwhal", team);
  assert.equal(opened.told(await opened.opens(bob)), ["sailor-0"]);
  assert.match((await onStatus(opened)).join(), "the organisation permission Members: read");
  opened.server.app.mayWrite = [...opened.server.app.mayWrite, "members"];
  assert.equal(opened.told(await opened.opens(bob)), ["tamar", "tess"]);
  assert.equal(await onStatus(opened), []);
  assert.equal(opened.server.violations, []);
});

test("an app that may no longer see teams still keeps a comment true that mentions one, and says so", async () => {
  const opened = await openPods("team", appSecret);
  const { server, acts, send, run, opens, told, community } = opened;
  const rights = server.app.mayWrite;
  server.app.mayWrite = [...rights, "members"];
  server.team("ships/narwhal", team);
  const thread = await opens(bob);
  assert.equal(told(thread), ["tamar", "tess"]);
  server.app.mayWrite = rights;
  server.reinstall();
  await send(acts.retitles(bob, thread, "Another title"));
  // The first try finds that its tokens are void.
  for (let n = 0; n < 2; n++) await run({ settings: () => ({ ...community.settings(), community: "Boats" }) });
  assert.match(thread.comments[0]?.body ?? "", /@ships\/narwhal, would you.*From the pods of Boats/s);
  assert.match((await onStatus(opened)).join(), "the organisation permission Members: read");
  assert.equal([told(thread), server.violations], [["tamar", "tess"], []]);
});

test("a process that ends before it has read the comment leaves one mention, and the advocate if it was none", async () => {
  for (const [isReadable, when, name, nth] of [
    [true, "after", "noteTeam", 1],
    [false, "before", "saveCommentState", 3],
    [false, "after", "saveCommentState", 3],
    [false, "after", "noteTeam", 1],
  ] as const) {
    const opened = await openPods("team");
    const { server, send, acts, run, told } = opened;
    server.team("ships/narwhal", team, isReadable);
    const act = acts.opens(bob, 1);
    await send(act);
    await tickAndDie(opened, [name], nth, when);
    await run();
    assert.equal(told(act.text), isReadable ? ["tamar", "tess"] : ["sailor-0"], `${when} ${name}`);
    assert.is(act.text.comments.length, 1);
  }
});

test.run();
