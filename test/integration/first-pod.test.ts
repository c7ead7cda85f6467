/** Threads whose area had no pod when they were opened get the first one that forms there. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, NOW, post, SETTINGS, storeAt, tick } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { ada, bob, bot, clock, hull, type User, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, dying, openDelivery, people, seatFive } from "../support/github/delivery.ts";

const test = suite("the first pod of an area");
const captain = user(20, "captain");
const NARWHAL = "pod/narwhal";
const DAY_MS = 86_400_000;

async function openCommunity(options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery(options);
  const { server, send, run } = delivery;
  server.thread(hull, 99, { author: captain });
  const acts = actsIn(server, hull);
  /** The search for threads, then a look at each, then their labels. */
  const rest = async () => {
    for (let ticks = 0; ticks < 3; ticks++) await run();
  };
  const opened = async (number: number, by: User, more: object = {}) => {
    const act = acts.opens(by, number, more);
    await send(act);
    await rest();
    return act.text;
  };
  return { ...delivery, acts, rest, opened };
}

test("labels the area's open threads, and speaks in those where it would have spoken", async () => {
  const { server, send, acts, rest, opened, store } = await openCommunity();
  const [young, insiders, byBot, old, ended, others] = [
    await opened(1, bob),
    await opened(2, captain),
    await opened(3, bot(9, "dependabot")),
    await opened(4, ada, { createdAt: NOW - 8 * DAY_MS }),
    await opened(5, ada),
    await opened(6, ada, { labels: ["sails"] }),
  ];
  const draft = await opened(7, ada, { isPullRequest: true, draft: true });
  await send(acts.closes(ada, ended));
  assert.equal([young.labels, young.comments.length], [[], 0]);
  assert.equal(await store.threadsAwaiting("hull"), ["70#1", "70#2", "70#3", "70#4"]);
  await seatFive(send);
  await rest();
  for (const { labels } of [young, insiders, byBot, old]) assert.equal(labels, [NARWHAL]);
  for (const { labels } of [ended, draft]) assert.equal(labels, []);
  assert.equal(others.labels, ["sails"]);
  assert.equal(
    [young, insiders, byBot, old, ended, others, draft].map(({ comments }) => comments.length),
    [1, 0, 0, 0, 0, 0, 0],
  );
  assert.match(young.comments[0]?.body ?? "", "close to the **Narwhal** pod");
  assert.equal(await store.threadsAwaiting("hull"), []);
  assert.equal(await store.threadsOf(1), ["70#1", "70#2", "70#3", "70#4"]);
  assert.equal(server.violations, []);
});

test("a seating that forms it does the same", async () => {
  const { community, rest, opened } = await openCommunity();
  const thread = await opened(1, captain);
  await post(joinPod(community), `login,areas\n${csvOf(5, "hull")}`, CSV);
  const { body } = await command(rebalance(community), { do: "seat" });
  assert.is(body.outcome, "seated");
  await rest();
  assert.equal(thread.labels, [NARWHAL]);
});

test("one that forms while a thread is looked at is not missed", async () => {
  const { acts, send, rest, hurry, app, store } = await openCommunity();
  const act = acts.opens(captain, 1);
  await send(act);
  let isFormed = false;
  const saveCommentState: typeof store.saveCommentState = async (...args) => {
    if (!isFormed) {
      isFormed = true;
      await seatFive(send);
    }
    await store.saveCommentState(...args);
  };
  await hurry();
  await tick(app({ store: { ...store, saveCommentState } }));
  await rest();
  assert.ok(isFormed);
  assert.equal(act.text.labels, [NARWHAL]);
});

test("killed at any step, the threads have its label in the end", async () => {
  for (const when of ["before", "after"] as const)
    for (const names of [
      ["pod", "threadsAwaiting", "enqueue", "settle"],
      ["saveCommentState", "pods"],
    ])
      for (let nth = 1; nth <= 4; nth++) {
        const { acts, send, rest, hurry, app, store, server } = await openCommunity();
        const acted = [1, 2].map((number) => acts.opens(captain, number));
        for (const one of acted) await send(one);
        const tickMortal = async () => {
          await hurry();
          await new Promise<void>((ended) => {
            void tick(app({ store: dying(store, names, nth, when, ended) })).then(() => ended());
          });
        };
        await tickMortal();
        await seatFive(send);
        await tickMortal();
        await rest();
        await rest();
        for (const { text } of acted) assert.equal(text.labels, [NARWHAL], `${names} ${when} call ${nth}`);
        assert.equal(server.violations, []);
      }
});

