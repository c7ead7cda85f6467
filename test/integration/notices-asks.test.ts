/** Maintainers may have people asked before a plan moves them: each once, and as long as it can still be answered. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, CSV, command, csvOf, get, post, tick } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, says } from "../support/github/delivery.ts";
import {
  mentioned,
  noticeComments,
  openWithPlan,
  openWithThread,
  WITH_THREAD,
  WITHOUT_THREAD,
} from "../support/github/notices.ts";
import { savePlan, seatFile, seatTwoSwaps, TWO_SWAPS } from "../support/seated.ts";

const PROVEN = { ...AS_MAINTAINER, Accept: "application/json" };

/** The people whom a plan would move. */
const moversOf = (plan: { changes: { kind: string; login?: string }[] }): string[] =>
  plan.changes.flatMap(({ kind, login }) => (kind === "move" && login !== undefined ? [login] : [])).sort();

const pageOf = async ({ community }: Pick<Awaited<ReturnType<typeof openWithPlan>>, "community">, login: string) =>
  (await get(pods(community), `/people/${login}`, { Accept: "text/html" })).body;

const planPageOf = async ({ community, plan }: Awaited<ReturnType<typeof openWithPlan>>) =>
  (await get(rebalance(community), `/plans/${plan.id}`, { ...AS_MAINTAINER, Accept: "text/html" })).body;

const TOO_LATE = /Not reached: [^<]*ada-1[^<]*\. The plan was decided on first, so they are not asked any more\.</;

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
  const [question = "", ...others] = noticeComments(delivery, 7);
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
  const told = noticeComments(delivery, 7).at(-1) ?? "";
  assert.not.ok(mentioned(told).includes("ada-1"));
});

asks("are not promised where the plan is applied at the same time, however far that is", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan, store } = delivery;
  const apply = () => command(rebalance(community), { do: "apply", plan: plan.id });
  let isBegun = false;
  const beside = {
    ...store,
    noteAsked: async (...noted: Parameters<typeof store.noteAsked>) => {
      isBegun = true;
      assert.is((await apply()).status, 200);
      return store.noteAsked(...noted);
    },
  };
  const { status, body } = await command(rebalance({ ...community, store: beside }), { do: "ask", plan: plan.id });
  assert.equal([isBegun, status, body.detail], [true, 409, "This plan was already applied."]);
  for (let n = 0; n < 3; n++) await run();
  const questions = noticeComments(delivery, 7).filter((text) => text.includes("would move these people"));
  assert.equal(questions, []);
  assert.match(await planPageOf(delivery), TOO_LATE);
});

for (const word of ["apply", "discard"])
  asks(`that no tick sent before "${word}" are announced on no page`, async () => {
    const delivery = await openWithPlan();
    const { community, plan } = delivery;
    const app = rebalance(community);
    await command(app, { do: "ask", plan: plan.id });
    assert.match(await planPageOf(delivery), "The next ticks try to send it");
    assert.is((await command(app, { do: word, plan: plan.id })).status, 200);
    const page = await planPageOf(delivery);
    assert.match(page, TOO_LATE);
    assert.not.match(page, "The next ticks");
  });

asks("are not promised where a run of the plan has begun", async () => {
  const delivery = await openWithPlan();
  const { community, plan, store } = delivery;
  assert.match(await planPageOf(delivery), "Ask the people first");
  const finishRun = async () => Promise.reject(new Error("the process died"));
  const died = rebalance({ ...community, store: { ...store, finishRun } });
  await command(died, { do: "apply", plan: plan.id });
  assert.is((await store.plan(plan.id))?.status, "waiting");
  const page = await planPageOf(delivery);
  assert.match(page, "Apply the plan");
  assert.not.match(page, "Ask the people first");
  const { status, body } = await command(rebalance(community), { do: "ask", plan: plan.id });
  assert.equal(
    [status, body.outcome, body.detail],
    [
      409,
      "already-begun",
      "A run of this plan has begun, so nobody is asked any more. If it was cut off, apply the plan again: the run goes on.",
    ],
  );
});

