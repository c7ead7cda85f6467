/** Somebody who was told of a seat is told when it is taken back, and nobody hears twice that they are where they think they are. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, CSV, command, csvOf, get, post, tick } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, dying, people, says } from "../support/github/delivery.ts";
import {
  mentioned,
  noticeComments,
  type OpenDelivery,
  openWithPlan,
  openWithThread,
} from "../support/github/notices.ts";
import { seatCrossed, seatFile } from "../support/seated.ts";

const test = suite("what an undo takes back");

const PROVEN = { ...AS_MAINTAINER, Accept: "application/json" };
const WAITING = ["sailor-6", "sailor-7", "sailor-8"];

/** Six have a pod; three more asked in thread 5 while it was locked, and wait. `words` follow their command. */
async function threeWait(words = "") {
  const delivery = await openWithThread();
  const lock = (word: "lock" | "unlock") => command(pods(delivery.community), { do: word, pod: "narwhal" });
  for (const [n, one] of people(9).entries()) {
    if (n === 6) await lock("lock");
    await delivery.send(says(n < 6 ? "/pod join hull" : `/pod join hull ${words}`, one, n < 6 ? 99 : 5));
  }
  await lock("unlock");
  await settled(delivery);
  return delivery;
}

async function settled({ run }: Pick<OpenDelivery, "run">) {
  for (let n = 0; n < 3; n++) await run();
}

/** What each of the people is told, such as `got` in thread 5 and `lost` in thread 7, in this order. */
const heard = (delivery: OpenDelivery, login = "sailor-6"): string[] =>
  [5, 7].flatMap((thread) =>
    noticeComments(delivery, thread)
      .flatMap((text) => text.split("\n"))
      .filter((line) => mentioned(line).includes(login))
      .map((line) => `${thread}: ${/you (?:waited, and )?(got|lost|moved|became)/.exec(line)?.[1]}`),
  );

const seatNow = async ({ community }: OpenDelivery) =>
  (await command(rebalance(community), { do: "seat" })).body.run as string;

const applyPlan = async ({ community }: OpenDelivery) => {
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  return (await command(rebalance(community), { do: "apply", plan: plan.id })).body.run as string;
};

const undo = async ({ community }: OpenDelivery, run: string) => {
  const { body } = await command(rebalance(community), { do: "undo", run });
  assert.is(body.outcome, "undone");
  return `undo-${run}`;
};

const stateOf = async ({ store }: OpenDelivery, login = "sailor-6") => (await store.find({ login }))?.standing.state;

for (const [how, seat] of [
  ["a seating", seatNow],
  ["a plan", applyPlan],
] as const) {
  test(`of ${how} is told to those who were told of their seats where they asked`, async () => {
    const delivery = await threeWait();
    const run = await seat(delivery);
    await settled(delivery);
    assert.equal(heard(delivery), ["5: got"]);
    const undone = await undo(delivery, run);
    assert.is(await stateOf(delivery), "waiting");
    await settled(delivery);
    for (const login of WAITING) assert.equal(heard(delivery, login), ["5: got", "7: lost"], login);
    const { body } = await get(rebalance(delivery.community), `/runs/${undone}`, PROVEN);
    assert.equal(body.notified.told.map(({ login }: { login: string }) => login).sort(), WAITING);
    assert.match(
      noticeComments(delivery, 7).join(),
      "@sailor-6: you lost your seat in **Narwhal** (Hull), and went on the waiting list. You need not ask again: the next seating gives seats to all whom it can.",
    );
  });
}

for (const words of ["/pod join introduce", "/pod join hull"]) {
  test(`is told to people who were seated without having asked, and then said ${words} before they were told`, async () => {
    const delivery = await openWithThread();
    await post(joinPod(delivery.community), `login,areas\n${csvOf(5, "hull")}\n`, CSV);
    const run = await seatNow(delivery);
    await delivery.send(says(words, user(901, "ada-1"), 5));
    await settled(delivery);
    const undone = await undo(delivery, run);
    await settled(delivery);
    for (const login of ["ada-1", "ada-2"]) assert.equal(heard(delivery, login), ["7: got", "7: lost"], login);
    // From now on they have asked in a thread.
    await undo(delivery, undone);
    await settled(delivery);
    assert.equal(heard(delivery, "ada-1"), ["5: got", "7: got", "7: lost"]);
    assert.equal(heard(delivery, "ada-2"), ["7: got", "7: lost", "7: got"]);
  });
}

