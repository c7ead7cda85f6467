/**
 * A break with a planned end: the person comes back by themselves, is told of it once, and their pod sees them again. Nothing
 * that others read says that there was a break.
 */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, command, get, HTML, JSON_ONLY, rebalancing, tick } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, people, says } from "../support/github/delivery.ts";
import { openWithThread, WITH_THREAD } from "../support/github/notices.ts";
import { violations } from "../support/invariants.ts";

const test = suite("the end of a break");
test.after(closeDelivery);

const at = (day: string) => () => Date.parse(`${day}T06:00:00Z`);

/** Six sailors sit in Narwhal, since they said so in thread 99. The last says the line on 22 November in thread 5. */
async function open(line: string, yaml?: string) {
  const delivery = await openWithThread(yaml);
  const { community, server, send, run } = delivery;
  const sailors = people(6);
  const last = sailors[5] ?? user(0, "");
  for (const one of sailors) await send(says("/pod join hull", one, 99));
  server.thread(hull, 5);
  await run();
  if (line !== "") await send(says(line, last, 5));
  await run();
  /** The first two ticks of a day, and all that is sent then. */
  const day = async (date: string) => {
    const now = at(date);
    const planner = rebalance({ ...community, now });
    const outcomes = [(await tick(planner)).body.outcome, (await tick(planner)).body.outcome];
    await run({ now });
    await run({ now });
    assert.equal(await violations(community.url, community.id), []);
    return outcomes;
  };
  const texts = (number: number) => server.comments(hull, number).map(({ body }) => body);
  const state = async (login = "sailor-5") => (await community.store.find({ login }))?.standing.state;
  const asMaintainer = async (body: object) => (await command(joinPod(community), body)).body;
  const page = async (login = "sailor-5") => (await get(pods(community), `/people/${login}`, HTML)).body;
  return { ...delivery, last, day, texts, state, asMaintainer, page };
}

const notices = (texts: readonly string[]) =>
  texts.filter((text) => /on (25|30) November 2026 you (got a seat|went on the waiting list)/.test(text));
const TELLS = /came back|as planned|for longer|break|pause(?! 4w)/i;

test("gives the seat in their pod back on the day after its last, and tells them once where they had asked", async () => {
  const { community, day, texts, state } = await open("/pod pause 1w");
  assert.match(
    texts(5).join("\n"),
    "You planned its end for 29 November 2026. The day after, you come back: to your pod if it has an open seat, else to the waiting list. You hold no seat meanwhile;",
  );
  await day("2026-11-29");
  assert.is(await state(), "paused");
  await day("2026-11-30");
  assert.is(await state(), "seated");
  const [told = "", ...others] = notices(texts(99));
  assert.match(told, "@sailor-5: on 30 November 2026 you got a seat in");
  assert.not.match(told, TELLS);
  const { todo, joined } = (
    await get(pods({ ...community, now: at("2026-11-30") }), "/narwhal/advocate", { ...AS_MAINTAINER, ...JSON_ONLY })
  ).body;
  assert.equal(joined.map(({ login }: { login: string }) => login).includes("sailor-5"), true, JSON.stringify(todo));
  await day("2026-12-01");
  assert.equal([others, notices(texts(99)).length, notices(texts(7))], [[], 1, []]);
});

test("puts them on the list where their pod is full, which their page and a notice say once", async () => {
  const { community, day, texts, state, asMaintainer, page } = await open("/pod pause 2026-11-24");
  for (let n = 0; n < 4; n++) await asMaintainer({ login: `bob-${n}`, areas: ["hull"] });
  await day("2026-11-25");
  assert.is(await state(), "waiting");
  assert.match(await page(), "<p>Was put on the waiting list on 25 November 2026.</p>");
  const [told = ""] = notices(texts(7));
  assert.match(told, "@sailor-5: on 25 November 2026 you went on the waiting list for Hull.");
  assert.match(told, "To say no: `/pod leave` takes you off the list.");
  assert.not.match(told, TELLS);
  await day("2026-11-26");
  assert.is(notices(texts(7)).length, 1);
  assert.equal((await community.store.waiting("hull")).length, 1);
});

