/** The label of a thread's pod on GitHub: from deliveries out to GitHub, whatever people and bots do with it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pods } from "../../functions/pods/handler.ts";
import { get, SETTINGS, tick } from "../support/community.ts";
import { bob, bot, guid, hull, type User, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, dying, openTwoPods, says } from "../support/github/delivery.ts";

const test = suite("labels of pods");
const captain = user(20, "captain");
const NARWHAL = "pod/narwhal";
const ORCA = "pod/orca";

async function openCommunity(options: Parameters<typeof openTwoPods>[0] = {}) {
  const delivery = await openTwoPods(options);
  const { acts, rest, send } = delivery;
  const opened = async (number: number, by: User, more: object = {}) => {
    const act = acts.opens(by, number, more);
    await send(act);
    await rest();
    return act.text;
  };
  return { ...delivery, opened };
}

test("a thread gets its pod's label, created with its colour and words, and a comment only where one is due", async () => {
  const { server, opened, store } = await openCommunity();
  const [byStranger, byInsider, byBot] = [
    await opened(1, bob),
    await opened(2, captain),
    await opened(3, bot(9, "dependabot")),
  ];
  assert.equal([byStranger.labels, byInsider.labels, byBot.labels], [[NARWHAL], [NARWHAL], [NARWHAL]]);
  assert.equal(
    [byStranger, byInsider, byBot].map(({ comments }) => comments.length),
    [1, 0, 0],
  );
  assert.equal(server.labels(hull).get(NARWHAL), {
    name: NARWHAL,
    color: "1d6f8a",
    description: "For the pod that looks after Hull",
  });
  assert.is(server.asked.filter((one) => one === "issues/create-label").length, 1);
  assert.equal(await store.threadsOf(1), ["70#1", "70#2", "70#3"]);
  assert.equal(server.violations, []);
});

test("it follows the area's labels, whoever sets them, and our own changes go unnoticed", async () => {
  const { server, send, opened, acts, rest } = await openCommunity();
  const thread = await opened(1, bob);
  await send(acts.labels(bot(9, "triage"), thread, "sails"));
  await rest();
  assert.equal(thread.labels, ["sails", ORCA]);
  assert.match(thread.comments[0]?.body ?? "", "looks after Sails");
  for (const name of [NARWHAL, ORCA])
    await send({ ...acts.labels(server.robot, thread, name), id: guid("ours", name) });
  server.unlabel(thread, NARWHAL, server.robot);
  const writes = () => server.asked.filter((one) => /add|remove|create|update/.test(one)).length;
  const before = writes();
  await rest();
  assert.is(writes(), before);
  assert.equal(server.violations, []);
});

test("a person's own choice wins for ever, and ours is taken off", async () => {
  const { send, opened, acts, rest } = await openCommunity();
  const thread = await opened(1, bob);
  await send(acts.labels(captain, thread, ORCA));
  await rest();
  assert.equal(thread.labels, [ORCA]);
  assert.match(thread.comments[0]?.body ?? "", "looks after Sails");
  await send(acts.unlabels(captain, thread, ORCA));
  await rest();
  assert.equal(thread.labels, []);
});

test("a person who takes it off is not asked again; the other labels of pods that repositories have are no choice", async () => {
  const { send, opened, acts, rest } = await openCommunity();
  const thread = await opened(1, bob, { labels: ["pod/eviction"] });
  assert.equal(thread.labels, ["pod/eviction", NARWHAL]);
  await send(acts.unlabels(captain, thread, NARWHAL));
  await send(acts.labels(captain, thread, "sails"));
  await rest();
  assert.equal(thread.labels, ["pod/eviction", "sails"]);
});

test("when a pod closes, its open threads get the next pod of their area, or none", async () => {
  const { send, opened, acts, rest, store, server } = await openCommunity();
  const threads = [await opened(1, bob), await opened(2, captain), await opened(3, captain), await opened(4, captain)];
  const [first] = threads;
  await send(acts.closes(captain, threads[3] as never));
  for (let n = 0; n < 9; n++) await send(says("/pod join hull", user(60 + n), 99));
  const leave = async (pod: number) => {
    const members = await store.members((await store.pod(pod))?.seats.map(({ pseudonym }) => pseudonym) ?? []);
    for (const { profile } of members.values())
      await send(says("/pod leave", user(profile.id ?? 0, profile.login), 99));
    await rest();
    await rest();
  };
  await leave(1);
  const [next] = (await store.pods()).filter(({ area }) => area === "hull");
  for (const { labels } of threads.slice(0, 3)) assert.equal(labels, [`pod/${next?.slug}`]);
  assert.match(first?.comments[0]?.body ?? "", `**${next?.name}**`);
  await leave(next?.number ?? 0);
  for (const { labels } of threads.slice(0, 3)) assert.equal(labels, []);
  assert.is(threads[3]?.labels.length, 1, "a closed thread keeps what it had");
  assert.match(first?.comments[0]?.body ?? "", "Welcome to Ships");
  assert.not.match(first?.comments[0]?.body ?? "", "looks after");
  assert.equal(server.violations, []);
});

test("an issue that was deleted or moved away belongs to no pod any more, whatever is heard of it later", async () => {
  const { opened, send, store, acts } = await openCommunity();
  for (const [n, action] of ["deleted", "transferred"].entries()) {
    const thread = await opened(1 + n, captain);
    const late = acts.labels(captain, thread, "bug");
    await send({ ...late, payload: { ...(late.payload as object), action }, event: "issues", id: guid(action) });
    await send(late);
  }
  assert.equal(await store.threadsOf(1), []);
});

test("drafts, closed and silenced threads get none, and none is set where the settings say so", async () => {
  const { opened, send, acts, rest, server } = await openCommunity();
  const draft = await opened(1, bob, { isPullRequest: true, draft: true });
  assert.equal(draft.labels, []);
  const closed = await opened(2, bob, { open: false });
  assert.equal(closed.labels, []);
  await send(acts.closes(captain, closed, true));
  await rest();
  assert.equal(closed.labels, [NARWHAL]);
  const off = await openCommunity({ yaml: `${SETTINGS}mentions: { labels: false }\n` });
  const thread = await off.opened(1, bob);
  assert.equal([thread.labels, thread.comments.length], [[], 1]);
  assert.equal(server.violations, []);
});

test("killed at any step, it ends with the right label", async () => {
  const { server, send, hurry, app, rest, acts, store, github, redis, key } = await openCommunity();
  let number = 100;
  for (const when of ["before", "after"] as const)
    for (const [what, names] of [
      ["store", ["labelState", "saveLabelState", "beginSend", "settle"]],
      ["github", ["thread", "labelDescription", "createLabel", "label", "unlabel"]],
    ] as const)
      for (let nth = 1; nth <= 8; nth++) {
        const opened = acts.opens(captain, ++number);
        await send(opened);
        await rest();
        server.labels(hull).clear();
        await send(acts.labels(captain, opened.text, "sails"));
        for (let ticks = 0; ticks < 2; ticks++) {
          await hurry();
          await new Promise<void>((ended) => {
            const broken =
              what === "store"
                ? app({ store: dying(store, names, nth, when, ended) })
                : app({ github: () => dying(github, names, nth, when, ended) });
            void tick(broken).then(() => ended());
          });
        }
        await rest();
        // The limit of a minute does not end here.
        await redis.del(key("writes"));
        await rest();
        assert.equal(opened.text.labels, ["sails", ORCA], `${what} ${when} call ${nth}`);
        assert.is(server.labels(hull).get(ORCA)?.color, "1d6f8a");
      }
  assert.equal(server.violations, []);
});

test("an app that may not label goes on commenting, the status page says so, and it heals by itself", async () => {
  const { server, opened, send, acts, rest, community } = await openCommunity({ secret: appSecret });
  const refusal = { status: 403, message: "Resource not accessible by integration", times: 99 };
  server.fail({ operation: "issues/add-labels", ...refusal });
  const [one, two] = [await opened(1, bob), await opened(2, user(60))];
  assert.equal([one.labels, two.labels], [[], []]);
  assert.equal([one.comments.length, two.comments.length], [1, 1]);
  const { body } = await get(pods(community), "/status.json");
  const [waits] = body.unsent.filter(({ kind }: { kind: string }) => kind === "label");
  assert.is(waits.what, "2 labels of pods on GitHub wait.");
  assert.match(waits.why, "Resource not accessible by integration");
  server.forgive();
  await send(acts.labels(captain, one, "bug"));
  await rest();
  assert.equal([one.labels, two.labels], [["bug", NARWHAL], [NARWHAL]]);
  assert.equal(server.violations, []);
});

test.after(closeDelivery);
test.run();