for (const words of ["/pod join hull", "/pod stay", "/pod who", "/pod who narwhal"]) {
  test(`is told to people who heard of their seat by no notice, but by the answer to ${words}`, async () => {
    const delivery = await threeWait();
    const run = await seatNow(delivery);
    await delivery.send(says(words, user(16, "sailor-6"), 5));
    await undo(delivery, run);
    await settled(delivery);
    assert.equal([heard(delivery), heard(delivery, "sailor-7")], [["7: lost"], []]);
  });
}

for (const words of ["/pod help", "/pod step-down", "/pod who orca", "/pod what", "/pod demo Splicing"]) {
  test(`is told to nobody who heard of their seat by nothing: the answer to ${words} does not say it`, async () => {
    const delivery = await threeWait();
    for (let n = 0; n < 5; n++) await delivery.send(says("/pod join sail", user(50 + n), 99));
    const run = await seatNow(delivery);
    await delivery.send(says(words, user(16, "sailor-6"), 5));
    await undo(delivery, run);
    await settled(delivery);
    assert.is(await stateOf(delivery), "waiting");
    assert.equal(heard(delivery), []);
  });
}

/** They say it while nobody gets a seat. */
async function saysInVain({ community, send }: OpenDelivery, login: string, ...words: readonly string[]) {
  const lock = (word: "lock" | "unlock") => command(pods(community), { do: word, pod: "narwhal" });
  await lock("lock");
  for (const one of words) await send(says(one, user(10 + Number(login.slice(-1)), login), 5));
  await lock("unlock");
}

test("and given again is told to people who heard of the loss by an answer alone, and waited anew since", async () => {
  const delivery = await threeWait();
  const run = await seatNow(delivery);
  await settled(delivery);
  const undone = await undo(delivery, run);
  await saysInVain(delivery, "sailor-6", "/pod join hull");
  await saysInVain(delivery, "sailor-7", "/pod leave", "/pod join hull");
  await undo(delivery, undone);
  await settled(delivery);
  for (const login of ["sailor-6", "sailor-7"]) assert.equal(heard(delivery, login), ["5: got", "5: got"], login);
  assert.equal(heard(delivery, "sailor-8"), ["5: got"]);
});

test("before anybody heard of it is told to nobody, whatever they said before the seat and after its end", async () => {
  const delivery = await threeWait();
  await saysInVain(delivery, "sailor-6", "/pod join hull");
  await undo(delivery, await seatNow(delivery));
  await saysInVain(delivery, "sailor-6", "/pod join hull");
  await settled(delivery);
  assert.equal(heard(delivery), []);
});

for (const how of ["a notice", "an answer to somebody else"] as const) {
  test(`is told to somebody who heard of their seat by the role they were given, in ${how}`, async () => {
    const delivery = await threeWait();
    const { community, server, store } = delivery;
    const run = await seatNow(delivery);
    server.thread(hull, 5, { locked: true });
    for (const login of ["sailor-0", "sailor-6"]) await command(joinPod(community), { do: "advocate", login });
    await delivery.run();
    if (how === "a notice") await command(pods(community), { do: "nominate", pod: "narwhal", login: "sailor-6" });
    else await delivery.send(says("/pod nominate @sailor-6", user(10, "sailor-0"), 99));
    await settled(delivery);
    assert.is((await store.pod(1))?.advocate, (await store.find({ login: "sailor-6" }))?.pseudonym);
    // The role would hold them in their seat.
    await command(pods(community), { do: "nominate", pod: "narwhal", login: "sailor-0" });
    await undo(delivery, run);
    assert.is(await stateOf(delivery), "waiting");
    await settled(delivery);
    assert.equal(heard(delivery).at(-1), "7: lost");
    assert.equal(heard(delivery, "sailor-7"), []);
  });
}

test("is told to people who took another seat themselves before they were told", async () => {
  const delivery = await threeWait();
  for (let n = 0; n < 5; n++) await delivery.send(says("/pod join sail", user(50 + n), 99));
  const run = await seatNow(delivery);
  await settled(delivery);
  await undo(delivery, run);
  await delivery.send(says("/pod join sail", user(16, "sailor-6"), 5));
  assert.is((await delivery.store.find({ login: "sailor-6" }))?.standing.pod, 2);
  await settled(delivery);
  assert.equal(heard(delivery), ["5: got", "7: lost"]);
  const line =
    noticeComments(delivery, 7)
      .join("\n")
      .split("\n")
      .find((text) => mentioned(text).includes("sailor-6")) ?? "";
  assert.ok(line.endsWith("you lost your seat in **Narwhal** (Hull) before you got the one that you have now."), line);
});

test("is no news to people who gave the seat up and took it again before they were told", async () => {
  const delivery = await openWithThread();
  await post(joinPod(delivery.community), `login,areas\n${csvOf(6, "hull")}\n`, CSV);
  await seatNow(delivery);
  for (const words of ["/pod leave", "/pod join hull"]) await delivery.send(says(words, user(901, "ada-1"), 5));
  await settled(delivery);
  assert.equal([heard(delivery, "ada-1"), heard(delivery, "ada-2")], [[], ["7: got"]]);
});

