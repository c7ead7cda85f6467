/** People who wait are offered the best open seat elsewhere, and take it by naming it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  closeStores,
  command,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  storeAt,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { replyTo, world } from "../support/doors.ts";
import { joinAll } from "../support/store.ts";

const test = suite("an offer");

/** Hull: a full pod, Narwhal. Sails: Orca, with room. */
async function hullIsFull(): Promise<TestCommunity & { readonly join: ReturnType<typeof joinPod> }> {
  const community = await testCommunity();
  await joinAll(community.store, 9, "hull");
  await joinAll(community.store, 6, "sail");
  return { ...community, join: joinPod(community) };
}

const ask = { login: "nora", areas: ["hull"], ability: "experienced" };

test("comes with the answer to somebody who waits, and is taken by the command that it holds", async () => {
  const { join, store } = await hullIsFull();
  const { status, body } = await command(join, ask);
  assert.is(status, 202);
  assert.equal(body.offer.pod, { slug: "orca", name: "Orca", area: "sail" });
  assert.equal(body.offer.reasons.slice(0, 2), [
    "an area they did not name: Sails",
    "gives Orca an experienced member",
  ]);
  assert.equal(body.offer.accept, { do: "accept", login: "nora", pod: "orca" });
  assert.is((await store.find({ login: "nora" }))?.standing.state, "waiting", "an offer is nothing until it is taken");

  const taken = await command(join, body.offer.accept);
  assert.is(taken.status, 201);
  assert.equal([taken.body.pod.slug, taken.body.member.areas], ["orca", ["hull"]]);
  assert.match(taken.body.detail, "The areas that they named stay");
});

test("that was taken costs nobody the area they want: a plan moves them there as soon as a seat is open", async () => {
  const { join, ...community } = await hullIsFull();
  const settings = { ...community.settings(), rebalance: { ...community.settings().rebalance, settleWeeks: 8 } };
  const { body } = await command(join, ask);
  await command(join, body.offer.accept);
  const app = rebalance({ ...community, settings: () => settings });
  assert.is((await command(app, { do: "plan" })).body.counts.move, 0);
  await command(join, { do: "leave", login: "sailor-hull-1" });
  const { body: plan } = await command(app, { do: "plan" });
  const moves = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  assert.equal(
    moves.map(({ login, to, reasons }: { login: string; to: string; reasons: string[] }) => [login, to, reasons[0]]),
    [["nora", "narwhal", "first choice: Hull"]],
  );
});

test("is the same for whoever is known already, and for people who come back", async () => {
  const { join } = await hullIsFull();
  await command(join, { ...ask, mode: "offer" });
  for (const body of [{ do: "accept", login: "nora" }, ask]) {
    assert.is((await command(join, body)).body.offer?.pod.slug, "orca", JSON.stringify(body));
  }
  await command(join, { do: "leave", login: "nora" });
  assert.is((await command(join, { do: "back", login: "nora" })).body.offer?.pod.slug, "orca");
});

const accept = { do: "accept", login: "nora" };

test("is taken by a bare word of somebody who has only the one", async () => {
  const { join } = await hullIsFull();
  assert.is((await command(join, ask)).body.offer.pod.slug, "orca");
  const { status, body } = await command(join, accept);
  assert.equal([status, body.outcome, body.pod.slug, body.member.areas], [201, "seated", "orca", ["hull"]]);
  const at = await world();
  const [, name = ""] = /`\/pod accept (Narwhal|Orca)` takes it/.exec(await replyTo(at, "wen", "join sail")) ?? [];
  assert.match(await replyTo(at, "wen", "accept"), `Welcome to the **${name}** pod!`);
});

test("that nobody heard of is not taken unseen: the answer to the first bare word tells of it", async () => {
  const at = await world();
  assert.match(await replyTo(at, "wen", "accept"), "You were on the list for Sails");
  assert.match(await replyTo(at, "wen", "accept"), "Welcome to the");
});

