/** People are told what becomes of their seat: once, where they asked or where the settings say, and nobody else is. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, command, get, NOW, SETTINGS, seatCrossed, tick } from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import { ada, hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, dying, openDelivery, people, says, startChat } from "../support/github/delivery.ts";

const WITH_THREAD = `${SETTINGS}rebalance: { maxMovesPercent: 60 }\nnotices: { thread: ships/hull#7 }\n`;
const PROVEN = { ...AS_MAINTAINER, Accept: "application/json" };
const ROBOT = "Pods-Robot";

type Delivery = Awaited<ReturnType<typeof openDelivery>>;

/** The new comments in a thread that are notices. */
const noticesIn = ({ server }: Delivery, number: number): string[] =>
  server
    .comments(hull, number)
    .filter(({ author, body }) => author.login === ROBOT && body.includes(":notice:"))
    .map(({ body }) => body);

/** The logins that a text mentions. */
const mentioned = (text: string): string[] => [...text.matchAll(/@([\w-]+)/g)].map(([, login = ""]) => login).sort();

/** Nine have a pod, the tenth asked in thread 5 and waits; then one leaves. */
async function tenthWaits(delivery: Delivery) {
  const { server, send, run } = delivery;
  server.thread(hull, 99);
  server.thread(hull, 5);
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await send(says("/pod join hull", ada, 5));
  await run();
  await send(says("/pod leave", user(10, "sailor-0"), 99));
  await run();
}

const seat = suite("a seat after waiting");

seat("is told in a new comment, in the thread where the person asked", async () => {
  const delivery = await openDelivery();
  await tenthWaits(delivery);
  assert.is((await delivery.store.find(ada))?.standing.state, "waiting");
  await tick(rebalance(delivery.community));
  await delivery.run();
  const [notice = "", ...others] = noticesIn(delivery, 5);
  assert.equal(others, []);
  assert.match(
    notice,
    /@ada: on 22 November 2026 you got a seat in the \*\*Narwhal\*\* pod, which looks after Hull\.\n/,
  );
  assert.match(notice, "`/pod leave`");
  assert.equal(mentioned(notice), ["ada"]);
  for (let n = 0; n < 3; n++) {
    await tick(rebalance(delivery.community));
    await delivery.run();
  }
  assert.is(noticesIn(delivery, 5).length, 1);
  assert.equal(delivery.server.violations, []);
});

seat(
  "is told to each of the four who waited when the fifth joins, with the role of the one who volunteered",
  async () => {
    const delivery = await openDelivery();
    const { server, send, run } = delivery;
    server.thread(hull, 5);
    for (const [n, one] of people(5).entries()) {
      await send(says(n === 2 ? "/pod join hull advocate" : "/pod join hull", one, 5));
      await run();
    }
    const notices = noticesIn(delivery, 5);
    assert.equal(notices.map(mentioned).sort(), [["sailor-0"], ["sailor-1"], ["sailor-2"], ["sailor-3"]]);
    const advocates = notices.filter((text) => text.includes("became its Pod Advocate"));
    assert.equal(advocates.map(mentioned), [["sailor-2"]]);
  },
);

seat("in an area that was not the first choice says so", async () => {
  const delivery = await openDelivery();
  const { server, send, run, community } = delivery;
  server.thread(hull, 5);
  for (let n = 1; n <= 3; n++) await command(joinPod(community), { login: `bob-${n}`, areas: ["hull"] });
  await send(says("/pod join sail hull", ada, 5));
  await run();
  await command(joinPod(community), { login: "bob-4", areas: ["hull"] });
  await run();
  const [notice = ""] = noticesIn(delivery, 5);
  assert.match(notice, "It is your second choice: no seat in Sails was free for you.");
});

seat("is not told to people who have left it since, who asked nowhere, or who were forgotten", async () => {
  const delivery = await openDelivery();
  await tenthWaits(delivery);
  await tick(rebalance(delivery.community));
  await delivery.send(says("/pod leave", ada, 5));
  await delivery.run();
  assert.equal(noticesIn(delivery, 5), []);
  assert.equal(Object.keys(await delivery.store.backlog()), ["sent"]);
});

