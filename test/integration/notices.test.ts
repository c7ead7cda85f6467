/** People are told what becomes of their seat: once, where they asked or where the settings say, and nobody else is. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, CSV, command, csvOf, get, NOW, post, tick } from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import { ada, hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, dying, openDelivery, people, says, startChat } from "../support/github/delivery.ts";
import {
  mentioned,
  noticeComments,
  type OpenDelivery,
  openWithPlan,
  openWithThread,
  planned,
  WITHOUT_THREAD,
} from "../support/github/notices.ts";
import { seatFile } from "../support/seated.ts";

/** Those who import people announce it themselves. */
const imports = (app: App, ...rows: string[]) => post(app, ["login,areas", ...rows].join("\n"), CSV);

const PROVEN = { ...AS_MAINTAINER, Accept: "application/json" };

/** Nine have a pod, the tenth asked in thread 5 and waits; then one leaves. */
async function tenthWaits(delivery: OpenDelivery) {
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
  const [notice = "", ...others] = noticeComments(delivery, 5);
  assert.equal(others, []);
  assert.match(
    notice,
    "@ada: on 22 November 2026 you got a seat in the **Narwhal** pod, which looks after Hull. Why: Hull is your first choice.\n",
  );
  assert.match(notice, "`/pod leave`");
  assert.equal(mentioned(notice), ["ada"]);
  for (let n = 0; n < 3; n++) {
    await tick(rebalance(delivery.community));
    await delivery.run();
  }
  assert.is(noticeComments(delivery, 5).length, 1);
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
    const [notice = "", ...others] = noticeComments(delivery, 5);
    assert.equal(others, [], "together");
    assert.equal(mentioned(notice), ["sailor-0", "sailor-1", "sailor-2", "sailor-3"]);
    const formed = notice.match(/which looks after Hull\. Why: enough people waited for a new pod\./g);
    assert.is(formed?.length, 4);
    const advocates = notice.split("\n").filter((line) => line.includes("became its Pod Advocate"));
    assert.equal(advocates.map(mentioned), [["sailor-2"]]);
    await command(joinPod(delivery.community), { do: "forget", login: "sailor-1" });
    for (let n = 0; n < 3; n++) await run();
    assert.equal(noticeComments(delivery, 5).map(mentioned), [["sailor-0", "sailor-2", "sailor-3"]]);
  },
);

seat("tells somebody whom only a file calls a volunteer so, and how to give up the role", async () => {
  const delivery = await openDelivery();
  const { server, send, run, community } = delivery;
  server.thread(hull, 5);
  for (const one of people(4)) await send(says("/pod join hull", one, 5));
  await post(joinPod(community), "login,advocate\nsailor-2,yes\n", CSV);
  await send(says("/pod join hull", ada, 5));
  for (let n = 0; n < 2; n++) await run();
  const [notice = ""] = noticeComments(delivery, 5);
  assert.match(
    notice,
    /@sailor-2: .* A file of Ships listed you as a volunteer, so you became its Pod Advocate, too\.\n/,
  );
  assert.match(notice, "`/pod step-down`");
});

seat("in an area that was not the first choice says so", async () => {
  const delivery = await openDelivery();
  const { server, send, run, community } = delivery;
  server.thread(hull, 5);
  for (let n = 1; n <= 3; n++) await command(joinPod(community), { login: `bob-${n}`, areas: ["hull"] });
  await send(says("/pod join sail hull", ada, 5));
  await run();
  await command(joinPod(community), { login: "bob-4", areas: ["hull"] });
  await run();
  const [notice = ""] = noticeComments(delivery, 5);
  assert.match(notice, "which looks after Hull. Why: enough people waited for a new pod. It is your second choice.\n");
});