/** Nora was offered Orca, and Beluga as well. */
async function twoOffers() {
  const community = await hullIsFull();
  const { join, store } = community;
  await command(join, ask);
  await joinAll(store, 5, "galley");
  const { pseudonym } = (await store.find({ login: "nora" }))!;
  await store.noteOffer(pseudonym, 3, "maintainer", { at: NOW });
  return community;
}

test("among several has to be named, and the answer names them all", async () => {
  const { join, store } = await twoOffers();
  const { status, body } = await command(join, accept);
  assert.equal([status, body.outcome], [409, "several-offers"]);
  assert.is(body.detail, 'Seats in several pods are open to nora: orca, beluga. Name one of them in "pod".');
  assert.is((await store.find({ login: "nora" }))?.standing.state, "waiting");
  assert.is((await command(join, body.offers[1].accept)).body.pod.slug, "beluga");
  const at = await world();
  const { pseudonym } = (await at.store.find({ login: "wen" }))!;
  await at.store.rename(1, "The Night Watch", { id: "", at: 0 });
  for (const pod of [1, 2]) await at.store.noteOffer(pseudonym, pod, "person", { at: NOW });
  const reply = await replyTo(at, "wen", "accept");
  assert.match(reply, "On 22 November 2026 seats in several pods were open to you.");
  assert.match(
    reply,
    "- **The Night Watch** (Hull): `/pod accept The Night Watch`\n- **Orca** (Galley): `/pod accept Orca`",
  );
});

test("that is full, locked or of another time of waiting is none of them", async () => {
  const full = await twoOffers();
  await joinAll(full.store, 3, "sail", "quick");
  assert.is((await command(full.join, accept)).body.pod.slug, "beluga");
  const locked = await twoOffers();
  await locked.store.lock(3, true, { id: "", at: NOW });
  assert.is((await command(locked.join, accept)).body.pod.slug, "orca");
  const again = await twoOffers();
  await command(again.join, { do: "leave", login: "nora" });
  const { body } = await command(again.join, ask);
  assert.is((await command(again.join, accept)).body.pod.slug, body.offer.pod.slug);
  const declined = await twoOffers();
  await command(joinPod({ ...declined, now: () => NOW + 1 }), { do: "decline", login: "nora" });
  assert.is((await command(declined.join, accept)).body.outcome, "already-waiting");
});

test("is not taken where a seat in an area that they named is open", async () => {
  const { join, store, ...community } = await twoOffers();
  await command(join, { do: "leave", login: "sailor-hull-1" });
  // Another replica, as this one may know of the open seat a second later.
  const fresh = joinPod({ ...community, store: storeAt(community.url, community.id) });
  const { body } = await command(fresh, accept);
  assert.equal([body.pod?.slug, (await store.find({ login: "nora" }))?.standing.pod], ["narwhal", 1]);
});

test("that was taken by a request is taken by that request sent again, whatever is on offer by then", async () => {
  const { join, store } = await hullIsFull();
  await command(join, ask);
  const key = { ...AS_MAINTAINER, "Idempotency-Key": "accepting" };
  assert.is((await command(join, accept, key)).body.outcome, "seated");
  await command(join, { do: "leave", login: "nora" });
  await command(join, ask);
  await joinAll(store, 5, "galley");
  const { pseudonym } = (await store.find({ login: "nora" }))!;
  await store.noteOffer(pseudonym, 3, "maintainer", { at: NOW });
  assert.is((await command(join, accept, key)).body.outcome, "seated");
  assert.is((await store.find({ login: "nora" }))?.standing.state, "waiting", "it has no second effect");
});

test("is void when somebody else took the seat: the person keeps waiting, and reads what is open now", async () => {
  const { join, ...community } = await hullIsFull();
  const { store } = community;
  const { body } = await command(join, ask);
  await joinAll(store, 3, "sail", "quick");
  const full = await command(join, body.offer.accept);
  assert.is(full.body.offer, undefined);
  assert.match(full.body.detail, "Orca has no open seat. No Hull pod has an open seat.");
  await joinAll(store, 5, "galley");
  // Another replica, as this one may know of the new pod a second later.
  const fresh = joinPod({ ...community, store: storeAt(community.url, community.id) });
  const late = await command(fresh, body.offer.accept);
  assert.equal([late.status, late.body.outcome, late.body.offer?.pod.slug], [200, "already-waiting", "beluga"]);
  assert.equal((await store.find({ login: "nora" }))?.profile.areas, ["hull"]);
});