seat("waits for a locked thread", async () => {
  const delivery = await openDelivery();
  await tenthWaits(delivery);
  delivery.server.thread(hull, 5, { locked: true });
  await tick(rebalance(delivery.community));
  for (let n = 0; n < 12; n++) await delivery.run();
  assert.equal(noticesIn(delivery, 5), []);
  delivery.server.thread(hull, 5, { locked: false });
  await delivery.run();
  assert.is(noticesIn(delivery, 5).length, 1);
});

seat("is told once, whatever fails and whenever the process ends", async () => {
  const delivery = await openDelivery();
  const { store, github, app, hurry, run, server } = delivery;
  await tenthWaits(delivery);
  await tick(rebalance(delivery.community));
  server.fail({ operation: "issues/create-comment", status: 502 });
  server.fail({ operation: "issues/create-comment", lost: true });
  for (let n = 0; n < 4; n++) await run();
  assert.is(noticesIn(delivery, 5).length, 1);

  await delivery.send(says("/pod leave", ada, 5));
  await delivery.run();
  let told = 1;
  for (const when of ["before", "after"] as const) {
    for (const [what, names] of [
      ["store", ["beginSend", "settle"]],
      ["github", ["thread", "create"]],
    ] as const) {
      for (const name of names) {
        const { pseudonym: person } = (await store.find({ login: "sailor-1" }))!;
        await store.join(
          { subject: { login: "sailor-1", proposed: "x" }, profile: {}, candidates: [], by: "self", thread: "70#5" },
          { id: "", at: 0 },
        );
        await store.enqueue([{ kind: "notice", person, pod: 1, revision: 1000 + told, at: 0 }], { id: "", at: 0 });
        await hurry();
        await new Promise<void>((ended) => {
          const broken =
            what === "store"
              ? app({ store: dying(store, [name], 1, when, ended) })
              : app({ github: () => dying(github, [name], 1, when, ended) });
          void tick(broken).then(() => ended());
        });
        await run();
        told += 1;
        assert.is(noticesIn(delivery, 5).length, told, `${name} ${when}`);
      }
    }
  }
});

const moves = suite("what a run decides");

/** A plan that moves three of twelve each way, and gives a pod an advocate. */
async function planned(delivery: Delivery) {
  const { community, send } = delivery;
  await seatCrossed(joinPod(community));
  await send(says("Hello", user(77, "writer"), 7));
  await command(joinPod(community), { do: "advocate", login: "bob-5" });
  const { body } = await command(rebalance(community), { do: "plan" });
  return body;
}

/** The thread that the settings name, and a plan that moves people. */
async function openWithPlan() {
  const delivery = await openDelivery({ yaml: WITH_THREAD });
  delivery.server.thread(hull, 7);
  return { ...delivery, plan: await planned(delivery) };
}

moves(
  "is told in one comment that mentions exactly those whom it concerns, with reason, cost and way out",
  async () => {
    const delivery = await openWithPlan();
    const { community, run, plan } = delivery;
    await command(rebalance(community), { do: "apply", plan: plan.id });
    for (let n = 0; n < 3; n++) await run();
    const [notice = "", ...others] = noticesIn(delivery, 7);
    assert.equal(others, []);
    const concerned = plan.changes.flatMap(({ kind, login }: { kind: string; login?: string }) =>
      kind === "move" || kind === "advocate" ? [login] : [],
    );
    assert.ok(concerned.length >= 6, String(concerned));
    assert.equal(mentioned(notice), [...new Set(concerned)].sort());
    assert.match(notice, "On 22 November 2026 a plan was applied.");
    assert.match(
      notice,
      /- @ada-1: you moved from \*\*Narwhal\*\* \(Hull\) to \*\*Orca\*\* \(Sails\)\. Why: first choice: Sails/,
    );
    assert.match(notice, "`/pod leave` gives up a seat");
  },
);