seat("in an area that they did not name says so to people whom any suits, and how to say no", async () => {
  const delivery = await openWithThread();
  const { community, send, run } = delivery;
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await send(says("/pod join sail anywhere", ada, 5));
  await send(says("/pod join anywhere", user(40, "bea"), 5));
  await command(joinPod(community), { login: "zoe", areas: ["sail"], anywhere: true });
  for (let n = 0; n < 3; n++) await send(says("/pod leave", user(10 + n, `sailor-${n}`), 99));
  await tick(rebalance(community));
  for (let n = 0; n < 3; n++) await run();
  const lines = [5, 7].flatMap((thread) => noticeComments(delivery, thread)).flatMap((text) => text.split("\n"));
  const lineTo = (login: string) => lines.filter((line) => mentioned(line).includes(login)).at(-1);
  const no = "if that is wrong, comment `/pod join anywhere=no`.";
  const unnamed = `You did not name this area, but any area suits you: ${no}`;
  assert.ok(lineTo("ada")?.endsWith(` ${unnamed}`), lineTo("ada"));
  assert.ok(lineTo("bea")?.endsWith(` Any area suits you: ${no}`), lineTo("bea"));
  assert.ok(
    lineTo("zoe")?.endsWith(` You did not name this area, but a maintainer counted you as open to any area: ${no}`) &&
      lineTo("zoe")?.includes("got a seat in **Narwhal** (Hull)."),
    lineTo("zoe"),
  );
});

seat("gives no reason that areas named since have made untrue", async () => {
  const delivery = await openDelivery();
  const { server, send, run } = delivery;
  server.thread(hull, 5);
  const [first = ada, second = ada, ...others] = people(5);
  for (const one of [first, second, ...others]) await send(says("/pod join hull", one, 5));
  await send(says("/pod join sail", first, 5));
  await send(says("/pod join sail hull", second, 5));
  await run();
  const notices = noticeComments(delivery, 5);
  const lines = notices.join("\n").split("\n");
  const of = ({ login }: { login: string }) => `${lines.find((line) => mentioned(line).includes(login))}\n`;
  const why = "which looks after Hull. Why: enough people waited for a new pod.";
  assert.match(of(first), `${why}\n`);
  assert.match(of(second), `${why} It is your second choice.\n`);
  assert.not.match(notices.join(), "Sails");
});

seat("is told where the settings say to people who asked in no thread, and stands on their page", async () => {
  const delivery = await openWithThread();
  const { community, send, run } = delivery;
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await command(joinPod(community), { login: "zoe", areas: ["hull"] });
  await run();
  await send(says("/pod leave", user(10, "sailor-0"), 99));
  await tick(rebalance(community));
  for (let n = 0; n < 3; n++) await run();
  const [first = "", second = "", ...others] = noticeComments(delivery, 7);
  assert.equal(others, []);
  assert.match(first, "@zoe: on 22 November 2026 a maintainer put you on the waiting list for Hull.");
  assert.equal(mentioned(second), ["zoe"]);
  assert.match(second, "@zoe: you waited, and got a seat in **Narwhal** (Hull).");
  assert.match(second, "`/pod leave` gives up a seat.");
  const [seating] = await community.store.runs();
  assert.equal((await community.store.run(seating?.id ?? ""))?.notified?.notReached, []);
  const page = await get(pods({ ...community, build: "test" }), "/people/zoe", { accept: "text/html" });
  assert.match(page.body, "Waited, and got a seat in Narwhal on 22 November 2026. Why: Hull is their first choice");
});

seat("is not told to people who have left it since, who asked nowhere, or who were forgotten", async () => {
  const delivery = await openDelivery();
  await tenthWaits(delivery);
  await tick(rebalance(delivery.community));
  await delivery.send(says("/pod leave", ada, 5));
  await delivery.run();
  assert.equal(noticeComments(delivery, 5), []);
  assert.equal(Object.keys(await delivery.store.backlog()), ["sent"]);
});

seat("waits for a locked thread", async () => {
  const delivery = await openDelivery();
  await tenthWaits(delivery);
  delivery.server.thread(hull, 5, { locked: true });
  await tick(rebalance(delivery.community));
  for (let n = 0; n < 12; n++) await delivery.run();
  assert.equal(noticeComments(delivery, 5), []);
  delivery.server.thread(hull, 5, { locked: false });
  await delivery.run();
  assert.is(noticeComments(delivery, 5).length, 1);
});