asks("that no tick sent before a run of the plan began go to nobody, though it was cut off", async () => {
  const delivery = await openWithPlan();
  const { community, plan, run, store } = delivery;
  await command(rebalance(community), { do: "ask", plan: plan.id });
  assert.match(await pageOf(delivery, "ada-1"), "To stay, comment /pod stay");
  const applyGroup = async () => Promise.reject(new Error("the process died"));
  await command(rebalance({ ...community, store: { ...store, applyGroup } }), { do: "apply", plan: plan.id });
  assert.is((await store.plan(plan.id))?.status, "waiting");
  assert.match(await planPageOf(delivery), TOO_LATE);
  const page = await pageOf(delivery, "ada-1");
  assert.match(page, "would move ada-1");
  assert.not.match(page, "To stay, comment");
  for (let n = 0; n < 3; n++) await run();
  assert.equal(noticeComments(delivery, 7), []);
});

asks("go to exactly those who would move, with reasons that hold for the areas they name by then", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan, store } = delivery;
  const app = rebalance(community);
  const wish = (login: string, areas: string[]) => command(joinPod(community), { login, areas, anywhere: false });
  await wish("ada-1", ["hull"]);
  await wish("ada-3", ["galley", "sail"]);
  await command(app, { do: "ask", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  const [question = "", ...others] = noticeComments(delivery, 7).filter((text) => text.includes("A plan of"));
  assert.equal(others, []);
  const asked = mentioned(question);
  const step = plan.changes.find(({ login }: Row) => login === "ada-1").group;
  for (const { login } of plan.changes.filter(({ group }: Row) => group === step)) {
    assert.not.ok(asked.includes(login), login);
    assert.not.match(await pageOf(delivery, login), "A plan of");
  }
  assert.match(question, /@ada-3: .*Why: Sails is your second choice/);
  assert.match(
    await pageOf(delivery, "ada-3"),
    "would move ada-3 from Narwhal to Orca. Why: Sails is their second choice",
  );
  const before = (await store.pods()).flatMap(({ number, seats }) =>
    seats.map((one) => [one.pseudonym, number] as const),
  );
  await command(app, { do: "apply", plan: plan.id });
  const after = await store.members(before.map(([person]) => person));
  const moved = before.flatMap(([person, pod]) => {
    const { profile, standing } = after.get(person) ?? {};
    return standing?.pod === pod ? [] : [profile?.login];
  });
  assert.equal(asked, moved.sort());
});

asks("do not go to people in a step that somebody's new wish has stopped since the maintainer asked", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  await run();
  await command(rebalance(community), { do: "ask", plan: plan.id });
  await command(joinPod(community), { login: "ada-1", areas: ["hull"], anywhere: false });
  for (let n = 0; n < 3; n++) await run();
  const step = plan.changes.find(({ login }: Row) => login === "ada-1").group;
  const others = plan.changes.filter(({ group, kind }: Row) => group !== step && kind === "move");
  const question = noticeComments(delivery, 7).find((text) => text.includes("A plan of")) ?? "";
  assert.equal(mentioned(question), others.map(({ login }: Row) => login).sort());
});

interface Row {
  readonly kind: string;
  readonly group: number;
  readonly login: string;
}

asks("are refused for plans that are decided, unknown, or move nobody", async () => {
  const { community } = await openDelivery({ yaml: WITH_THREAD });
  const app = rebalance(community);
  const { body: empty } = await command(app, { do: "plan" });
  assert.equal((await command(app, { do: "ask", plan: empty.id })).body.outcome, "nobody-to-ask");
  assert.is((await command(app, { do: "ask", plan: "5f2a9c01b7d3e846" })).status, 404);
  await command(app, { do: "discard", plan: empty.id });
  assert.is((await command(app, { do: "ask", plan: empty.id })).status, 409);
});

asks("are refused with the people because of whom no step is made, if all of them have changed", async () => {
  const { community, plan } = await openWithPlan();
  const movers = plan.changes.filter(({ kind }: Row) => kind === "move");
  for (const { login } of movers) await command(joinPod(community), { do: "leave", login });
  const { status, body } = await command(rebalance(community), { do: "ask", plan: plan.id });
  assert.equal([status, body.outcome], [409, "nobody-to-ask"]);
  assert.is(body.unfit.length + body.dropped.length, plan.groups);
  for (const { reason, people } of body.unfit) assert.equal([reason, people.length], ["gone", 1]);
});