test("of the last seat goes to one of those who take it at the same time; the others keep waiting", async () => {
  const { join, store } = await hullIsFull();
  await joinAll(store, 2, "sail", "quick");
  const logins = ["ann", "ben", "cleo"];
  for (const login of logins) assert.is((await command(join, { ...ask, login })).body.offer.pod.slug, "orca");
  const taken = await Promise.all(logins.map((login) => command(join, { do: "accept", login, pod: "orca" })));
  assert.equal(taken.map(({ body }) => body.outcome).sort(), ["already-waiting", "already-waiting", "seated"]);
  assert.is((await store.pod(2))?.seats.length, 9);
});

test("is not made where no seat is open, nor to people open to any area: they have the seat", async () => {
  const { join, store } = await hullIsFull();
  const open = await command(join, { login: "ann", areas: ["hull"], anywhere: true });
  assert.equal([open.status, open.body.pod.slug, open.body.offer], [201, "orca", undefined]);
  await joinAll(store, 2, "sail", "quick");
  assert.is((await command(join, ask)).body.offer, undefined);
  const waits = await command(join, { login: "ben", areas: ["hull"], anywhere: true });
  assert.equal([waits.status, waits.body.offer], [202, undefined]);
});

test("does not tell whom somebody would like to sit with", async () => {
  const { join, store } = await hullIsFull();
  await joinAll(store, 7, "galley");
  const plain = await command(join, ask);
  const { slug } = plain.body.offer.pod;
  const other = slug === "orca" ? "sailor-galley-1" : "sailor-sail-1";
  const wishes = await command(join, { ...ask, login: "tom", with: [other] });
  assert.is(wishes.body.offer.pod.slug, slug);
});

test("stands on the page of the person while they wait, with no reason that tells their ability", async () => {
  const { join, ...community } = await hullIsFull();
  await command(join, ask);
  const app = pods(community);
  const page = (await get(app, "/people/nora", HTML)).body;
  assert.match(page, ">Orca</bdi></a> (Sails) has an open seat. <code>/pod accept Orca</code> takes it");
  assert.not.match(page, "experienced");
  const json = (await get(app, "/people/nora", JSON_ONLY)).body;
  assert.equal(json.offer, { pod: { slug: "orca", name: "Orca", area: "sail" } });
  await command(join, { do: "accept", login: "nora", pod: "orca" });
  assert.is((await get(app, "/people/nora", JSON_ONLY)).body.offer, undefined);
});

test("stands beside the matches of an area without an open seat", async () => {
  const { join } = await hullIsFull();
  const { body } = await get(join, "/matches?area=hull&ability=experienced", JSON_ONLY);
  assert.equal(
    [body.items, body.offer.pod.slug, body.offer.reasons[0]],
    [[], "orca", "gives Orca an experienced member"],
  );
  const page = (await get(join, "/matches?area=hull&ability=experienced", HTML)).body;
  assert.match(page, "Or take an open seat elsewhere");
  assert.match(page, "/pod join hull, Orca ability=experienced");
  assert.is((await get(join, "/matches?area=sail", JSON_ONLY)).body.offer, undefined);
});

test("stands in the reply as a fact of that day, with the words that take it", async () => {
  const at = await world();
  const reply = await replyTo(at, "wen", "join sail");
  assert.match(reply, "You were on the list for Sails on 22 November 2026, as you asked. On that day **");
  assert.match(reply, /had an open seat: `\/pod accept (Narwhal|Orca)` takes it, unless somebody else was faster\./);
  const seated = await world();
  assert.match(
    await replyTo(seated, "wen", "accept narwhal"),
    "You keep the areas that you named: a plan may move you to one of them when a seat is open there.",
  );
});