seat("is told once, whatever fails and whenever the process ends", async () => {
  const delivery = await openDelivery();
  const { store, github, app, hurry, run, server } = delivery;
  await tenthWaits(delivery);
  await tick(rebalance(delivery.community));
  server.fail({ operation: "issues/create-comment", status: 502 });
  server.fail({ operation: "issues/create-comment", lost: true });
  for (let n = 0; n < 4; n++) await run();
  assert.is(noticeComments(delivery, 5).length, 1);

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
        await store.leave({ login: "sailor-1" }, "alumni", { id: "", at: 0 });
        await store.join(
          { subject: { login: "sailor-1", proposed: "x" }, profile: {}, candidates: [], thread: "70#5" },
          { id: "", at: 0 },
        );
        const { pod, since: revision } = (await store.find({ login: "sailor-1" }))!.standing;
        await store.enqueue([{ kind: "notice", thread: "70#5", person, pod: pod ?? 0, revision, at: 0 }], {
          id: "",
          at: 0,
        });
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
        assert.is(noticeComments(delivery, 5).length, told, `${name} ${when}`);
      }
    }
  }
});

seat("of many people at once is told in comments that mention at most fifty, as GitHub notifies no more", async () => {
  const delivery = await openDelivery();
  const { store, send, server, run } = delivery;
  server.thread(hull, 5);
  await send(says("Hello", user(77, "writer"), 5));
  // The first four of each nine wait until the fifth forms their pod.
  for (let n = 0; n < 14 * 9; n++) {
    const subject = { login: `sailor-${n}`, proposed: `s${n}` };
    const wish = { subject, profile: { areas: ["hull"] }, candidates: [], thread: "70#5" } as const;
    await store.join(wish, { id: "", at: NOW, by: "self" });
  }
  for (let n = 0; n < 3; n++) await run();
  const notices = noticeComments(delivery, 5).map(mentioned);
  assert.ok(
    notices.length > 1 && notices.every(({ length }) => length <= 50),
    String(notices.map((one) => one.length)),
  );
  assert.is(new Set(notices.flat()).size, 14 * 4);
  assert.is(notices.flat().length, 14 * 4);
});

const moves = suite("what a run decides");