moves("is told once, whatever fails and whenever the process ends", async () => {
  const delivery = await openWithPlan();
  const { community, server, run, app, store, github, hurry, plan } = delivery;
  const applied = await command(rebalance(community), { do: "apply", plan: plan.id });
  await command(rebalance(community), { do: "apply", plan: plan.id });
  server.fail({ operation: "issues/create-comment", lost: true });
  await run();
  for (const when of ["before", "after"] as const) {
    await hurry();
    await new Promise<void>((ended) => {
      void tick(app({ store: dying(store, ["saveNotified", "beginSend"], 1, when, ended) })).then(() => ended());
    });
    await hurry();
    await new Promise<void>((ended) => {
      void tick(app({ github: () => dying(github, ["create", "ours"], 1, when, ended) })).then(() => ended());
    });
  }
  for (let n = 0; n < 3; n++) await run();
  assert.is(noticesIn(delivery, 7).length, 1);
  // Undone, those who were told hear that they are back.
  await command(rebalance(community), { do: "undo", run: applied.body.run });
  for (let n = 0; n < 3; n++) await run();
  const [, undone = "", ...others] = noticesIn(delivery, 7);
  assert.equal(others, []);
  assert.match(undone, "an earlier change was taken back");
  assert.match(undone, /- @ada-1: you moved from \*\*Orca\*\* \(Sails\) to \*\*Narwhal\*\* \(Hull\)\./);
  assert.match(undone, "What it costs you: an area that you did not name instead of your first choice.");
});

moves("that was undone before anybody was told is told to nobody", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  const { body } = await command(rebalance(community), { do: "apply", plan: plan.id });
  await command(rebalance(community), { do: "undo", run: body.run });
  for (let n = 0; n < 3; n++) await run();
  const texts = noticesIn(delivery, 7);
  assert.not.match(texts.join("\n"), "you moved");
});