test("before anybody heard of it is told to nobody, and told when it is undone itself", async () => {
  const delivery = await threeWait();
  const undone = await undo(delivery, await seatNow(delivery));
  await settled(delivery);
  assert.equal(heard(delivery), []);
  await undo(delivery, undone);
  assert.is(await stateOf(delivery), "seated");
  await settled(delivery);
  for (const login of WAITING) assert.equal(heard(delivery, login), ["5: got"], login);
});

test("is told each time, to those who heard each time", async () => {
  const delivery = await threeWait();
  let run = await seatNow(delivery);
  const all = ["5: got"];
  await settled(delivery);
  for (const word of ["7: lost", "5: got", "7: lost"]) {
    run = await undo(delivery, run);
    await settled(delivery);
    all.push(word);
    assert.equal(heard(delivery), all.toSorted());
  }
});

test("and given again before anybody heard of the loss is told to nobody", async () => {
  const delivery = await threeWait();
  const run = await seatNow(delivery);
  await settled(delivery);
  await undo(delivery, await undo(delivery, run));
  assert.is(await stateOf(delivery), "seated");
  await settled(delivery);
  assert.equal(heard(delivery), ["5: got"]);
});

test("and given again tells those who moved and had heard of nothing", async () => {
  const delivery = await openWithPlan();
  const { community, plan } = delivery;
  const { body } = await command(rebalance(community), { do: "apply", plan: plan.id });
  const undone = await undo(delivery, body.run);
  await settled(delivery);
  assert.equal(heard(delivery, "ada-1"), []);
  await undo(delivery, undone);
  await settled(delivery);
  assert.equal(heard(delivery, "ada-1"), ["7: moved"]);
});

for (const word of ["leave", "pause", "independent"]) {
  test(`leaves people alone who took their seat themselves, after \`/pod ${word}\``, async () => {
    const delivery = await threeWait();
    const run = await seatNow(delivery);
    await settled(delivery);
    for (const words of [`/pod ${word}`, "/pod join hull"]) await delivery.send(says(words, user(16, "sailor-6"), 5));
    const { body } = await command(rebalance(delivery.community), { do: "undo", run });
    assert.equal(body.stays, [{ login: "sailor-6", detail: "no longer in the seat that the run gave" }]);
    assert.is(await stateOf(delivery), "seated");
    assert.is(await stateOf(delivery, "sailor-7"), "waiting");
    await settled(delivery);
    assert.equal(heard(delivery), ["5: got"]);
  });
}

test("leaves people alone whom another run has seated since, until that one is undone", async () => {
  const delivery = await threeWait();
  const { community, send } = delivery;
  const first = await seatNow(delivery);
  await settled(delivery);
  const sailor = user(16, "sailor-6");
  await send(says("/pod leave", sailor, 5));
  await command(pods(community), { do: "lock", pod: "narwhal" });
  await send(says("/pod join hull", sailor, 5));
  await command(pods(community), { do: "unlock", pod: "narwhal" });
  const second = await seatNow(delivery);
  assert.is(await stateOf(delivery), "seated");
  await undo(delivery, first);
  assert.equal([await stateOf(delivery), await stateOf(delivery, "sailor-7")], ["seated", "waiting"]);
  await undo(delivery, second);
  assert.is(await stateOf(delivery), "waiting");
});

test("leaves people alone who took a seat in the pod that a plan moved them to", async () => {
  const delivery = await openWithPlan();
  const { body } = await command(rebalance(delivery.community), { do: "apply", plan: delivery.plan.id });
  await settled(delivery);
  for (const words of ["/pod pause", "/pod join sail hull"]) await delivery.send(says(words, user(201, "ada-1"), 5));
  const { pod } = (await delivery.store.find({ login: "ada-1" }))?.standing ?? {};
  await undo(delivery, body.run);
  assert.is((await delivery.store.find({ login: "ada-1" }))?.standing.pod, pod);
});