asks(
  "and the notice of the run say whose role ends: it may have been handed over since the plan was made",
  async () => {
    const delivery = await openWithThread();
    const { community, run } = delivery;
    await seatFile(community, `login,areas,ability\n${csvOf(6, "hull", ",experienced")}`);
    await seatFile(community, `login,areas,ability\n${csvOf(7, "sail", ",experienced", "bob")}`);
    for (const login of ["ada-1", "bob-1"]) await command(joinPod(community), { do: "advocate", login });
    await post(joinPod(community), `login,areas\n${csvOf(6, "sail")}`, CSV);
    const { body: plan } = await command(rebalance(community), { do: "plan" });
    assert.equal(
      plan.changes.filter(({ kind }: Row) => kind === "close").map(({ pod }: { pod: string }) => pod),
      ["narwhal"],
    );
    await command(joinPod(community), { do: "advocate", login: "ada-2" });
    await command(pods(community), { do: "nominate", pod: "narwhal", login: "ada-2" });
    const lineOf = (login: string) => {
      const notice = noticeComments(delivery, 7).findLast(
        (text) => text.includes("moved from") || text.includes("would move"),
      );
      return notice?.split("\n").find((line) => line.includes(`@${login}: `)) ?? "";
    };

    await command(rebalance(community), { do: "ask", plan: plan.id });
    for (let n = 0; n < 3; n++) await run();
    assert.match(lineOf("ada-1"), "from **Narwhal** (Hull) to");
    assert.not.match(lineOf("ada-1"), "no longer");
    assert.match(lineOf("ada-2"), "You would no longer be the Pod Advocate of **Narwhal** (Hull).");
    assert.not.match(await pageOf(delivery, "ada-1"), "end the role");
    assert.match(await pageOf(delivery, "ada-2"), " and end the role as the Pod Advocate of Narwhal. Why: ");

    await command(rebalance(community), { do: "apply", plan: plan.id });
    for (let n = 0; n < 3; n++) await run();
    assert.match(lineOf("ada-1"), "you moved from **Narwhal** (Hull) to");
    assert.not.match(lineOf("ada-1"), "no longer");
    assert.match(lineOf("ada-2"), "You are no longer the Pod Advocate of **Narwhal** (Hull).");
    assert.not.match(await pageOf(delivery, "ada-1"), "stopped being");
    assert.match(await pageOf(delivery, "ada-2"), "and stopped being the Pod Advocate of Narwhal on");
  },
);

asks("stand on people's own pages at once, until they say no or the plan is decided", async () => {
  const delivery = await openWithPlan(WITHOUT_THREAD);
  const { community, send, plan } = delivery;
  const app = rebalance(community);
  const question =
    "A plan of 22 November 2026 would move ada-1 from Narwhal to Orca. Why: Sails is their first choice. To stay, comment /pod stay on GitHub before it is applied.";
  const planPage = async () => (await get(app, `/plans/${plan.id}`, { Accept: "text/html" })).body;
  assert.not.match(await pageOf(delivery, "ada-1"), "A plan of");
  assert.match(await planPage(), "once people are asked, the page of each of them says which move it has for them.");
  const { detail } = (await command(app, { do: "ask", plan: plan.id })).body;
  assert.match(detail, "their public pages say which move it has for them");
  assert.match(await planPage(), "as people were asked, the page of each of them says which move it has for them.");
  assert.match(await pageOf(delivery, "ada-1"), question);
  assert.match(await pageOf(delivery, "ada-2"), "would move ada-2");
  await send(says("/pod stay", user(300, "ada-1"), 99));
  assert.not.match(await pageOf(delivery, "ada-1"), "A plan of");
  await command(app, { do: "discard", plan: plan.id });
  assert.match(
    await pageOf(delivery, "ada-2"),
    "would have moved ada-2 from Narwhal to Orca, but nothing became of it.",
  );
  assert.not.match(await pageOf(delivery, "ada-1"), "A plan of");
});