moves(
  "is told in one comment that mentions exactly those whom it concerns, with reason, cost and way out",
  async () => {
    const delivery = await openWithPlan();
    const { community, run, plan } = delivery;
    await command(rebalance(community), { do: "apply", plan: plan.id });
    for (let n = 0; n < 3; n++) await run();
    const [notice = "", ...others] = noticeComments(delivery, 7);
    assert.equal(others, []);
    const concerned = plan.changes.flatMap(({ kind, login }: { kind: string; login?: string }) =>
      kind === "move" || kind === "advocate" ? [login] : [],
    );
    assert.ok(concerned.length >= 6, String(concerned));
    assert.equal(mentioned(notice), [...new Set(concerned)].sort());
    assert.match(notice, "On 22 November 2026 a plan was applied.");
    assert.match(
      notice,
      /- @ada-1: you moved from \*\*Narwhal\*\* \(Hull\) to \*\*Orca\*\* \(Sails\)\. Why: Sails is your first choice/,
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
  assert.is(noticeComments(delivery, 7).length, 1);
  // Undone, those who were told hear that they are back.
  await command(rebalance(community), { do: "undo", run: applied.body.run });
  for (let n = 0; n < 3; n++) await run();
  const [, undone = "", ...others] = noticeComments(delivery, 7);
  assert.equal(others, []);
  assert.match(undone, "an earlier change was taken back");
  assert.match(undone, /- @ada-1: you moved from \*\*Orca\*\* \(Sails\) to \*\*Narwhal\*\* \(Hull\)\./);
  assert.match(undone, "What it costs you: you did not name Hull, and Sails is your first choice.");
  assert.match(undone, "Or tell a maintainer here.");
  assert.not.match(undone, "take the change back");
});

moves("tells each of the 449 people of a founding once, at most fifty in a comment", async () => {
  const delivery = await openWithThread();
  const { community, run } = delivery;
  await imports(joinPod(community), csvOf(449, "hull"));
  await command(rebalance(community), { do: "seat" });
  for (let n = 0; n < 3; n++) await run();
  const notices = noticeComments(delivery, 7);
  for (const text of notices) assert.ok(mentioned(text).length <= 50 && text.length < 65_536);
  const told = notices.flatMap(mentioned);
  assert.equal([notices.length, told.length, new Set(told).size], [9, 449, 449]);
  assert.equal(delivery.server.violations, []);
});

moves("of a founding tells people whom only its file speaks for that the file does", async () => {
  const delivery = await openWithThread();
  const { community, run, send } = delivery;
  const rows = people(7).map(({ login }, n) => `${login},sail,${n === 1 ? "yes" : ""},yes`);
  await post(joinPod(community), ["login,areas,advocate,anywhere", ...rows].join("\n"), CSV);
  for (let n = 0; n < 5; n++) await command(joinPod(community), { login: `bob-${n}`, areas: ["hull"] });
  await command(rebalance(community), { do: "seat" });
  for (let n = 0; n < 3; n++) await run();
  const lines = noticeComments(delivery, 7).join("\n").split("\n");
  assert.match(
    lines.find((line) => line.includes("@sailor-1:")) ?? "",
    /You became the Pod Advocate of \*\*\w+\*\* \(Sails\)\. Why: a file of Ships listed you as a volunteer\./,
  );
  await post(joinPod(community), "login,areas,anywhere\nzoe,galley,yes\n", CSV);
  await send(says("/pod join galley anywhere", user(60, "yann"), 5));
  await command(rebalance(community), { do: "seat" });
  for (let n = 0; n < 3; n++) await run();
  const zoe = noticeComments(delivery, 7).find((text) => mentioned(text).includes("zoe"));
  assert.match(
    zoe ?? "",
    "You did not name this area, but a file of Ships counted you as open to any area: if that is wrong, comment `/pod join anywhere=no`.",
  );
});

seat(
  "of people in a file says that the file counted them as open to any area, until they say what they want",
  async () => {
    const delivery = await openWithThread();
    const { community, send, run } = delivery;
    await post(joinPod(community), `login,areas\n${csvOf(4, "galley")}\n`, CSV);
    await send(says("/pod join", user(61, "ada-1"), 7));
    await post(joinPod(community), "login,areas\nbob,galley\n", CSV);
    await command(rebalance(community), { do: "seat" });
    for (let n = 0; n < 3; n++) await run();
    await post(joinPod(community), "login,areas\nzoe,galley\n", CSV);
    await post(joinPod(community), "login,areas,pod\nzoe,galley,narwhal\n", CSV);
    for (let n = 0; n < 3; n++) await run();
    const told = noticeComments(delivery, 7).join("\n").split("\n");
    const of = (login: string) => told.find((line) => mentioned(line).includes(login)) ?? "";
    const counted =
      "A file of Ships counted you as open to any area: if that is wrong, comment `/pod join anywhere=no`.";
    assert.match(of("bob"), `Why: Galley is your first choice. ${counted}`);
    assert.match(of("zoe"), `a file of Ships gave you a seat in **Narwhal**. ${counted}`);
    assert.match(of("ada-1"), "got a seat in");
    assert.not.match(of("ada-1"), "open to any area");
  },
);

moves("is told in whole sentences, and calls nobody's first seat a move", async () => {
  const delivery = await openWithThread();
  const { community, run } = delivery;
  const levels = ["newcomer", "newcomer", "contributor", "experienced"];
  const rows = Array.from(
    { length: 40 },
    (_, n) => `p${n},${["hull", "sail"][n % 2]}|galley,${levels[(n >> 1) % 4]},${n % 5 === 0}`,
  );
  await post(joinPod(community), ["login,areas,ability,advocate", ...rows].join("\n"), CSV);
  await command(rebalance(community), { do: "seat" });
  for (let n = 0; n < 3; n++) await run();
  const text = noticeComments(delivery, 7).join("\n");
  assert.match(text, /: you waited, and got a seat in .*\. Why: .*; your joining gives \w+ a better mix of experience/);
  assert.not.match(text, "…");
  assert.not.match(text, "your move");
});

moves("that was undone before anybody was told is told to nobody", async () => {
  const delivery = await openWithPlan();
  const { community, run, plan } = delivery;
  const { body } = await command(rebalance(community), { do: "apply", plan: plan.id });
  await command(rebalance(community), { do: "undo", run: body.run });
  for (let n = 0; n < 3; n++) await run();
  const texts = noticeComments(delivery, 7);
  assert.not.match(texts.join("\n"), "you moved");
});

moves("is told without the names of people who were forgotten since", async () => {
  const delivery = await openWithPlan();
  const { community, server, run, plan } = delivery;
  await command(rebalance(community), { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  const [before = ""] = noticeComments(delivery, 7);
  for (const login of ["ada-1", "bob-2"]) {
    await command(joinPod(community), { do: "forget", login });
    // GitHub may not find it at first.
    server.fail({ operation: "issues/get-comment", status: 404, message: "Not Found", times: 2 });
    for (let n = 0; n < 3; n++) await run();
    assert.not.match(noticeComments(delivery, 7).join(), login);
  }
  const [after = "", ...others] = noticeComments(delivery, 7);
  assert.equal(others, []);
  assert.equal(
    mentioned(after),
    mentioned(before).filter((login) => login !== "ada-1" && login !== "bob-2"),
  );
  assert.is(after.match(/^- A former member\.$/gm)?.length, 2);
});

moves("is told although somebody deleted an earlier notice: they may not want that one, not none", async () => {
  const delivery = await openWithPlan();
  const { community, server, run, plan } = delivery;
  const applied = await command(rebalance(community), { do: "apply", plan: plan.id });
  await run();
  for (const { id } of [...server.comments(hull, 7)]) server.deleteComment(id);
  await command(rebalance(community), { do: "undo", run: applied.body.run });
  await run();
  assert.match(noticeComments(delivery, 7).join(), "an earlier change was taken back");
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
  assert.is(noticeComments(delivery, 7).length, 1);
});

moves("goes to a chat, without mentions, when the settings name no thread", async () => {
  const delivery = await openWithThread(WITHOUT_THREAD);
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
  const delivery = await openWithThread(WITHOUT_THREAD);
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
  const runPage = (headers: Record<string, string>) =>
    get(rebalance(community), `/runs/${body.run}`, { ...headers, Accept: "text/html" });
  const below =
    /Below the steps: <a href="#told">who was told<\/a>, <a href="#undo">undo<\/a>[\s\S]*id="told"[\s\S]*id="undo"/;
  assert.match((await runPage(AS_MAINTAINER)).body, below);
  assert.not.match((await runPage({})).body, "#told");
  const sentence = "Moved from Narwhal to Orca on 22 November 2026. Why: Sails is their first choice";
  const page = (now = NOW) => get(pods({ ...community, now: () => now }), "/people/ada-1", { Accept: "text/html" });
  assert.match((await page()).body, sentence);
  assert.not.match((await page(NOW + 57 * 86_400_000)).body, sentence);
  await command(rebalance(community), { do: "undo", run: body.run });
  assert.match(
    (await page()).body,
    "Moved from Orca to Narwhal on 22 November 2026, as an earlier change was taken back.",
  );
});

moves("that repairs a pod is told without repeated reasons, or ways out of what nobody got", async () => {
  const delivery = await openWithThread();
  const { community, send, run } = delivery;
  const sailors = people(14);
  const earlier = joinPod({ ...community, now: () => NOW - 100 * 86_400_000 });
  for (const { login } of sailors) await command(earlier, { login, areas: ["hull"] });
  for (const n of [0, 1, 2, 3, 9, 10]) await send(says("/pod leave", sailors[n] ?? ada, 99));
  for (const n of [4, 13]) await send(says("/pod advocate", sailors[n] ?? ada, 99));
  await tick(rebalance(community));
  for (let n = 0; n < 3; n++) await run();
  const [notice = "", ...others] = noticeComments(delivery, 7);
  assert.equal(others, []);
  const [, intro, closed, lines = "", no] = notice.split("\n\n");
  assert.is(intro, "On 22 November 2026 a seating made these changes.");
  assert.is(closed, "**Orca** (Hull) closed. Why: only three were left in Orca.");
  const moved = (also = "") =>
    `you moved from **Orca** (Hull) to **Narwhal** (Hull).${also} Why: Narwhal had only five people.`;
  assert.equal(lines.split("\n").sort(), [
    `- @sailor-11: ${moved()}`,
    `- @sailor-12: ${moved()}`,
    `- @sailor-13: ${moved(" You are no longer the Pod Advocate of **Orca** (Hull).")}`,
  ]);
  // Three people cannot form a pod again.
  assert.is(no, "To say no: `/pod leave` gives up a seat.");
});

moves("names the way out once, where some got a seat by it and some a place on the list", async () => {
  const delivery = await openWithThread();
  const { community, send, run } = delivery;
  const sailors = people(12);
  for (const [n, one] of sailors.toReversed().entries())
    await send(says(`/pod join ${n < 3 ? "sail" : n < 5 ? "sail hull" : "hull"}`, one, 99));
  await send(says("/pod leave", sailors[11] ?? ada, 99));
  await tick(rebalance(community));
  for (let n = 0; n < 3; n++) await run();
  const [notice = ""] = noticeComments(delivery, 7);
  assert.match(notice, "\n\nTo say no: `/pod leave` gives up a seat or takes you off the waiting list.");
});

moves("says what a move gains for others, and what it costs the person", async () => {
  const delivery = await openWithThread();
  const { community, run } = delivery;
  const sailors = people(8).map(({ login }) => `${login},hull|sail`);
  await seatFile(community, `login,areas\n${sailors.join("\n")}`);
  await imports(joinPod(community), csvOf(4, "sail", "", "bob"));
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await command(rebalance(community), { do: "apply", plan: plan.id });
  for (let n = 0; n < 3; n++) await run();
  const [notice = "", ...others] = noticeComments(delivery, 7);
  assert.equal(others, []);
  assert.match(
    notice,
    /: you moved from \*\*Narwhal\*\* \(Hull\) to \*\*Orca\*\* \(Sails\)\. Why: your move gives four people who waited a seat\. What it costs you: Sails is your second choice instead of your first\./,
  );
  assert.not.match(notice, /\bthey|\bthem|\btheir/i);
});

moves("names as no gain what is a cost by now, as the person's wishes have changed since", async () => {
  const delivery = await openWithPlan();
  const { community, plan, run } = delivery;
  await command(rebalance(community), { do: "apply", plan: plan.id });
  const { login, to } = plan.changes.find(({ kind }: { kind: string }) => kind === "move");
  const [now, first] = to === "orca" ? ["Sails", "hull"] : ["Hull", "sail"];
  await command(joinPod(community), { do: "areas", login, areas: [first, now === "Sails" ? "sail" : "hull"] });
  for (let n = 0; n < 3; n++) await run();
  const line = noticeComments(delivery, 7)
    .join("\n")
    .split("\n")
    .find((one) => one.startsWith(`- @${login}:`));
  assert.match(line ?? "", `What it costs you: ${now} is your second choice instead of your first.`);
  assert.not.match(line ?? "", "first choice;");
  assert.not.match(line ?? "", `${now} was your first choice`);
});

moves("tells somebody who waited of the seat, and of a role that a later step gave, in one place", async () => {
  const delivery = await openWithThread();
  const { send, run, community } = delivery;
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await send(says("/pod join hull advocate", ada, 5));
  await run();
  await send(says("/pod leave", user(10, "sailor-0"), 99));
  await tick(rebalance(community));
  for (let n = 0; n < 3; n++) await run();
  assert.equal(noticeComments(delivery, 7), []);
  const [notice = "", ...others] = noticeComments(delivery, 5);
  assert.equal(others, []);
  assert.match(
    notice,
    "you got a seat in the **Narwhal** pod, which looks after Hull. Why: Hull is your first choice; your joining gives Narwhal somebody who can be its advocate. You volunteered, so you became its Pod Advocate, too.\n",
  );
  assert.is((await delivery.store.pod(1))?.advocate, (await delivery.store.find(ada))?.pseudonym);
});

/** The next seating gives ada, who volunteers, a seat and then the role of advocate. */
async function volunteerWaits() {
  const delivery = await openWithThread();
  const { send, run, community } = delivery;
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await send(says("/pod join hull advocate", ada, 5));
  await run();
  await send(says("/pod leave", user(10, "sailor-0"), 99));
  const seatWith = (store: typeof community.store) =>
    command(rebalance({ ...community, store }), { do: "seat" }, { ...AS_MAINTAINER, "Idempotency-Key": "seating" });
  return { ...delivery, seatWith };
}

/** A seating was cut off when it had seated ada, and had not made her the advocate. */
async function seatedOnly() {
  const delivery = await volunteerWaits();
  const { run, community, store, seatWith } = delivery;
  await seatWith({
    ...community.store,
    applyGroup: async (...step: Parameters<typeof community.store.applyGroup>) => {
      await community.store.applyGroup(...step);
      throw new Error("cut off");
    },
  });
  assert.is((await store.find(ada))?.standing.state, "seated");
  for (let n = 0; n < 3; n++) await run();
  assert.equal([...noticeComments(delivery, 5), ...noticeComments(delivery, 7)], []);
  return { ...delivery, finish: () => seatWith(community.store) };
}

moves("tells of a seat when the run has ended, since a later step may give the role", async () => {
  const delivery = await seatedOnly();
  await delivery.finish();
  for (let n = 0; n < 3; n++) await delivery.run();
  assert.equal(noticeComments(delivery, 7), []);
  const [notice = "", ...others] = noticeComments(delivery, 5);
  assert.equal([mentioned(notice), others], [["ada"], []]);
  assert.match(notice, "so you became its Pod Advocate, too.");
});

moves("tells of a seat after ten minutes all the same, and of the role when the run goes on after that", async () => {
  const delivery = await seatedOnly();
  const { community, run } = delivery;
  const clock = community.now;
  const later = { now: () => clock() + 11 * 60_000 };
  for (let n = 0; n < 3; n++) await run(later);
  assert.match(noticeComments(delivery, 5).join(), /@ada: .* you got a seat in .* Why: Hull is your first choice/);
  Object.assign(community, later);
  await delivery.finish();
  for (let n = 0; n < 3; n++) await run(later);
  assert.is(noticeComments(delivery, 5).length, 1);
  assert.match(noticeComments(delivery, 7).join(), "@ada: you became the Pod Advocate of **Narwhal**");
});

moves("tells of a seat and a role in one place, also if the run began long before, and was cut off", async () => {
  const delivery = await volunteerWaits();
  const { community, run, seatWith } = delivery;
  await seatWith({
    ...community.store,
    applyGroup: async () => {
      throw new Error("cut off");
    },
  });
  const clock = community.now;
  Object.assign(community, { now: () => clock() + 11 * 60_000 });
  await seatWith(community.store);
  for (let n = 0; n < 3; n++) await run({ now: community.now });
  const [notice = "", ...others] = noticeComments(delivery, 5);
  assert.equal([mentioned(notice), others], [["ada"], []]);
  assert.match(notice, "so you became its Pod Advocate, too.");
  assert.equal(noticeComments(delivery, 7), []);
});

moves("hears the volunteer to whom the role of an advocate falls, once", async () => {
  const delivery = await openWithThread();
  const { server, run, send } = delivery;
  for (const [n, one] of people(6).entries())
    await send(says(n >= 4 ? "/pod join hull advocate" : "/pod join hull", one, 99));
  await send(says("/pod leave", user(14, "sailor-4"), 99));
  server.fail({ operation: "issues/create-comment", lost: true });
  for (let n = 0; n < 4; n++) await run();
  const [notice = "", ...others] = noticeComments(delivery, 7);
  assert.equal(others, []);
  assert.match(notice, "@sailor-5: on 22 November 2026 you became the Pod Advocate of **Narwhal**");
  assert.equal(mentioned(notice), ["sailor-5"]);
});

moves.after(closeDelivery);
for (const one of [seat, moves]) one.run();