test("is told once where the seating that follows gives a seat, though notices are sent meanwhile", async () => {
  const { community, texts, state, app, run } = await open(
    "/pod pause 2026-11-24",
    rebalancing("seat: off", WITH_THREAD),
  );
  const now = at("2026-11-25");
  const [planner, directory] = [rebalance({ ...community, now }), pods(community)];
  await command(directory, { do: "lock", pod: "narwhal" });
  await tick(planner);
  assert.is(await state(), "waiting");
  await tick(app({ now }));
  assert.equal(notices(texts(7)), [], "they may get a seat yet");
  await command(directory, { do: "unlock", pod: "narwhal" });
  await command(planner, { do: "seat" });
  assert.is(await state(), "seated");
  await run({ now });
  await run({ now });
  const told = [...texts(7), ...texts(99)].filter((text) => text.includes("@sailor-5: on 25 November 2026"));
  assert.is(told.length, 1, told.join("\n"));
  assert.not.match(told[0] ?? "", /waiting list|came back/);
});

for (const word of ["seat", "plan"]) {
  test(`comes before the work of the command \`${word}\`, which counts who is back`, async () => {
    const { community, state, asMaintainer } = await open("/pod pause 2026-11-24");
    for (let n = 0; n < 4; n++) await asMaintainer({ login: `bob-${n}`, areas: ["hull"] });
    await asMaintainer({ do: "leave", login: "bob-3" });
    const planner = rebalance({ ...community, now: at("2026-11-24") });
    await command(planner, { do: word });
    assert.is(await state(), "paused", "its last day is not over");
    await command(rebalance({ ...community, now: at("2026-11-25") }), { do: word });
    assert.is(await state(), "seated");
  });
}

test("lets a seating that a maintainer asks for form a pod with who is back", async () => {
  const { community, asMaintainer } = await open("");
  await asMaintainer({ login: "cook-0", areas: ["galley"] });
  await asMaintainer({ do: "pause", login: "cook-0", until: "2026-11-24" });
  for (let n = 1; n < 5; n++) await asMaintainer({ login: `cook-${n}`, areas: ["galley"] });
  const { body } = await command(rebalance({ ...community, now: at("2026-11-25") }), { do: "seat" });
  assert.equal([body.counts.form, body.counts.seat], [1, 5], body.detail);
});

test("counts from its first moment, though no tick has come: on pages and in answers, as the next seating does", async () => {
  const { community, state, asMaintainer } = await open("");
  await asMaintainer({ login: "cook-0", areas: ["galley"] });
  await asMaintainer({ do: "pause", login: "cook-0", until: "2026-11-24" });
  for (let n = 1; n < 4; n++) await asMaintainer({ login: `cook-${n}`, areas: ["galley"] });
  const told = async (day: string) => {
    const directory = pods({ ...community, now: at(day) });
    const [page, areas] = await Promise.all([get(directory, "/people/cook-1.json"), get(directory, "/areas.json")]);
    const { waiting } = areas.body.items.find(({ id }: { id: string }) => id === "galley");
    return [page.body.waiting[0].missing, waiting];
  };
  assert.equal(await told("2026-11-24"), [2, 3]);
  assert.equal(await told("2026-11-25"), [1, 4]);
  const now = at("2026-11-25");
  const { body } = await command(joinPod({ ...community, now }), { login: "cook-4", areas: ["galley"] });
  assert.equal([body.outcome, body.missing], ["waiting", 0], body.detail);
  assert.is(await state("cook-0"), "paused", "reading changes nothing");
  const run = (await command(rebalance({ ...community, now }), { do: "seat" })).body;
  assert.equal([run.counts.form, run.counts.seat], [1, 5], run.detail);
});