asks("are answered by /pod stay, even if another plan was made since", async () => {
  const delivery = await openWithPlan();
  const { community, send, run, plan } = delivery;
  const app = rebalance(community);
  await command(app, { do: "ask", plan: plan.id });
  await run();
  for (const login of ["ada-3", "bob-3"]) await command(joinPod(community), { do: "areas", login, areas: ["galley"] });
  const { body: fresh } = await command(app, { do: "plan" });
  assert.is.not(fresh.id, plan.id);
  await send(says("/pod stay", user(300, "ada-1"), 7));
  for (const id of [plan.id, fresh.id])
    assert.ok((await delivery.store.plan(id))?.staying.length, `${id === fresh.id ? "the fresh" : "the asked"} plan`);
});

/** The lines of notices that say that nothing became of a move, by the people whom they mention. */
const droppedFor = (delivery: Parameters<typeof noticeComments>[0], ...words: readonly string[]): string[] =>
  noticeComments(delivery, 7)
    .flatMap((text) => text.split("\n"))
    .filter((line) => words.every((word) => line.includes(word)))
    .flatMap(mentioned)
    .sort();

const STOPPED = "the move that you were asked about was called off, as somebody in it stays.";

const inStepOf = (plan: { changes: Row[] }, login: string): string[] => {
  const step = plan.changes.find((change) => change.login === login)?.group;
  return plan.changes.flatMap((change) => (change.group === step && change.login !== login ? [change.login] : []));
};

