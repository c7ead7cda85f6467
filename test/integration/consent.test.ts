/** What people agree to, as they say it in comments, as JSON and in files. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, get, HTML, post, storeAt } from "../support/community.ts";
import { ada, bob, hull, said } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, seatFive, writtenIn } from "../support/github/delivery.ts";

const test = suite("what people agree to");
test.after(closeDelivery);

async function open() {
  const delivery = await openDelivery();
  delivery.server.thread(hull, 5, { author: bob });
  const app = joinPod(delivery.community);
  const written = async () => {
    await delivery.run();
    return writtenIn(delivery);
  };
  const profileOf = async (login: string) => (await delivery.store.find({ login }))!.profile;
  return { ...delivery, app, written, profileOf };
}

test("is a seat in any area by one word in a comment, which another takes back", async () => {
  const { send, profileOf } = await open();
  await seatFive(send);
  await send(said("/pod join sail anywhere", bob));
  assert.is((await profileOf("bob")).anywhere, true);
  await send(said("/pod join anywhere=no", bob));
  const { anywhere, areas } = await profileOf("bob");
  assert.equal([anywhere, areas], [undefined, ["sail"]]);
});

const WAITS = "You were on the list for Sails.";
const ANY = "On 22 November 2026 I noted that any area suits you; `/pod join anywhere=no` takes that back.";
const OWN =
  "On 22 November 2026 I noted that no area suits you but those that you name; `/pod join anywhere` takes that back.";

test("is answered in its own words, given or taken back", async () => {
  const { send, written } = await open();
  const says = async (line: string) => {
    await send(said(line, bob));
    return (await written()).split("@bob").at(-1)!;
  };
  assert.match(await says("/pod join sail"), "You went on the list for Sails on 22 November 2026. If a seating");
  assert.match(await says("/pod join anywhere"), `${ANY} ${WAITS}`);
  assert.match(await says("/pod join anywhere=no"), `${OWN} ${WAITS}`);
  assert.match(await says("/pod join tz=UTC"), `On 22 November 2026 I noted what you said about yourself. ${WAITS}`);
  assert.match(await says("/pod join"), "You were already on the list for Sails on 22 November 2026. If a seating");
  await send(said("/pod pause 4w", bob));
  assert.match(await says("/pod join anywhere=no"), `${OWN.slice(0, -1)}. You have no seat, and asked for none`);
});

test("is answered to people who wait from then on, by all areas that they named", async () => {
  const { send, written } = await open();
  await send(said("/pod join hull, sail or galley anywhere please!", bob));
  assert.match(
    await written(),
    "You went on the list for Hull, Sails and Galley on 22 November 2026. I noted that any area suits you; `/pod join anywhere=no` takes that back. If a seating",
  );
});

test("taken back by somebody who named no area leaves them on no list, and the answer says what puts them on one", async () => {
  const { send, written } = await open();
  await send(said("/pod join anywhere", bob));
  await send(said("/pod join anywhere=no", bob));
  assert.match(
    await written(),
    `${OWN} You were on the list for no area. So no seating gives you a seat: \`/pod join\` and the name of an area asks for one there`,
  );
});

test("taken back by somebody with a seat elsewhere leaves them there, and the answer says until when and how to leave", async () => {
  const { app, community, send, store, written } = await open();
  await seatFive(send);
  await post(app, "login,areas,anywhere\nbob,sail,yes\n", CSV);
  await command(rebalance(community), { do: "seat" });
  assert.is((await store.find({ login: "bob" }))?.standing.pod, 1);
  await send(said("/pod join anywhere=no", bob));
  const had = "You already had your seat in **Narwhal** on 22 November 2026. You kept it, and I noted that";
  assert.match(
    await written(),
    `${had} no area suits you but those that you name; \`/pod join anywhere\` takes that back. The seat is in an area that you did not name: you have it until a plan finds you one in an area of yours, and \`/pod leave\` gives it up.`,
  );
  await send(said("/pod join anywhere", bob));
  assert.match(await written(), `${had} any area suits you; \`/pod join anywhere=no\` takes that back.`);
});

test("needs no area", async () => {
  const { send, store, community } = await open();
  await seatFive(send);
  // Another replica, because this one may have cached the open pods for a second.
  const app = joinPod({ ...community, store: storeAt(community.url, community.id, () => community.settings().areas) });
  const { status, body } = await command(app, { login: "bob", anywhere: true });
  assert.equal([status, body.pod.area], [201, "hull"]);
  assert.is((await store.find({ login: "bob" }))?.standing.pod, 1);
});

test("is the same as JSON, where a person without any area and without that word waits for nothing", async () => {
  const { app, profileOf } = await open();
  assert.is((await command(app, { login: "ada", areas: ["sail"], anywhere: true })).status, 202);
  assert.is((await profileOf("ada")).anywhere, true);
  await command(app, { do: "areas", login: "ada", anywhere: false });
  assert.is((await profileOf("ada")).anywhere, undefined);
  assert.is((await command(app, { login: "cid", anywhere: false })).status, 422);
});

test("with whom they would like to sit is told to nobody, and a comment about it says where instead", async () => {
  const { app, send, written, profileOf } = await open();
  await command(app, { login: "cid", areas: ["hull"], with: ["dora"] });
  const { body } = await command(app, { do: "export", login: "cid" });
  assert.equal(body.member.with, ["dora"]);
  assert.is((await command(app, { login: "cid", with: ["a", "b", "c"] })).status, 422);
  await send(said("/pod join hull with=@dora", bob));
  const text = await written();
  assert.match(text, "Tell a maintainer instead");
  assert.not.match(text, "dora");
  await command(app, { do: "forget", login: "dora" });
  assert.is((await command(app, { do: "export", login: "cid" })).body.member.with, undefined);
  assert.is((await profileOf("cid")).areas[0], "hull");
});

test("stays as the person said it, whatever a file says later, and the report says what was left alone", async () => {
  const { app, send, profileOf } = await open();
  const file = "login,areas,timezone\nbob,hull,Asia/Tokyo\ncid,hull,\n";
  await send(said("/pod join sail tz=Europe/Berlin", bob));
  const { body } = await post(app, file, CSV);
  assert.equal(body.remarks, [{ line: 2, detail: "left as the person said: areas, time zone" }]);
  const bobs = await profileOf("bob");
  assert.equal([bobs.areas, bobs.timezone, bobs.anywhere], [["sail"], "Europe/Berlin", undefined]);
  await command(app, { do: "areas", login: "cid", areas: ["galley"] });
  const again = await post(app, file, CSV);
  assert.match(again.body.remarks[1].detail, "left as a maintainer said: areas");
  const maintainers = await command(app, { do: "areas", login: "bob", areas: ["hull"], timezone: "Asia/Tokyo" });
  assert.equal([maintainers.status, maintainers.body.outcome], [409, "overtaken"]);
  assert.match(maintainers.body.detail, "so their word holds. Left as the person said: areas, time zone.");
  await send(said("/pod join galley", bob));
  assert.equal((await profileOf("bob")).areas, ["galley"]);
});

test("is assumed of people in a file only where the settings assign seats", async () => {
  const { app, profileOf } = await open();
  await post(app, "login,areas,anywhere,mode\ncid,hull,,\ndee,hull,no,\nivy,hull,,offer\n", CSV);
  const open3 = await Promise.all(["cid", "dee", "ivy"].map(async (login) => (await profileOf(login)).anywhere));
  assert.equal(open3, [true, undefined, undefined]);
});

test("seats five who wait for one area as soon as they agree to it, some because any suits them", async () => {
  const { app, community } = await open();
  const rows = ["ada,sail,no", "bob,sail,no", "cid,hull|sail,no", "dee,galley,yes", "eve,hull,yes"];
  await post(app, ["login,areas,anywhere", ...rows, ""].join("\n"), CSV);
  const { body } = await command(rebalance(community), { do: "seat" });
  assert.equal([body.outcome, body.counts.seat, body.counts.form], ["seated", 5, 1]);
});

test("given to a seat elsewhere: the plan and what the person reads say first who got a seat through it", async () => {
  const { app, community, send } = await open();
  await seatFive(send);
  const four = ["ada", "bea", "cid", "dee"].map((login) => `${login},galley,newcomer,no`);
  await post(app, ["login,areas,ability,anywhere", ...four, "eve,hull,experienced,yes\n"].join("\n"), CSV);
  const planner = rebalance(community);
  const { body: plan } = await command(planner, { do: "plan" });
  const seat = plan.changes.find(({ login }: { login?: string }) => login === "eve");
  assert.equal([seat.to, seat.reasons[0]], ["new-1", "gives four people who waited a seat"]);
  await command(planner, { do: "apply", plan: plan.id });
  const { decided } = (await get(pods(community), "/people/eve.json")).body;
  assert.match(decided.join(), "gives four people who waited a seat; ");
});

test("a seat in a second choice says first, too, who got a seat through it", async () => {
  const { app, community, send } = await open();
  await seatFive(send);
  const four = ["ada", "bea", "cid", "dee"].map((login) => `${login},galley,no`);
  await post(app, ["login,areas,anywhere", ...four, "eve,sail|galley,no\n"].join("\n"), CSV);
  const planner = rebalance(community);
  const { body: plan } = await command(planner, { do: "plan" });
  const seat = plan.changes.find(({ login }: { login?: string }) => login === "eve");
  assert.equal(seat.reasons.slice(0, 2), ["gives four people who waited a seat", "second choice: Galley"]);
  await command(planner, { do: "apply", plan: plan.id });
  const { decided } = (await get(pods(community), "/people/eve.json")).body;
  assert.match(decided.join(), "gives four people who waited a seat; ");
});

type Open = Awaited<ReturnType<typeof open>>;
const byFile = (rows: string) => (at: Open) => post(at.app, `login,areas,anywhere\n${rows}\n`, CSV);
const WAYS_TO_WAIT: readonly (readonly [string, (at: Open) => Promise<unknown>])[] = [
  ["of a file, by which any area is assumed to suit them", byFile("ada,galley,")],
  ["of a file that says yes", byFile("ada,galley,yes")],
  ["of a file that says no", byFile("ada,galley,no")],
  ["of a maintainer", ({ app }) => command(app, { login: "ada", areas: ["galley"], anywhere: true })],
  ["who asked", ({ send }) => send(said("/pod join galley", ada))],
  ["who said that any area suits them", ({ send }) => send(said("/pod join galley anywhere", ada))],
  ["who named no area", ({ send }) => send(said("/pod join anywhere", ada))],
];
for (const [name, wait] of WAYS_TO_WAIT)
  test(`is a seat in no other area after \`/pod decline\`, whoever says something else then: people ${name}`, async () => {
    const at = await open();
    const { app, community, send, store, profileOf, written } = at;
    await wait(at);
    await send(said("/pod decline", ada));
    await seatFive(send);
    const seating = async () => {
      await command(rebalance(community), { do: "seat" });
      return (await store.find({ login: "ada" }))?.standing.state;
    };
    assert.is(await seating(), "waiting");
    const { body } = await byFile("ada,,yes")(at);
    assert.equal(body.remarks, [{ line: 2, detail: "left as the person said: whether any area suits them" }]);
    const maintainers = await command(app, { do: "areas", login: "ada", anywhere: true });
    assert.equal([maintainers.status, maintainers.body.outcome], [409, "overtaken"]);
    assert.is(await seating(), "waiting");
    assert.is((await profileOf("ada")).anywhere, undefined);
    const day = "22 November 2026";
    assert.match(
      await written(),
      `On ${day} I noted that you want no seat in an area that you did not name, and hear of none there. You keep your place on the list. \`/pod join\` with the names of areas makes such offers again;`,
    );
    await send(said("/pod join anywhere", ada));
    assert.is(await seating(), "seated");
  });

test("is a seat in no other area after `/pod decline`, though we hear of the request after it", async () => {
  const { app, send, profileOf } = await open();
  const asks = said("/pod join galley anywhere", ada);
  await send(said("/pod decline", ada));
  await send(asks);
  await command(app, { do: "areas", login: "ada", anywhere: true });
  const { areas, anywhere } = await profileOf("ada");
  assert.equal([areas, anywhere], [["galley"], undefined]);
});

test("is no seat elsewhere where a maintainer declines for somebody, who reads it and can say otherwise", async () => {
  const { app, community, send, profileOf } = await open();
  await post(app, "login,areas\nada,galley\ncid,galley\n", CSV);
  await command(app, { do: "decline", login: "ada" });
  assert.is((await profileOf("ada")).anywhere, undefined);
  const page = (await get(pods(community), "/people/ada", HTML)).body;
  assert.match(page, "The profile changed on");
  assert.not.match(page, "open to any area");
  const { body } = await post(app, "login,areas,anywhere\nada,,yes\n", CSV);
  assert.equal(body.remarks, [{ line: 2, detail: "left as a maintainer said: whether any area suits them" }]);
  await send(said("/pod join anywhere", ada));
  const { status, body: declined } = await command(app, { do: "decline", login: "ada" });
  assert.equal([status, declined.detail], [200, "Left as the person said: whether any area suits them."]);
  assert.is((await profileOf("ada")).anywhere, true);
});

test("is not what people said before they were forgotten, though we hear of it after they came back", async () => {
  const { send, profileOf } = await open();
  const asks = said("/pod join hull anywhere", ada);
  await send(said("/pod forget me", ada));
  await send(said("/pod join galley", ada));
  await send(asks);
  const { areas, anywhere } = await profileOf("ada");
  assert.equal([areas, anywhere], [["galley"], undefined]);
});

test.run();