for (const [anywhere, may] of Object.entries({ yes: true, no: false })) {
  test(`is promised where people may go back to an area that they no longer name: anywhere=${anywhere}`, async () => {
    const delivery = await openWithThread();
    const { community } = delivery;
    const rows = [csvOf(7, "hull", `,${anywhere}`), csvOf(7, "sail", `,${anywhere}`, "bob")];
    await seatFile(community, ["login,areas,anywhere", ...rows].join("\n"));
    for (const [login, area] of Object.entries({ "ada-1": "sail", "bob-1": "hull" }))
      await command(joinPod(community), { do: "areas", login, areas: [area] });
    const run = await applyPlan(delivery);
    await settled(delivery);
    const notice = noticeComments(delivery, 7).find((text) => text.includes("a plan was applied")) ?? "";
    assert.equal(mentioned(notice), ["ada-1", "bob-1"]);
    assert.is(notice.includes("A maintainer can take the change back"), may);
    const { body } = await command(rebalance(community), { do: "undo", run });
    assert.is(body.outcome, may ? "undone" : "nothing-to-undo");
  });
}

for (const when of ["before", "after"] as const) {
  test(`is told once to those who were told once, when the process ends ${when} it notes whom it tells`, async () => {
    const delivery = await threeWait();
    const { app, store, hurry } = delivery;
    const run = await seatNow(delivery);
    await hurry();
    await new Promise<void>((ended) => {
      void tick(app({ store: dying(store, ["noteTold"], 1, when, ended) })).then(() => ended());
    });
    await settled(delivery);
    await undo(delivery, run);
    await settled(delivery);
    for (const login of WAITING) assert.equal(heard(delivery, login), ["5: got", "7: lost"], login);
  });
}

test("that closes many pods says how many, before it names the people", async () => {
  const delivery = await openWithThread();
  await post(joinPod(delivery.community), `login,areas\n${csvOf(45, "hull")}`, CSV);
  const run = await seatNow(delivery);
  await settled(delivery);
  await undo(delivery, run);
  await settled(delivery);
  const [notice = "", ...others] = noticeComments(delivery, 7).filter((text) => text.includes("taken back"));
  assert.equal(others, []);
  assert.match(notice, /was taken back\.\n\n[67] pods closed\.\n\n- @ada-/);
  assert.is(mentioned(notice).length, 45);
});

test("tells a volunteer to whom the role falls, who had heard of nothing before", async () => {
  const delivery = await threeWait("advocate");
  const run = await seatNow(delivery);
  await settled(delivery);
  await delivery.send(says("/pod advocate", user(10, "sailor-0"), 99));
  await undo(delivery, run);
  assert.is((await delivery.store.pod(1))?.advocate, (await delivery.store.find({ login: "sailor-0" }))?.pseudonym);
  await settled(delivery);
  assert.equal(heard(delivery, "sailor-0"), ["7: became"]);
});

const NO_ROLE = "You are no longer the Pod Advocate of";

test("says that the role of advocate went with the seat, in the notice and on the page", async () => {
  const delivery = await threeWait("advocate");
  const run = await seatNow(delivery);
  await settled(delivery);
  const advocate = (await delivery.store.pod(1))?.advocate ?? "";
  const login = (await delivery.store.members([advocate])).get(advocate)?.profile.login ?? "";
  assert.ok(WAITING.includes(login), login);
  await undo(delivery, run);
  await settled(delivery);
  const lines = noticeComments(delivery, 7).join("\n").split("\n");
  for (const one of WAITING) {
    const line = lines.find((text) => mentioned(text).includes(one) && text.includes("you lost your seat")) ?? "";
    if (one === login) assert.ok(line.endsWith(`gives seats to all whom it can. ${NO_ROLE} **Narwhal** (Hull).`), line);
    else assert.ok(line.endsWith("gives seats to all whom it can."), line);
  }
  const page = await get(pods({ ...delivery.community, build: "test" }), `/people/${login}`, { accept: "text/html" });
  assert.match(
    page.body,
    "Lost a seat in Narwhal and stopped being the Pod Advocate of Narwhal on 22 November 2026, as an earlier change was taken back.",
  );
});

test("of a plan that made somebody an advocate says that the role went with the move", async () => {
  const delivery = await openWithThread();
  const { community, store } = delivery;
  await seatCrossed(community);
  // Narwhal has its advocate, who stays; ada-1 moves to Orca, which has none.
  for (const login of ["ada-5", "ada-1"]) await command(joinPod(community), { do: "advocate", login });
  const run = await applyPlan(delivery);
  assert.is((await store.pod(2))?.advocate, (await store.find({ login: "ada-1" }))?.pseudonym);
  await settled(delivery);
  await undo(delivery, run);
  await settled(delivery);
  const back = noticeComments(delivery, 7).find((text) => text.includes("taken back"));
  const line = back?.split("\n").find((text) => mentioned(text).includes("ada-1")) ?? "";
  assert.match(line, `you moved from **Orca** (Sails) to **Narwhal** (Hull). ${NO_ROLE} **Orca** (Sails).`);
  assert.not.match(back?.replace(line, "") ?? "", NO_ROLE);
});

test.after(closeDelivery);
test.run();