asks("are taken back in the step of somebody who stays: the others in it are told once", async () => {
  const delivery = await openWithPlan();
  const { community, send, run, plan } = delivery;
  const app = rebalance(community);
  const others = inStepOf(plan, "ada-1");
  assert.ok(others.length > 0);
  await command(app, { do: "ask", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  assert.match(await pageOf(delivery, others[0] ?? ""), "would move");
  for (const words of ["/pod stay", "/pod stay"]) await send(says(words, user(300, "ada-1"), 7));
  for (let n = 0; n < 3; n++) await run();
  assert.equal(droppedFor(delivery, STOPPED), others);
  assert.equal(droppedFor(delivery, "on 22 November 2026 ", STOPPED, "You keep your seat in **"), others);
  const page = await pageOf(delivery, others[0] ?? "");
  assert.match(page, /A plan of 22 November 2026 would have moved [\w-]+ from \w+ to \w+, but nothing became of it\./);
  assert.not.match(page, "To stay");
  await command(app, { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  assert.equal(droppedFor(delivery, STOPPED), others);
});

asks(
  "are taken back in steps that save nothing without the one of somebody who stays: once, before the plan is applied",
  async () => {
    const delivery = await openWithThread();
    const { community, send, run } = delivery;
    const app = rebalance(community);
    await seatTwoSwaps(community);
    await tick(app);
    await savePlan(community, "hours", TWO_SWAPS);
    await command(app, { do: "ask", plan: "hours" });
    for (let n = 0; n < 3; n++) await run();
    await tick(app);
    await send(says("/pod stay", user(900, "bob-2"), 7));
    for (let n = 0; n < 3; n++) await run();
    assert.equal(droppedFor(delivery, STOPPED), ["ada-2"]);
    for (let n = 0; n < 2; n++) {
      assert.is((await tick(app)).body.outcome, n === 0 ? "done" : "nothing-due");
      await run();
    }
    const others = ["ada-1", "ada-2", "bob-1"];
    assert.equal(droppedFor(delivery, STOPPED), others);
    assert.is((await command(app, { do: "apply", plan: "hours" })).status, 409);
    await command(app, { do: "discard", plan: "hours" });
    for (let n = 0; n < 3; n++) await run();
    assert.equal(droppedFor(delivery, STOPPED), others);
  },
);

asks("of people who were not asked yet are not taken back, but left out", async () => {
  const delivery = await openWithPlan();
  const { community, send, run, plan } = delivery;
  await run();
  await command(rebalance(community), { do: "ask", plan: plan.id });
  await send(says("/pod stay", user(300, "ada-1"), 99));
  for (let n = 0; n < 3; n++) await run();
  const question = noticeComments(delivery, 7).find((text) => text.includes("A plan of")) ?? "";
  for (const login of inStepOf(plan, "ada-1")) assert.not.ok(mentioned(question).includes(login), login);
  assert.equal(droppedFor(delivery, STOPPED), []);
});

asks("about a step that a plan is applied without are answered: nothing became of it", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  const app = rebalance(community);
  await command(app, { do: "ask", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  await command(app, { do: "apply", plan: plan.id, except: ["ada-1"] });
  for (let n = 0; n < 3; n++) await run();
  const left = ["ada-1", ...inStepOf(plan, "ada-1")].sort();
  assert.equal(droppedFor(delivery, STOPPED), left);
  assert.match(
    await pageOf(delivery, "ada-1"),
    "would have moved ada-1 from Narwhal to Orca, but nothing became of it.",
  );
  const told = noticeComments(delivery, 7).find((text) => text.includes("a plan was applied.")) ?? "";
  assert.equal(mentioned(told), moversOf(plan), "one comment a plan");
});

const CHANGED_MIND = "the move that you were asked about was called off, as somebody in it no longer wants that area.";

asks(
  "about a step in which somebody wants something else by now are answered with those who move, and why",
  async () => {
    const delivery = await openWithPlan();
    const { community, send, run, plan } = delivery;
    await command(rebalance(community), { do: "ask", plan: plan.id });
    for (let n = 0; n < 3; n++) await run();
    await send(says("/pod join hull anywhere=no", user(300, "ada-1"), 99));
    await command(rebalance(community), { do: "apply", plan: plan.id });
    for (let n = 0; n < 3; n++) await run();
    const left = ["ada-1", ...inStepOf(plan, "ada-1")].sort();
    assert.equal(droppedFor(delivery, CHANGED_MIND, "You keep your seat in **"), left);
    const [told = "", ...others] = noticeComments(delivery, 7).slice(1);
    assert.equal([mentioned(told), others], [moversOf(plan), []]);
  },
);

asks("about a plan of which nothing fits any more are answered, too", async () => {
  const delivery = await openWithPlan();
  const { community, send, run, plan } = delivery;
  await command(rebalance(community), { do: "ask", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  for (const n of [1, 2, 3]) await send(says("/pod join hull anywhere=no", user(299 + n, `ada-${n}`), 99));
  const { status, body } = await command(rebalance(community), { do: "apply", plan: plan.id });
  assert.equal([status, body.outcome], [409, "nothing-fits"]);
  for (let n = 0; n < 3; n++) await run();
  assert.equal(droppedFor(delivery, CHANGED_MIND), moversOf(plan));
  const bob = inStepOf(plan, "ada-1").find((login) => login.startsWith("bob")) ?? "";
  assert.match(await pageOf(delivery, bob), "but nothing became of it.");
});

asks("may go out again for an equal plan that is made later, not for the same one", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  const app = rebalance(community);
  const ask = async () => (await command(app, { do: "ask", plan: plan.id })).body.outcome;
  const again = async () => {
    await command(app, { do: "discard", plan: plan.id });
    assert.is((await command(app, { do: "plan" })).body.id, plan.id);
  };
  assert.is(await ask(), "asking");
  await run();
  await again();
  assert.is(await ask(), "already-asked");
  for (let n = 0; n < 3; n++) await run();
  assert.is(noticeComments(delivery, 7).length, 1);
  await command(joinPod(community), { login: "guest", areas: ["galley"] });
  await command(joinPod(community), { do: "forget", login: "guest" });
  await again();
  assert.is(await ask(), "asking");
  for (let n = 0; n < 3; n++) await run();
  assert.equal(noticeComments(delivery, 7).map(mentioned), [moversOf(plan), moversOf(plan)]);
});

/** Steps of two who change places, one after the other. */
function swapsOf({ changes }: { changes: Row[] }): string[][] {
  const moves = changes.filter(({ login }) => login !== undefined);
  const steps = [...new Set(moves.map(({ group }) => group))];
  return steps.map((step) => moves.filter(({ group }) => group === step).map(({ login }) => login));
}

/** With a plan about which its people were asked. */
async function openAsked() {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  const app = rebalance(community);
  const told = async () => {
    for (let n = 0; n < 3; n++) await run();
    return noticeComments(delivery, 7).filter((text) => /\bplan\b/.test(text));
  };
  await command(app, { do: "ask", plan: plan.id });
  const before = (await told()).length;
  /** Sends everything. Returns what people were told of the plan since they were asked. */
  const newlyTold = async () => (await told()).slice(before);
  return { community, app, plan, newlyTold };
}

const refused = suite("a plan of which no step is made");

refused("leaves no run, and nobody hears that it was applied", async () => {
  const { community, app, plan, newlyTold } = await openAsked();
  const [{ items: runsBefore }, status] = [
    (await get(app, "/runs", { Accept: "application/json" })).body,
    (await get(pods(community), "/status", { Accept: "application/json" })).body,
  ];
  for (const [login = ""] of swapsOf(plan)) await command(joinPod(community), { do: "leave", login });
  const { body } = await command(app, { do: "apply", plan: plan.id });
  assert.is(body.outcome, "nothing-fits");
  assert.equal(await newlyTold(), []);
  assert.equal((await get(app, "/runs", { Accept: "application/json" })).body.items, runsBefore);
  const after = (await get(pods(community), "/status", { Accept: "application/json" })).body;
  assert.equal(after.lastRun, status.lastRun);
  assert.is((await get(app, `/plans/${plan.id}`, PROVEN)).body.status, "discarded");
});

refused("waits if only the people whom the maintainer left out are the cause", async () => {
  const { community, app, plan, newlyTold } = await openAsked();
  const [stale = [], ...others] = swapsOf(plan);
  await command(joinPod(community), { do: "leave", login: stale[0] });
  const except = others.map(([login]) => login);
  const left = await command(app, { do: "apply", plan: plan.id, except });
  assert.equal([left.status, left.body.outcome], [409, "nothing-left"]);
  assert.equal(await newlyTold(), []);
  assert.is((await get(app, `/plans/${plan.id}`, PROVEN)).body.status, "waiting");
  assert.is((await command(app, { do: "apply", plan: plan.id })).body.applied, others.length);
});

refused("is discarded if nothing of it would fit without them either", async () => {
  const { community, plan } = await openWithPlan();
  const app = rebalance(community);
  const [one = [], ...others] = swapsOf(plan);
  for (const [login] of [one, ...others]) await command(joinPod(community), { do: "leave", login });
  const { body } = await command(app, { do: "apply", plan: plan.id, except: [one[1]] });
  assert.is(body.outcome, "nothing-fits");
});

refused.after(closeDelivery);

const missed = suite("a notice that cannot be written");

for (const [why, stop, heal] of [
  ["its thread is locked", { locked: true }, { locked: false }],
  ["GitHub refuses it", { status: 403 }, {}],
  ["GitHub fails", { status: 502 }, {}],
] as const) {
  missed(`is said on the pages of plan and run while ${why}, and sent when that is over`, async () => {
    const delivery = await openWithPlan();
    const { community, server, run, plan } = delivery;
    const app = rebalance(community);
    const hinder = () =>
      "locked" in stop
        ? server.thread(hull, 7, stop)
        : server.fail({ operation: "issues/create-comment", status: stop.status });
    const mend = () => "locked" in heal && server.thread(hull, 7, heal);
    const shown = async (path: string, what: string) => (await get(app, path, PROVEN)).body[what];
    const logins = (people: { login: string }[]) => people.map(({ login }) => login).sort();

    // The other messages.
    await run();
    hinder();
    await command(app, { do: "ask", plan: plan.id });
    await run();
    const asked = await shown(`/plans/${plan.id}`, "asked");
    assert.equal(
      [asked.where, asked.sent, asked.told, logins(asked.notReached)],
      ["thread", false, [], moversOf(plan)],
    );
    const html = (await get(app, `/plans/${plan.id}`, { ...AS_MAINTAINER, Accept: "text/html" })).body;
    assert.match(html, /Not reached: [^<]*ada-1[^<]*\. The next ticks try to send it/);
    mend();
    await run();
    assert.equal(logins((await shown(`/plans/${plan.id}`, "asked")).told), moversOf(plan));

    hinder();
    const { body } = await command(app, { do: "apply", plan: plan.id });
    await run();
    assert.equal(logins((await shown(`/runs/${body.run}`, "notified")).told), []);
    assert.ok(logins((await shown(`/runs/${body.run}`, "notified")).notReached).includes("ada-1"));
    mend();
    await run();
    assert.ok(logins((await shown(`/runs/${body.run}`, "notified")).told).includes("ada-1"));
    assert.is(noticeComments(delivery, 7).length, 2);
  });
}

missed.after(closeDelivery);
for (const one of [asks, refused, missed]) one.run();
