/** People who wait are offered the best open seat elsewhere, and take it by naming it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS } from "#shared/core/week.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  closeStores,
  command,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  post,
  type Reply,
  storeAt,
  type TestCommunity,
  testCommunity,
  ask as webhooked,
} from "../support/community.ts";
import { openDoors, replyTo } from "../support/doors.ts";
import { requestOf, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { says } from "../support/github/delivery.ts";
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
const nora = user(300, "nora");

/** The person comments there, in a thread of its own. */
async function comments(community: TestCommunity, line: string, by = nora): Promise<void> {
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  assert.ok((await webhooked(webhook, "/", requestOf(says(line, by)))).ok);
}
const seatOf = async ({ store }: TestCommunity, login = "nora") =>
  (await store.find({ login }))?.standing.pod ?? undefined;

test("is on the page as soon as the pod is there, also where somebody read the page just before", async () => {
  const community = await testCommunity();
  const app = pods(community);
  await command(joinPod(community), { login: "wen", areas: ["sail"] });
  const offered = async () => (await get(app, "/people/wen.json")).body.offer?.pod.slug;
  assert.is(await offered(), undefined);
  await joinAll(community.store, 6, "hull");
  assert.is(await offered(), "narwhal");
});

test("of a pod that has closed since is answered with what became of it, and with what is open", async () => {
  const at = await openDoors();
  for (const person of ["ada", "bea", "cid", "dot", "eve", "fay"] as const)
    await at.store.leave({ login: person }, "alumni", { id: "", at: 0 });
  const gone =
    "On 22 November 2026 nobody was in the pod Narwhal any more: its people had left, or it was closed. Nothing has changed";
  const open = "On that day these had open seats: **Orca** (Galley): ";
  const closed = `${gone}: you kept your place on the list for Sails. ${open}`;
  assert.is(await replyTo(at, "wen", "accept Narwhal"), `${closed}\`/pod accept Orca\`.`);
  assert.is(await replyTo(at, "nora", "join narwhal"), `${gone}. ${open}\`/pod join Orca\`.`);
  assert.match(await replyTo(at, "wen", "accept Krill"), "I do not understand `krill` there.");
  assert.is(await replyTo(at, "wen", "who narwhal"), closed.replace(/: $/, "."));
  assert.match(await replyTo(at, "wen", "who krill"), "I do not understand `krill` there.");
  for (const given of [
    { do: "rename", name: "Keel" },
    { do: "lock" },
    { do: "unlock" },
    { do: "nominate", login: "gus" },
    { do: "link" },
  ]) {
    const detail = async (pod: string) => (await command(at.apps.pods, { ...given, pod })).body.detail;
    assert.match(await detail("narwhal"), 'Nobody is in the pod "narwhal" any more: its people left, or it was closed');
    assert.match(await detail("krill"), 'There is no pod "krill".');
  }
  const { status, body } = await command(at.apps["join-pod"], { do: "accept", login: "wen", pod: "narwhal" });
  const sentence =
    'Nobody is in the pod "narwhal" any more: its people left, or it was closed and they got other seats or wait for some. See the directory for all pods. Open seats: orca (galley).';
  assert.equal([status, body.detail], [422, sentence]);
  const wen = (await at.store.find({ login: "wen" }))?.pseudonym ?? "";
  await at.store.noteOffer(wen, 1, "person", { at: NOW });
  assert.is(await replyTo(at, "wen", "accept The Night Watch"), `${closed}\`/pod accept Orca\`.`, "its name of then");
  assert.match(await replyTo(at, "wen", "accept sail"), "I do not understand `sail` there.");
  assert.match(await replyTo(at, "nora", "accept The Night Watch"), "I do not understand");
  await at.store.lock(2, true, { id: "", at: 0 });
  assert.is(
    await replyTo(at, "wen", "accept narwhal"),
    `${gone}: you kept your place on the list for Sails. No pod had an open seat on that day.`,
  );
  assert.match(
    await replyTo(at, "nora", "accept narwhal"),
    `${gone}. No pod had an open seat on that day. \`/pod join\` and the name of an area asks for one.`,
  );
  assert.is((await at.store.find({ login: "wen" }))?.standing.state, "waiting");
  await replyTo(at, "kit", "join anywhere");
  await replyTo(at, "kit", "decline");
  assert.match(
    await replyTo(at, "kit", "accept narwhal"),
    `${gone}. `,
    "no area was named, so no seating gives a seat",
  );
});