test("that is void says which pod had no seat", async () => {
  const at = await world();
  await at.store.lock(1, true, { id: "", at: NOW });
  const reply = await replyTo(at, "wen", "accept Narwhal");
  assert.match(reply, "Narwhal** had no open seat by then. On that day **Orca** (Galley) had an open seat");
});

const form = suite("the form for a seat");

form("asks whether any area suits, and says so on GitHub", async () => {
  const { join } = await hullIsFull();
  const page = (await get(join, "/", HTML)).body;
  assert.match(page, 'type="checkbox" name="anywhere" value="yes">');
  assert.match(page, "I am happy to help in any area");
  const asked = (await get(join, "/matches?area=hull&anywhere=yes&ability=newcomer", HTML)).body;
  assert.match(asked, 'name="anywhere" value="yes" checked>');
  assert.match(asked, "/pod join hull, Orca anywhere ability=newcomer");
  assert.not.match(asked, "Or take an open seat elsewhere");
  const { body } = await get(join, "/matches?area=hull&anywhere=yes", JSON_ONLY);
  assert.equal([body.items[0].pod.slug, body.offer], ["orca", undefined]);
  assert.is((await get(join, "/matches?anywhere=maybe", JSON_ONLY)).status, 422);
});

form("lets people wait for any area where no seat is open", async () => {
  const page = (await get(joinPod(await testCommunity()), "/matches?anywhere=yes&ability=newcomer", HTML)).body;
  assert.match(page, "Ask anyway and wait for the first seat in any area.");
  assert.match(page, "/pod join anywhere ability=newcomer");
});

const counts = suite("the people who are still missing for a pod");

counts("are those whom the next seating would make a pod with", async () => {
  const { join, ...community } = await hullIsFull();
  const wait = (login: string, more: object) => command(join, { login, areas: ["galley"], ...more });
  for (const n of [1, 2, 3]) await command(join, { login: `fill-${n}`, areas: ["sail"] });
  assert.is((await wait("one", {})).body.missing, 4);
  assert.is((await wait("two", {})).body.missing, 3);
  const other = await command(join, { login: "open", areas: ["hull"], anywhere: true });
  assert.equal([other.body.outcome, other.body.area, other.body.missing], ["waiting", "hull", 4]);
  const three = await wait("three", {});
  assert.match(three.body.detail, "when 1 more person asks for Galley, at the latest with the next seating");
  assert.is(three.body.missing, 1, "somebody whom any area suits counts, whatever they named");
  const four = await wait("four", {});
  assert.equal([four.status, four.body.missing], [202, 0]);
  assert.match(four.body.detail, "Enough people for a new one wait: the next seating gives seats to all whom it can.");
  const { body: run } = await command(rebalance(community), { do: "seat" });
  assert.equal([run.counts.form, run.counts.seat], [1, 5]);
  const [galley] = (await community.store.pods()).filter(({ area }) => area === "galley");
  assert.is(galley?.seats.length, 5);
});

counts("make the pod at once when all of them ask for its area", async () => {
  const { join } = await hullIsFull();
  for (const n of [1, 2, 3]) await command(join, { login: `fill-${n}`, areas: ["sail"] });
  for (const n of [1, 2, 3, 4]) await command(join, { login: `g-${n}`, areas: ["galley"], anywhere: n === 1 });
  const fifth = await command(join, { login: "g-5", areas: ["galley"] });
  assert.is(fifth.body.outcome, "seated");
});

counts("count nobody twice, also when the same request is answered again", async () => {
  const { join } = await hullIsFull();
  await command(join, { login: "a", areas: ["galley"] });
  for (const n of [1, 2, 3]) await command(join, { login: `fill-${n}`, areas: ["sail"] });
  await command(join, { login: "b", areas: ["galley"], anywhere: true });
  const key = { ...AS_MAINTAINER, "Idempotency-Key": "one" };
  const first = await command(join, { login: "c", areas: ["galley"] }, key);
  const again = await command(join, { login: "c", areas: ["galley"] }, key);
  assert.equal([first.body.missing, again.body.missing], [2, 2]);
});

counts.after(closeStores);
for (const one of [test, form, counts]) one.run();