test("counts for no list of theirs where a seat in the pod that they left is open", async () => {
  const { community, last, send, asMaintainer } = await open("");
  await send(says("/pod join galley, hull", last, 99));
  await send(says("/pod pause 2026-11-24", last, 99));
  for (let n = 1; n < 5; n++) await asMaintainer({ login: `cook-${n}`, areas: ["galley"] });
  const missing = async () => {
    const { body } = await get(pods({ ...community, now: at("2026-11-25") }), "/people/cook-1.json");
    return body.waiting[0].missing;
  };
  assert.is(await missing(), 1);
  for (let n = 0; n < 4; n++) await asMaintainer({ login: `bob-${n}`, areas: ["hull"] });
  assert.is(await missing(), 0);
  const { body } = await command(rebalance({ ...community, now: at("2026-11-25") }), { do: "seat" });
  assert.equal([body.counts.form, body.counts.seat], [1, 5], body.detail);
});

test("comes where no seating does, and for people of whom a maintainer said it", async () => {
  const { day, texts, state, asMaintainer, page } = await open("", rebalancing("seat: off", WITH_THREAD));
  await asMaintainer({ login: "dan", areas: ["hull"] });
  const { outcome, back } = await asMaintainer({ do: "pause", login: "dan", until: "2026-11-24" });
  assert.equal([outcome, back], ["paused", "2026-11-25"]);
  await day("2026-11-25");
  assert.is(await state("dan"), "seated");
  const told = notices(texts(7)).join();
  assert.match(
    told,
    /@dan: on 25 November 2026 you got a seat in \*\*Narwhal\*\*\.\s+To say no: `\/pod leave` gives up the seat\./,
  );
  assert.not.match(told, TELLS);
  assert.match(await page("dan"), "<p>Got a seat in Narwhal on 25 November 2026.</p>");
});

test("brings nobody back who has said something else meanwhile", async () => {
  for (const [line, then] of [
    ["/pod leave", "alumni"],
    ["/pod independent", "independent"],
    ["/pod pause", "paused"],
    ["/pod pause 2026-12-24", "paused"],
  ] as const) {
    const { last, send, day, texts, state } = await open("/pod pause 2026-11-24");
    await send(says(line, last, 5));
    await day("2026-11-25");
    assert.equal([await state(), notices([...texts(99), ...texts(7)])], [then, []], line);
  }
});

test("asks nothing of people who had no seat and no place, and promises them nothing", async () => {
  const { community, server, send, run, day, state, asMaintainer } = await open("");
  const [nora, ivy] = [user(71, "nora"), user(72, "ivy")];
  await community.store.invite([{ subject: { login: "ivy", proposed: "pivy" }, profile: { areas: ["hull"] } }], {
    id: "",
    at: 0,
  });
  for (const one of [nora, ivy]) await send(says("/pod pause 2026-11-24", one, 5));
  await run();
  assert.not.match(
    server
      .comments(hull, 5)
      .map(({ body }) => body)
      .join(),
    "you come back",
  );
  assert.is((await asMaintainer({ do: "pause", login: "ivy", until: "2026-11-24" })).back, undefined);
  await day("2026-11-25");
  assert.equal([await state("nora"), await state("ivy")], ["paused", "paused"]);
});

test("is looked for once, however many pages of one state are read before a tick comes", async () => {
  const { community } = await open("/pod pause 1w");
  let looks = 0;
  const peopleBack = (today: string) => {
    looks++;
    return community.store.peopleBack(today);
  };
  const app = pods({ ...community, store: { ...community.store, peopleBack }, now: at("2026-11-30") });
  const pageOf = async (login: string) => assert.is((await get(app, `/people/${login}`, HTML)).status, 200);
  await pageOf("sailor-0");
  const first = looks;
  for (const login of ["sailor-1", "sailor-2", "sailor-3"]) await pageOf(login);
  assert.ok(first > 0);
  assert.is(looks, first);
});

test.run();