test("comes with the answer to a maintainer for somebody who waits, and is taken by the words that it holds", async () => {
  const community = await hullIsFull();
  const { join, store } = community;
  const { status, body } = await command(join, ask);
  assert.is(status, 202);
  assert.equal(body.offer.pod, { slug: "orca", name: "Orca", area: "sail" });
  assert.equal(body.offer.reasons.slice(0, 2), [
    "an area they did not name: Sails",
    "gives Orca an experienced member",
  ]);
  assert.is(body.offer.accept, "/pod accept Orca");
  assert.is((await store.find({ login: "nora" }))?.standing.state, "waiting", "an offer is nothing until it is taken");

  await comments(community, body.offer.accept);
  const member = await store.find({ login: "nora" });
  assert.equal([member?.standing.pod, member?.profile.areas], [2, ["hull"]]);
  const later = joinPod({ ...community, now: () => NOW + DAY_MS });
  const again = await command(later, { do: "accept", login: "nora", pod: "orca" });
  assert.equal([again.status, again.body.outcome], [200, "already-seated"]);
});

test("that was taken costs nobody the area they want: a plan moves them there as soon as a seat is open", async () => {
  const { join, ...community } = await hullIsFull();
  const settings = { ...community.settings(), rebalance: { ...community.settings().rebalance, settleWeeks: 8 } };
  const { body } = await command(join, ask);
  await comments(community, body.offer.accept);
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

const waits = async ({ store }: TestCommunity, login = "nora") =>
  assert.is((await store.find({ login }))?.standing.state, "waiting");

test("is never taken by a bare word, however often it comes and whoever heard of the offer", async () => {
  const community = await hullIsFull();
  await command(community.join, ask);
  for (let n = 0; n < 2; n++) {
    const { status, body } = await command(community.join, accept);
    assert.equal([status, body.outcome], [200, "offers-open"]);
    assert.equal(body.offers, [{ pod: { slug: "orca", name: "Orca", area: "sail" }, accept: "/pod accept Orca" }]);
    assert.match(
      body.detail,
      /^Only nora can take a seat in an area that nora did not name, by the words in "offers"\. /,
    );
  }
  await comments(community, "/pod accept");
  await waits(community);
});

test("to somebody whose only area is gone promises no area that they keep", async () => {
  const at = await openDoors();
  const wen = (await at.store.find({ login: "wen" }))?.pseudonym ?? "";
  await at.store.noteOffer(wen, 2, "person", { at: NOW });
  const page = async () => (await get(at.apps.pods, "/people/wen", HTML)).body;
  assert.match(await replyTo(at, "wen", "accept"), "`/pod accept Orca`\n\nYou keep the areas that you named.");
  assert.match(await replyTo(at, "wen", "join sail"), "faster. You keep the areas that you named.");
  assert.match(await page(), "takes it, and keeps what they asked for.");
  at.loseArea("sail");
  for (const words of ["accept", "join"]) {
    const answer = await replyTo(at, "wen", words);
    assert.match(answer, "`/pod accept Orca`", words);
    assert.match(answer, "sail is no longer an area here", words);
    assert.not.match(answer, "You keep the areas", words);
  }
  assert.match(await page(), "takes it.");
  assert.not.match(await page(), "keeps what they asked for");
});

test("is not taken by somebody invited who says the bare word twice before the answer", async () => {
  const community = await hullIsFull();
  await command(community.join, { ...ask, mode: "offer" });
  await comments(community, "/pod accept\n/pod accept");
  await comments(community, "/pod accept");
  await waits(community);
  const twice = await hullIsFull();
  await command(twice.join, { ...ask, mode: "offer" });
  const first = await command(twice.join, accept);
  const second = await command(twice.join, accept);
  assert.equal([first.status, second.status], [202, 200]);
  assert.equal([first.body.position, second.body.position], [1, 1]);
  await waits(twice);
  const atOnce = await hullIsFull();
  await comments(atOnce, "/pod join hull\n/pod accept");
  await waits(atOnce);
});

test("stands in the reply to a bare word, with the words that take it", async () => {
  const at = await openDoors();
  const reply = await replyTo(at, "wen", "accept");
  assert.match(
    reply,
    /^On 22 November 2026 you were on the list for Sails, and a seat in an area that you did not name was open\. These words take it, unless somebody else was faster:\n\n- \*\*(Narwhal|Orca)\*\* \((Hull|Galley)\): `\/pod accept \1`\n\nYou keep the areas that you named\./,
  );
  const [, name = ""] = /`\/pod accept (Narwhal|Orca)`/.exec(reply) ?? [];
  assert.match(await replyTo(at, "wen", `accept ${name}`), `Welcome to the **${name}** pod!`);
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

test("is one of several in the answer to a bare word, which names them all", async () => {
  const community = await twoOffers();
  const { body } = await command(community.join, accept);
  assert.equal(
    body.offers.map((offer: { accept: string }) => offer.accept),
    ["/pod accept Orca", "/pod accept Beluga"],
  );
  await comments(community, body.offers[1].accept);
  assert.is(await seatOf(community), 3);
  const at = await openDoors();
  const { pseudonym } = (await at.store.find({ login: "wen" }))!;
  await at.store.rename(1, "The Night Watch", { id: "", at: 0 });
  for (const pod of [1, 2]) await at.store.noteOffer(pseudonym, pod, "person", { at: NOW });
  assert.match(
    await replyTo(at, "wen", "accept"),
    "you were on the list for Sails, and seats in areas that you did not name were open. Say which one you would like; it is yours unless somebody else was faster:\n\n- **The Night Watch** (Hull): `/pod accept The Night Watch`\n- **Orca** (Galley): `/pod accept Orca`\n\n",
  );
});

const offered = ({ body }: Reply) => body.offers?.map(({ pod }: { pod: { slug: string } }) => pod.slug);

test("that is full, locked, declined or of another time of waiting is not named", async () => {
  const full = await twoOffers();
  await joinAll(full.store, 3, "sail", "quick");
  assert.equal(offered(await command(full.join, accept)), ["beluga"]);
  const locked = await twoOffers();
  await locked.store.lock(3, true, { id: "", at: NOW });
  assert.equal(offered(await command(locked.join, accept)), ["orca"]);
  const again = await twoOffers();
  await command(again.join, { do: "leave", login: "nora" });
  const { body } = await command(again.join, ask);
  assert.equal(offered(await command(again.join, accept)), [body.offer.pod.slug]);
  const declined = await twoOffers();
  await command(joinPod({ ...declined, now: () => NOW + 1 }), { do: "decline", login: "nora" });
  assert.is((await command(declined.join, accept)).body.outcome, "already-waiting");
});

test("is not named where a seat in an area that they named is open: the bare word takes that", async () => {
  const { join, ...community } = await twoOffers();
  await command(join, { do: "leave", login: "sailor-hull-1" });
  // Another replica, as this one may know of the open seat a second later.
  const fresh = joinPod({ ...community, store: storeAt(community.url, community.id) });
  const { body } = await command(fresh, accept);
  assert.equal([body.pod?.slug, await seatOf(community)], ["narwhal", 1]);
});

const theirs = suite("a seat in an area that somebody did not name");

const refusedOf = ({ status, body }: Reply) => [status, body.outcome];

theirs("is taken by nobody else, whatever word a maintainer uses and whether they wait or were invited", async () => {
  for (const before of [ask, { ...ask, mode: "offer" }]) {
    const community = await hullIsFull();
    const { join, store } = community;
    await command(join, before);
    const standing = await store.find({ login: "nora" });
    for (const body of [
      { ...accept, pod: "orca" },
      { login: "nora", pod: "orca" },
      { login: "nora", areas: ["hull"], pod: "orca" },
    ]) {
      const reply = await command(join, body);
      assert.equal(refusedOf(reply), [409, "not-their-area"], JSON.stringify(body));
      assert.is(
        reply.body.detail,
        `The pod orca looks after Sails, an area that nora did not name, so only nora can take a seat there, with /pod ${"do" in body ? "accept" : "join"} orca on GitHub. Nothing has changed. A {"do":"join"} without "pod" asks for a seat in one of nora’s areas.`,
      );
      assert.equal(await store.find({ login: "nora" }), standing, JSON.stringify(body));
    }
    await comments(community, "/pod accept Orca");
    assert.is(await seatOf(community), 2);
  }
});

theirs("is taken by nobody else for people who are new, or named no area yet", async () => {
  const community = await hullIsFull();
  const { join, store } = community;
  for (const before of [undefined, { login: "nora", mode: "independent" }, { login: "nora", ability: "experienced" }]) {
    if (before) await command(join, before);
    const member = await store.find({ login: "nora" });
    const reply = await command(join, { login: "nora", areas: ["hull"], pod: "orca" });
    assert.equal(refusedOf(reply), [409, "not-their-area"], JSON.stringify(before));
    assert.equal(await store.find({ login: "nora" }), member, JSON.stringify(before));
  }
  await comments(community, "/pod join orca");
  assert.is(await seatOf(community), 2);
});

theirs("stays theirs after `/pod decline`", async () => {
  const community = await hullIsFull();
  await comments(community, "/pod join hull");
  await comments(community, "/pod decline");
  const later = joinPod({ ...community, now: () => NOW + DAY_MS });
  assert.equal(refusedOf(await command(later, { ...accept, pod: "orca" })), [409, "not-their-area"]);
  await waits(community);
});

theirs("is given by a maintainer to people who are open to any area, or whose areas are not known", async () => {
  const community = await hullIsFull();
  await command(community.join, { login: "ann", areas: ["hull"], anywhere: true, mode: "offer" });
  assert.is((await command(community.join, { do: "accept", login: "ann", pod: "orca" })).status, 201);
  assert.is((await command(community.join, { login: "ben", pod: "orca" })).body.pod.slug, "orca");
  await command(community.join, { login: "cleo", areas: ["hull", "sail"] });
  assert.is((await command(community.join, { do: "accept", login: "cleo", pod: "orca" })).body.pod.slug, "orca");
});

theirs("is not given by a maintainer's words that the person's own outweigh", async () => {
  for (const words of [{ areas: ["sail"] }, { anywhere: true }]) {
    const community = await hullIsFull();
    await comments(community, "/pod join hull anywhere=no");
    const later = joinPod({ ...community, now: () => NOW + DAY_MS });
    await command(later, { login: "nora", ...words, pod: "orca" });
    await waits(community);
  }
});

theirs("that a request gave is given by that request sent again, though they named another area since", async () => {
  const { join } = await hullIsFull();
  await command(join, { login: "nora", areas: ["sail"], mode: "offer" });
  const key = { ...AS_MAINTAINER, "Idempotency-Key": "accepting" };
  const taking = { ...accept, pod: "orca" };
  assert.is((await command(join, taking, key)).body.outcome, "seated");
  await command(join, { do: "leave", login: "nora" });
  await command(join, ask);
  assert.is((await command(join, taking, key)).body.outcome, "seated");
  assert.equal(refusedOf(await command(join, taking)), [409, "not-their-area"]);
});

test("is void when somebody else took the seat: the person keeps waiting, and reads what is open now", async () => {
  const at = await openDoors();
  await joinAll(at.store, 3, "hull", "quick");
  const reply = await replyTo(at, "wen", "accept Narwhal");
  assert.match(reply, "Narwhal** had no open seat by then. On that day **Orca** (Galley) had an open seat");
  const { standing, profile } = (await at.store.find({ login: "wen" }))!;
  assert.equal([standing.state, profile.areas], ["waiting", ["sail"]]);
});

test("of a pod that a maintainer locked is void, and both answers say that it is closed, not full", async () => {
  const at = await openDoors();
  await at.store.lock(1, true, { id: "", at: NOW });
  const reply = await replyTo(at, "wen", "accept Narwhal");
  assert.match(
    reply,
    "Narwhal** was closed to new people on 22 November 2026. On that day **Orca** (Galley) had an open seat",
  );
  assert.not.match(reply, "had no open seat");
  const { body } = await command(at.apps["join-pod"], { login: "kim", areas: ["hull"], pod: "narwhal" });
  assert.match(body.detail, /^Narwhal is closed to new people for now\. No Hull pod has an open seat\./);
  await joinAll(at.store, 5, "sail");
  assert.match(
    await replyTo(at, "nora", "join sail Narwhal"),
    "Narwhal** was closed to new people on 22 November 2026.",
  );
});

test("of the last seat goes to one of those who take it at the same time; the others keep waiting", async () => {
  const community = await hullIsFull();
  const { join, store } = community;
  await joinAll(store, 2, "sail", "quick");
  const people = ["ann", "ben", "cleo"].map((login, n) => user(310 + n, login));
  for (const { login } of people) assert.is((await command(join, { ...ask, login })).body.offer.pod.slug, "orca");
  await Promise.all(people.map((one) => comments(community, "/pod accept Orca", one)));
  const standings = await Promise.all(people.map(async ({ login }) => (await store.find({ login }))?.standing.state));
  assert.equal(standings.sort(), ["seated", "waiting", "waiting"]);
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
  await comments(community, "/pod accept Orca");
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
  const at = await openDoors();
  const reply = await replyTo(at, "wen", "join sail");
  assert.match(reply, "You were already on the list for Sails on 22 November 2026. On that day **");
  assert.match(reply, /had an open seat: `\/pod accept (Narwhal|Orca)` takes it, unless somebody else was faster\./);
  const seated = await openDoors();
  assert.match(
    await replyTo(seated, "wen", "accept narwhal"),
    "You keep the areas that you named: a plan may move you to one of them when a seat is open there.",
  );
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
  for (const yes of ["yes", "true", "1"]) {
    const { body } = await get(join, `/matches?area=hull&anywhere=${yes}`, JSON_ONLY);
    assert.equal([body.items[0].pod.slug, body.offer], ["orca", undefined], yes);
  }
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
  assert.match(
    three.body.detail,
    "when 1 more person asks for Galley, at the latest with the first seating after that.",
  );
  assert.is(three.body.missing, 1, "somebody whom any area suits counts, whatever they named");
  const four = await wait("four", {});
  assert.equal([four.status, four.body.missing], [202, 0]);
  assert.match(
    four.body.detail,
    "Enough people for a new one wait: the next seating, at the latest tomorrow, gives seats",
  );
  const { body: run } = await command(rebalance(community), { do: "seat" });
  assert.equal([run.counts.form, run.counts.seat], [1, 5]);
  const [galley] = (await community.store.pods()).filter(({ area }) => area === "galley");
  assert.is(galley?.seats.length, 5);
});

counts("stand on the page of everybody who waits, beside where they stand", async () => {
  const { join, ...community } = await hullIsFull();
  const page = pods(community);
  const waits = async (login: string) => (await get(page, `/people/${login}.json`)).body.waiting;
  await command(join, { login: "two", areas: ["hull", "galley"] });
  await command(join, { login: "open", areas: ["galley"], anywhere: true });
  await command(join, { login: "far", areas: ["galley"] });
  const missing = async (login: string) =>
    (await waits(login)).map(({ area, missing }: { area: string; missing: number }) => [area, missing]);
  assert.equal(await missing("two"), [
    ["hull", 4],
    ["galley", 3],
  ]);
  const text = (await get(page, "/people/two", HTML)).body;
  assert.match(
    text,
    "Number 1 of 1 on the list for Hull. No Hull pod has an open seat. A new one forms when 4 more people",
  );
  assert.match(text, "A new one forms when 3 more people ask for Galley");
});

counts("are none where a seat has opened, and the page says when it is given", async () => {
  const { join, ...community } = await hullIsFull();
  await command(join, { login: "two", areas: ["hull"] });
  await command(join, { do: "leave", login: "sailor-hull-1" });
  const fresh = { ...community, store: storeAt(community.url, community.id) };
  const { waiting } = (await get(pods(fresh), "/people/two.json")).body;
  assert.equal(waiting, [
    {
      area: "hull",
      position: 1,
      of: 1,
      missing: 0,
      detail: "A seat in Hull is open: the next seating, at the latest tomorrow, gives seats to all whom it can.",
    },
  ]);
  const { rebalance: every, ...settings } = community.settings();
  const off = { ...settings, rebalance: { ...every, seat: "off" as const } };
  const page = (await get(pods({ ...fresh, settings: () => off }), "/people/two", HTML)).body;
  assert.match(page, "the next seating, which a maintainer makes, gives seats");
});

counts("are not told to people who named no area, whose page promises nothing of what they asked for", async () => {
  const { join, ...community } = await hullIsFull();
  assert.is((await post(join, "login,mode,anywhere\ncid,pod,no\n", CSV)).body.added, 1);
  const page = (await get(pods(community), "/people/cid", HTML)).body;
  assert.match(page, "<p>No area was named, so no seating gives a seat. /pod join with an area asks for a seat there");
  assert.match(page, "has an open seat. <code>/pod accept Orca</code> takes it.</p>");
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
for (const one of [test, theirs, form, counts]) one.run();