test("threads of an area that was renamed meanwhile are found, and so are those that a closed pod left behind", async () => {
  const { community, run, opened } = await openCommunity();
  const thread = await opened(1, captain);
  const keel = SETTINGS.replace("hull: { title: Hull,", "keel: { title: The Keel, was: [hull],");
  const settings = { ...parseSettings(keel), id: community.id };
  const renamed = {
    ...community,
    settings: () => settings,
    store: storeAt(community.url, community.id, () => settings.areas),
  };
  const forPeople = joinPod(renamed);
  const join = async (logins: readonly string[]) => {
    for (const login of logins) await command(forPeople, { login, areas: ["keel"] });
  };
  const restRenamed = async () => {
    for (let ticks = 0; ticks < 3; ticks++) await run(renamed);
  };
  await join(people(5).map(({ login }) => login));
  await restRenamed();
  assert.equal(thread.labels, [NARWHAL]);
  for (const { login } of people(5)) await command(forPeople, { do: "leave", login });
  await restRenamed();
  assert.equal(thread.labels, []);
  await join(["olga", "otis", "owen", "opal", "oran"]);
  await restRenamed();
  assert.equal(thread.labels, ["pod/orca"]);
});

test("at night, threads are found whose area became one with an area that has a pod", async () => {
  const { community, send, run, rest, opened, store } = await openCommunity();
  const thread = await opened(1, captain, { labels: ["sails"] });
  await seatFive(send);
  await rest();
  assert.equal(thread.labels, ["sails"]);
  const deck = SETTINGS.replace("sail: { title: Sails, repositories: [ships/sail], labels: [sails] }", "").replace(
    "hull: { title: Hull,",
    "hull: { title: Hull, was: [sail], labels: [sails],",
  );
  const settings = { ...parseSettings(deck), id: community.id };
  const merged = {
    settings: () => settings,
    store: storeAt(community.url, community.id, () => settings.areas),
  };
  await store.saveCatchUp(await store.catchUp(), 0);
  for (let ticks = 0; ticks < 3; ticks++) await run(merged);
  assert.equal(thread.labels, ["sails", NARWHAL]);
});

test("in an archived repository nothing is tried, and nothing waits", async () => {
  const { acts, send, run, rest, opened, server, store, community } = await openCommunity();
  // GitHub tells times in whole seconds.
  let seconds = 0;
  server.now = () => clock() + 1_000 * ++seconds;
  const keeper = actsIn(server, structuredClone(hull));
  const archive = async () => {
    await send(keeper.archives(captain));
    const refusal = { status: 403, message: "Repository was archived so is read-only.", times: 99 };
    for (const operation of [
      "issues/add-labels",
      "issues/create-label",
      "issues/create-comment",
      "issues/update-comment",
    ])
      server.fail({ operation, ...refusal });
  };
  const isQuiet = async () => assert.equal((await store.unsent()).groups, []);

  const thread = await opened(1, captain);
  for (const { login } of people(5)) await command(joinPod(community), { login, areas: ["hull"] });
  await archive();
  await rest();
  assert.equal(thread.labels, []);
  await isQuiet();
  server.forgive();
  await send(keeper.archives(captain, false));
  await send(acts.labels(captain, thread, "bug"));
  const said = await opened(2, bob);
  assert.equal([thread.labels, said.comments.length], [["bug", NARWHAL], 1]);

  // Its label waits when the repository is archived.
  const late = acts.opens(captain, 3);
  server.fail({ operation: "issues/add-labels", status: 500 });
  await send(late);
  await run();
  await archive();
  await rest();
  await isQuiet();
  for (const { login } of people(5)) await command(joinPod(community), { do: "leave", login });
  await rest();
  assert.equal(late.text.labels, []);
  assert.match(said.comments[0]?.body ?? "", "Narwhal");
  await isQuiet();
});

test("many threads that have waited do not make answers wait, and get their labels within the budget, which the report says", async () => {
  const { acts, send, rest, hurry, app, server, store, community } = await openCommunity();
  const threads = Array.from({ length: 130 }, (_, n) => acts.opens(captain, 100 + n));
  for (const one of threads) await send(one);
  await rest();
  assert.is((await store.threadsAwaiting("hull")).length, 130);
  await seatFive(send);
  const asks = acts.says(ada, server.thread(hull, 98, { author: captain }), "/pod who");
  await send(asks);
  const one = app();
  for (let ticks = 0; ticks < 4; ticks++) {
    await hurry();
    await tick(one);
  }
  assert.ok(server.comments(hull, 98).length > 0, "answered");
  const labelled = threads.filter(({ text }) => text.labels.length > 0).length;
  assert.ok(labelled <= 80);
  const { body } = await tick(one);
  const [waits = {}, ...others] = body.waiting ?? [];
  assert.equal([body.outcome, body.sent, others], ["waiting", 0, []]);
  assert.equal([waits.kind, waits.errands], ["label", threads.length - labelled]);
  assert.match(waits.detail, "GitHub limits how much we write");
  assert.ok(Date.parse(waits.until) > community.now(), waits.until);
  assert.is(
    threads.reduce((sum, { text }) => sum + text.comments.length, 0),
    0,
  );
});

test.after(closeDelivery);
test.run();