moves("is told without the names of people who were forgotten since", async () => {
  const delivery = await openWithPlan();
  const { community, server, run, plan } = delivery;
  await command(rebalance(community), { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  const [before = ""] = noticesIn(delivery, 7);
  for (const login of ["ada-1", "bob-2"]) {
    await command(joinPod(community), { do: "forget", login });
    // GitHub may not find it at first.
    server.fail({ operation: "issues/get-comment", status: 404, message: "Not Found", times: 2 });
    for (let n = 0; n < 3; n++) await run();
    assert.not.match(noticesIn(delivery, 7).join(), login);
  }
  const [after = "", ...others] = noticesIn(delivery, 7);
  assert.equal(others, []);
  assert.equal(
    mentioned(after),
    mentioned(before).filter((login) => login !== "ada-1" && login !== "bob-2"),
  );
  assert.is(after.split("- Somebody who is no longer here: told of their own seat.").length, 3);
});

moves("is told although somebody deleted an earlier notice: they may not want that one, not none", async () => {
  const delivery = await openWithPlan();
  const { community, server, run, plan } = delivery;
  const applied = await command(rebalance(community), { do: "apply", plan: plan.id });
  await run();
  for (const { id } of [...server.comments(hull, 7)]) server.deleteComment(id);
  await command(rebalance(community), { do: "undo", run: applied.body.run });
  await run();
  assert.match(noticesIn(delivery, 7).join(), "an earlier change was taken back");
});

moves("that was cut off is told when it has gone on, once", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  for (let calls = 3; calls < 9; calls++) {
    const dies = { ...community, store: failingStore(community.store, calls, "after").store };
    await command(rebalance(dies), { do: "apply", plan: plan.id });
    await run();
  }
  await command(rebalance(community), { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  assert.is(noticesIn(delivery, 7).length, 1);
});

moves("goes to a chat, without mentions, when the settings name no thread", async () => {
  const delivery = await openDelivery({ yaml: WITH_THREAD.replace(/notices.*\n/, "") });
  const { community, run, chat } = delivery;
  const slack = await startChat();
  chat(`slack: ${slack.url}`);
  const plan = await planned(delivery);
  await run();
  const before = slack.posted.length;
  const { body } = await command(rebalance(community), { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  const [post = "", ...others] = slack.posted.slice(before);
  assert.equal(others, []);
  assert.match(post, "On 22 November 2026 a plan was applied: ");
  assert.match(post, "<https://github.com/ada-1|ada-1> moved from Narwhal to Orca");
  assert.not.match(post, "@");
  const { body: shown } = await get(rebalance(community), `/runs/${body.run}`, PROVEN);
  assert.is(shown.notified.where, "chat");
  assert.equal(shown.notified.notReached, []);
});

moves("stands on their page for eight weeks, and the pages of plan and run say who was not reached", async () => {
  const delivery = await openDelivery({ yaml: WITH_THREAD.replace(/notices.*\n/, "") });
  const { community, run } = delivery;
  const plan = await planned(delivery);
  const { body } = await command(rebalance(community), { do: "apply", plan: plan.id });
  await run();
  const { body: shown } = await get(rebalance(community), `/runs/${body.run}`, PROVEN);
  assert.equal([shown.notified.where, shown.notified.told], ["nowhere", []]);
  assert.ok(shown.notified.notReached.some(({ login }: { login: string }) => login === "ada-1"));
  for (const path of [`/runs/${body.run}`, `/plans/${plan.id}`]) {
    assert.match(
      (await get(rebalance(community), path, { ...AS_MAINTAINER, Accept: "text/html" })).body,
      /Not reached: [^<]*ada-1/,
    );
    assert.not.match((await get(rebalance(community), path, { Accept: "text/html" })).body, "ada-1");
  }
  const sentence = "Moved from Narwhal to Orca on 22 November 2026: first choice: Sails";
  const page = (now = NOW) => get(pods({ ...community, now: () => now }), "/people/ada-1", { Accept: "text/html" });
  assert.match((await page()).body, sentence);
  assert.not.match((await page(NOW + 57 * 86_400_000)).body, sentence);
  await command(rebalance(community), { do: "undo", run: body.run });
  assert.match((await page()).body, "Moved from Orca to Narwhal on 22 November 2026: takes back an earlier change");
});

moves("hears the volunteer to whom the role of an advocate falls, once", async () => {
  const delivery = await openDelivery({ yaml: WITH_THREAD });
  const { community, server, run, send } = delivery;
  server.thread(hull, 7);
  for (let n = 1; n <= 6; n++)
    await command(joinPod(community), { login: `ada-${n}`, areas: ["hull"], advocate: n === 5 || n === 6 });
  await send(says("Hello", user(77, "writer"), 7));
  await command(joinPod(community), { do: "leave", login: "ada-5" });
  server.fail({ operation: "issues/create-comment", lost: true });
  for (let n = 0; n < 4; n++) await run();
  const [notice = "", ...others] = noticesIn(delivery, 7);
  assert.equal(others, []);
  assert.match(notice, "@ada-6: on 22 November 2026 you became the Pod Advocate of **Narwhal**");
  assert.equal(mentioned(notice), ["ada-6"]);
});

const asks = suite("a plan's moves as questions");

asks("go out in one comment, once, and /pod stay takes a person out", async () => {
  const delivery = await openWithPlan();
  const { community, run, send, plan } = delivery;
  const app = rebalance(community);
  const movers = plan.changes.flatMap(({ kind, login }: { kind: string; login?: string }) =>
    kind === "move" ? [login] : [],
  );
  assert.equal((await command(app, { do: "ask", plan: plan.id })).body.outcome, "asking");
  await command(app, { do: "ask", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  assert.equal((await command(app, { do: "ask", plan: plan.id })).body.outcome, "already-asked");
  await run();
  const [question = "", ...others] = noticesIn(delivery, 7);
  assert.equal(others, []);
  assert.equal(mentioned(question), movers.sort());
  assert.match(
    question,
    "A plan of 22 November 2026 would move these people. Nobody moves unless a maintainer applies it.",
  );
  assert.match(question, "Comment `/pod stay`");
  await send(says("/pod stay", user(300, "ada-1"), 7));
  const shown = await get(app, `/plans/${plan.id}`, { ...AS_MAINTAINER, Accept: "text/html" });
  assert.match(shown.body, "asked to stay");
  assert.match(shown.body, "<h2>Asked</h2>");
  await command(app, { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  const told = noticesIn(delivery, 7).at(-1) ?? "";
  assert.not.ok(mentioned(told).includes("ada-1"));
});

asks("are refused for plans that are decided, unknown, or move nobody", async () => {
  const { community } = await openDelivery({ yaml: WITH_THREAD });
  const app = rebalance(community);
  const { body: empty } = await command(app, { do: "plan" });
  assert.equal((await command(app, { do: "ask", plan: empty.id })).body.outcome, "nobody-to-ask");
  assert.is((await command(app, { do: "ask", plan: "5f2a9c01b7d3e846" })).status, 404);
  await command(app, { do: "discard", plan: empty.id });
  assert.is((await command(app, { do: "ask", plan: empty.id })).status, 409);
});

asks.after(closeDelivery);
for (const one of [seat, moves, asks]) one.run();
