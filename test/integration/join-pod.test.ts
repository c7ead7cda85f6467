import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { IMPORT_BYTES_MAX, joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  command,
  csvOf,
  get,
  JSON_ONLY,
  post,
  settingsWith,
  storeAt,
  testCommunity,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { seatFile } from "../support/seated.ts";

const NDJSON = { ...AS_MAINTAINER, "Content-Type": "application/x-ndjson" };
const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");

async function open(yaml?: string) {
  const community = await testCommunity(yaml);
  return { community, app: joinPod(community) };
}

const test = communitySuite("join-pod", open);

const join = (login: string, areas: string[] = ["hull"], more: object = {}) => ({ login, areas, ...more });

test("four people wait and learn what for; the fifth forms the pod", async ({ app }) => {
  for (let n = 1; n <= 4; n++) {
    const waits = await command(app, join(`ada-${n}`));
    assert.is(waits.status, 202);
    assert.is(waits.body.outcome, "waiting");
    assert.is(waits.body.position, n);
    assert.is(waits.body.area, "hull");
    assert.is(waits.body.missing, 5 - n);
    assert.is(waits.body.neighbours.length, n - 1);
    assert.match(waits.body.detail, "Hull");
  }
  const seated = await command(app, join("ada-5"));
  assert.is(seated.status, 201);
  assert.is(seated.body.outcome, "seated");
  assert.is(seated.body.pod.slug, "narwhal");
  assert.is(seated.body.pod.area, "hull");
  assert.is(seated.body.pod.members.length, 5);
  assert.is(seated.body.pod.openSeats, 4);
  assert.is(seated.body.member.login, "ada-5");
});

test("a joiner gets the open seat, with reasons and a buddy", async ({ community }) => {
  await seatFile(community, `login,areas,ability,advocate\n${csvOf(5, "hull", ",newcomer,yes")}`);
  const app = joinPod({ ...community, now: () => community.now() + 1 });
  const { status, body } = await command(app, join("bob", ["hull", "sail"], { ability: "experienced" }));
  assert.is(status, 201);
  assert.match(body.reasons.join("; "), "Hull");
  assert.match(body.buddy.login, /^ada-/);
  assert.match(body.pod.advocate.login, /^ada-/);
});

test("founders of a pod are no buddies of each other, unless they are experienced", async ({ app, community }) => {
  for (const area of ["hull", "sail"]) {
    const others = [1, 2, 3, 4].map((n) => `${area}-${n}`);
    for (const login of others)
      await command(app, join(login, [area], { ability: login === "sail-3" ? "experienced" : "newcomer" }));
    const { body } = await command(app, join(`${area}-5`, [area], { ability: "newcomer", advocate: true }));
    assert.equal([body.outcome, body.buddy], ["seated", area === "sail" ? { login: "sail-3" } : null]);
  }
  const later = joinPod({ ...community, now: () => community.now() + 1 });
  assert.equal((await command(later, join("bob"))).body.buddy, { login: "hull-5" });
});

test("a person who names no area is asked for one, and an import counts those who wait without", async ({ app }) => {
  const asked = await command(app, { login: "ada" });
  assert.is(asked.status, 422);
  assert.is(asked.body.outcome, "no-area");
  assert.is(asked.body.errors[0].pointer, "/areas");
  const { body } = await post(app, "login,mode\nada,pod\nbob,pod\ncid,pod\n", CSV);
  assert.equal(
    body.community.waits.map(({ area, people }: { area: string | null; people: number }) => [area, people]),
    [[null, 3]],
  );
  assert.match(body.community.waits[0].detail, "Any area suits them");
});

test("the same request twice is 201, then 200, and one seat", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  assert.is((await command(app, join("bob"))).status, 201);
  const again = await command(app, join("BOB"));
  assert.is(again.status, 200);
  assert.is(again.body.outcome, "already-seated");
  assert.is(again.body.pod.members.length, 6);
  await command(app, join("cid", ["sail"]));
  const waits = await command(app, join("cid", ["sail"]));
  assert.is(waits.status, 200);
  assert.is(waits.body.outcome, "already-waiting");
});

test("an Idempotency-Key gives the first answer again, and refuses another body", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  const key = { ...AS_MAINTAINER, "Idempotency-Key": "one" };
  const first = await command(app, join("bob"), key);
  const again = await command(app, join("bob"), key);
  assert.is(again.status, 201);
  assert.is(again.body.pod.slug, first.body.pod.slug);
  const other = await command(app, join("cid"), key);
  assert.is(other.status, 409);
  assert.is((await command(app, join("cid"), { ...AS_MAINTAINER, "Idempotency-Key": "white space" })).status, 400);
});

test("a hundred people at the same instant: all are seated or waiting, no pod has more than nine, nobody has two seats", async ({
  app,
  community,
}) => {
  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, n) => command(app, join(`ada-${n}`, n % 3 ? ["hull"] : ["sail", "hull"]))),
  );
  for (const { status } of replies) assert.ok(status === 201 || status === 202, String(status));
  const pods = await community.store.pods();
  const seats = pods.flatMap((pod) => pod.seats.map(({ pseudonym }) => pseudonym));
  for (const pod of pods) assert.ok(pod.seats.length >= 5 && pod.seats.length <= 9, `${pod.slug} ${pod.seats.length}`);
  assert.is(new Set(seats).size, seats.length);
  const { seated, waiting } = await community.store.census();
  assert.is(seated + waiting, 100);
  assert.is(seated, seats.length);
});

test("a pod can be asked for by its slug", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}`);
  const { body } = await command(app, { login: "cid", pod: "orca" });
  assert.is(body.pod.slug, "orca");
  for (const n of [1, 2, 3]) await command(app, { login: `eve-${n}`, pod: "orca" });
  const elsewhere = await command(app, { login: "fay", areas: ["hull", "sail"], pod: "orca" });
  assert.is(elsewhere.body.pod.slug, "narwhal");
  assert.equal(elsewhere.body.reasons.slice(0, 2), ["Orca was full", "first choice: Hull"]);
  const unknown = await command(app, { login: "dan", pod: "minke" });
  assert.is(unknown.status, 422);
  assert.is(unknown.body.errors[0].pointer, "/pod");
});

test("leave, pause, back, independent: each one command", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(7, "hull")}`);
  const state = async (login: string) => (await community.store.find({ login }))?.standing.state;
  assert.equal((await command(app, { do: "leave", login: "ada-1" })).body, { outcome: "left", was: "seated" });
  assert.is(await state("ada-1"), "alumni");
  assert.is((await command(app, { do: "leave", login: "ada-1" })).body.outcome, "already-left");
  await command(app, { do: "pause", login: "ada-2", until: "2026-12-24" });
  assert.is(await state("ada-2"), "paused");
  const back = await command(app, { do: "back", login: "ada-2" });
  assert.is(back.status, 201);
  assert.is(back.body.pod.slug, "narwhal");
  await command(app, { do: "independent", login: "ada-3" });
  assert.is(await state("ada-3"), "independent");
  assert.is((await command(app, join("dora", ["hull"], { mode: "independent" }))).body.outcome, "independent");
  assert.is(await state("dora"), "independent");
  assert.is((await command(app, { do: "leave", login: "nobody" })).status, 404);
});

test("people who come back get their old pod, unless they no longer want its area", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  await seatFile(community, `login,areas\n${csvOf(6, "sail", "", "bob")}`);
  // With a store that has not yet read the open pods.
  const fresh = joinPod({ ...community, store: storeAt(community.url, community.id) });
  for (const login of ["ada-1", "ada-2"]) await command(app, { do: "pause", login });
  await command(app, { do: "areas", login: "ada-2", areas: ["sail"] });
  assert.is((await command(fresh, { do: "back", login: "ada-1" })).body.pod.area, "hull");
  const { body } = await command(fresh, { do: "back", login: "ada-2" });
  assert.is(body.pod.area, "sail");
  assert.match(body.reasons[0], "first choice");
});

test("an invitation holds no seat until it is accepted, and a decline is final", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  const file = "login,areas,mode\nbob,hull,offer\ncid,hull,offer\n";
  const offered = (await post(app, file, CSV)).body;
  assert.equal([offered.added, offered.community.seated, offered.community.invited], [2, 5, 2]);
  assert.equal(offered.file, { seated: 0, waiting: 0, invited: 2, others: 0 });
  assert.match(offered.detail, "Of the people in this file: 0 seated, 0 waiting, 2 invited. Invited people");
  assert.match(offered.detail, "/pod accept");
  assert.is((await community.store.pod(1))?.seats.length, 5);
  assert.is((await command(app, { do: "accept", login: "bob" })).status, 201);
  assert.is((await command(app, { do: "decline", login: "cid" })).body.outcome, "declined");
  assert.equal((await post(app, file, CSV)).body.rejected, []);
  assert.is((await community.store.find({ login: "cid" }))?.standing.state, "known");
});

test("a decline that is repeated after a yes takes no seat away, and is answered as before", async ({
  app,
  community,
}) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  await command(app, { login: "bob", areas: ["hull"], mode: "offer" });
  const no = { ...AS_MAINTAINER, "Idempotency-Key": "no" };
  assert.is((await command(app, { do: "decline", login: "bob" }, no)).body.outcome, "declined");
  await command(app, { do: "accept", login: "bob" });
  assert.is((await command(app, { do: "decline", login: "bob" }, no)).body.outcome, "declined");
  const anew = await command(app, { do: "decline", login: "bob" });
  assert.is(anew.status, 409);
  assert.match(anew.body.detail, "seated");
  assert.is((await command(app, { do: "decline", login: "nobody" })).status, 404);
  assert.is((await community.store.find({ login: "bob" }))?.standing.state, "seated");
});

test("a person can become independent twice, and after declining an invitation", async ({ app, community }) => {
  const alone = { login: "dan", mode: "independent" };
  assert.is((await command(app, alone)).status, 200);
  const again = await command(app, { ...alone, areas: ["sail"] });
  assert.is(again.status, 200);
  assert.equal(again.body, { outcome: "already-independent" });
  assert.equal((await community.store.find({ login: "dan" }))?.profile.areas, ["sail"]);

  await command(app, { login: "eve", mode: "offer" });
  await command(app, { do: "decline", login: "eve" });
  assert.is((await command(app, { login: "eve", mode: "independent" })).body.outcome, "independent");
  assert.is((await community.store.find({ login: "eve" }))?.standing.state, "independent");
  assert.match((await command(app, { login: "eve", mode: "offer" })).body.detail, "is not invited again");
  await command(app, { do: "forget", login: "eve" });
  const forgotten = await command(app, { login: "eve", mode: "independent" });
  assert.is(forgotten.status, 409);
  assert.match(forgotten.body.detail, "forgotten");
});

test("volunteering gives a pod its advocate; stepping down keeps the seat", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  assert.is((await command(app, { do: "advocate", login: "ada-2", hours: 2 })).body.outcome, "changed");
  await command(app, { do: "step-down", login: "ada-2" });
  const member = await community.store.find({ login: "ada-2" });
  assert.is(member?.standing.state, "seated");
  assert.is(member?.profile.volunteer, false);
  assert.is((await community.store.pod(1))?.advocate, null);
});

test("people who volunteer or step down learn who represents their pod then", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  const told = async (word: string, login: string) => {
    const { outcome, detail, pod } = (await command(app, { do: word, login })).body;
    if (pod) assert.equal([pod.slug, pod.name, pod.area], ["narwhal", "Narwhal", "hull"]);
    return [outcome, detail, pod?.advocate];
  };
  const is = (login: string) => [`The Pod Advocate of Narwhal is ${login}.`, { login }];
  const nobody = ["Narwhal has no Pod Advocate. The first volunteer in it becomes its Pod Advocate.", null];
  assert.equal(await told("step-down", "ada-1"), ["unchanged", ...nobody]);
  assert.equal(await told("advocate", "ada-1"), ["changed", ...is("ada-1")]);
  assert.equal(await told("advocate", "ada-2"), ["changed", ...is("ada-1")]);
  assert.equal(await told("step-down", "ada-1"), ["stepped-down", ...is("ada-2")]);
  assert.equal(await told("step-down", "ada-2"), ["stepped-down", ...nobody]);
  await command(app, join("wen", ["sail"]));
  assert.equal(await told("advocate", "wen"), ["changed", "wen holds no seat in a pod.", undefined]);
  assert.equal(await told("step-down", "wen"), ["stepped-down", "wen holds no seat in a pod.", undefined]);
});

test("an advocate who leaves their seat learns who represents the pod then; nobody else does", async ({ app }) => {
  // One by one, since the volunteer who has been there longest gets the role.
  for (let n = 1; n <= 9; n++) await command(app, join(`ada-${n}`, ["hull"]));
  for (const login of ["ada-1", "ada-2", "ada-3"]) await command(app, { do: "advocate", login });
  const told = async (word: string, login: string) => {
    const { outcome, detail, pod } = (await command(app, { do: word, login })).body;
    return [outcome, detail, pod?.slug, pod?.advocate];
  };
  const is = (login: string) => [`The Pod Advocate of Narwhal is ${login}.`, "narwhal", { login }];
  assert.equal(await told("leave", "ada-1"), ["left", ...is("ada-2")]);
  assert.equal(await told("pause", "ada-2"), ["paused", ...is("ada-3")]);
  assert.equal(await told("leave", "ada-4"), ["left", undefined, undefined, undefined]);
  const nobody = ["Narwhal has no Pod Advocate. The first volunteer in it becomes its Pod Advocate.", "narwhal", null];
  assert.equal(await told("independent", "ada-3"), ["independent", ...nobody]);
});

test("forgetting takes the name away, and an old import does not bring it back; the person can", async ({
  app,
  community,
}) => {
  const file = `login,areas\n${csvOf(6, "hull")}`;
  await post(app, file, CSV);
  assert.is((await command(app, { do: "forget", login: "ada-3" })).body.outcome, "forgotten");
  assert.is(await community.store.find({ login: "ada-3" }), undefined);
  const again = await post(app, file, CSV);
  assert.is(again.body.unchanged, 5);
  assert.is(again.body.rejected[0].line, 4);
  assert.match(again.body.rejected[0].detail, "forgotten");
  assert.is((await command(app, join("ada-3"))).status, 201);
});

test("an export has everything that is stored about a person", async ({ app }) => {
  await command(app, join("bob", ["sail", "hull"], { ability: "contributor", timezone: "Europe/Berlin" }));
  const { body } = await command(app, { do: "export", login: "bob" });
  assert.equal(body.member.areas, ["sail", "hull"]);
  assert.is(body.member.timezone, "Europe/Berlin");
  assert.is(body.member.state, "waiting");
});

test("an import: row by row, a bad line never stops the rest, the same file again changes nothing", async ({ app }) => {
  const file =
    "login,areas,ability\nada,hull,newcomer\nb ob,hull,newcomer\ncid,ocean,newcomer\ndan,sail,wizard\neve,sail,experienced\n";
  const first = await post(app, file, CSV);
  assert.is(first.status, 200);
  assert.is(first.body.added, 2);
  assert.equal(
    first.body.rejected.map(({ line }: { line: number }) => line),
    [3, 4, 5],
  );
  const again = await post(app, file, CSV);
  assert.equal([again.body.added, again.body.changed, again.body.unchanged], [0, 0, 2]);
  const changed = await post(app, '{"login":"eve","ability":"maintainer"}\n{"login":"fay","areas":["hull"]}\n', NDJSON);
  assert.equal([changed.body.added, changed.body.changed], [1, 1]);
});

test("a file too long for one request goes on when it is sent again, and the last answer is the whole report", async ({
  community,
}) => {
  const app = joinPod({ ...community, answerWithinMs: 0 });
  const rows = Array.from({ length: 1200 }, (_, n) => (n % 400 === 7 ? `b ad-${n},hull` : `ada-${n},hull`));
  const file = `login,areas\n${rows.join("\n")}\n`;
  const answers = [];
  do answers.push(await post(app, file, CSV));
  while (answers.at(-1)!.status === 202);
  assert.equal(
    answers.map(({ status, body }) => [status, body.next]),
    [
      [202, 502],
      [202, 1002],
      [200, undefined],
    ],
  );
  const { added, changed, unchanged, rejected } = answers.at(-1)!.body;
  assert.equal([added, changed, unchanged], [1197, 0, 0]);
  assert.equal(
    rejected.map(({ line }: { line: number }) => line),
    [9, 409, 809],
  );
  assert.match(rejected[2].detail, "login");
});

test("an import that is cut off counts nobody twice and nobody as known", async ({ community }) => {
  const file = `login,areas\n${Array.from({ length: 1200 }, (_, n) => `ada-${n},hull`).join("\n")}\nada-1199,sail\n`;
  for (const cut of [2, 2, 3]) {
    // The progress of a batch is lost after its people were stored.
    let saves = 0;
    const saveImportProgress: typeof community.store.saveImportProgress = async (...args) => {
      saves += 1;
      if (saves === cut) throw new Error("the process died");
      return community.store.saveImportProgress(...args);
    };
    const dying = joinPod({ ...community, store: { ...community.store, saveImportProgress } });
    assert.is((await post(dying, file, CSV)).status, 500);
  }
  const { status, body } = await post(joinPod(community), file, CSV);
  assert.equal([status, body.added, body.changed, body.unchanged, body.rejected], [200, 1200, 0, 0, []]);
});

test("an import that takes somebody out of their seat says so", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  const file = "login,mode\nada-1,independent\nbob,independent\n";
  const counts = async () => {
    const { added, changed, unchanged } = (await post(app, file, CSV)).body;
    return { added, changed, unchanged };
  };
  assert.equal(await counts(), { added: 1, changed: 1, unchanged: 0 });
  assert.is((await community.store.find({ login: "ada-1" }))?.standing.state, "independent");
  assert.equal(await counts(), { added: 0, changed: 0, unchanged: 2 });
});

test("the Idempotency-Key of an import or an offer is refused for another body", async ({ app, community }) => {
  const key = (name: string, more: object) => ({ ...AS_MAINTAINER, ...more, "Idempotency-Key": name });
  const first = await post(app, "login\nada\n", key("one", CSV));
  assert.equal((await post(app, "login\nada\n", key("one", CSV))).body, first.body);
  assert.is((await post(app, "login\nada\nbob\n", key("one", CSV))).status, 409);
  assert.is((await command(app, { login: "cid", mode: "offer" }, key("two", {}))).body.outcome, "invited");
  assert.is((await command(app, { login: "cid", mode: "offer" }, key("two", {}))).body.outcome, "invited");
  assert.is((await command(app, { login: "dan", mode: "offer" }, key("two", {}))).status, 409);
  for (const login of ["bob", "dan"]) assert.is(await community.store.find({ login }), undefined);
});

test("a real community of 1,332 people comes in one request; the same file again changes nothing", async () => {
  const { app, community } = await open(fixture("community-large.pods.yml"));
  const file = fixture("community-large.csv");
  const first = await post(app, file, CSV);
  assert.is(first.status, 200);
  assert.is(first.body.added, 1332);
  assert.equal(first.body.rejected, []);
  const { seated, waiting } = await community.store.census();
  assert.equal([seated, waiting], [0, 1332]);
  assert.match(first.body.detail, "1332 people wait. The next seating, at the latest tomorrow, searches");
  const before = await community.store.version();
  const again = await post(app, file, CSV);
  assert.is(again.body.unchanged, 1332);
  assert.is(await community.store.version(), before);
});

test("a fault in the query of matches, or of an import, has a pointer", async ({ app }) => {
  for (const [query, pointer] of [
    ["area=ocean", "/area"],
    ["ability=wizard", "/ability"],
    ["timezone=x", "/timezone"],
    ["anywhere=perhaps", "/anywhere"],
    ["introduce=maybe", "/introduce"],
  ]) {
    const { status, body } = await get(app, `/matches?${query}`);
    assert.equal([status, body.errors?.[0].pointer], [422, pointer], query);
  }
  assert.is((await get(app, "/matches?area=&ability=&timezone=&anywhere=no")).status, 200, "an empty form");
  for (const option of ["dryRun", "dryrun"]) {
    const { status, body } = await post(app, "login,areas\nada,hull\n", CSV, `/?${option}=perhaps`);
    assert.equal([status, body.errors?.[0].pointer], [422, `/${option}`]);
  }
});

test("asking for matches gives three with reasons and changes nothing", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  await seatFile(community, `login,areas\n${csvOf(6, "sail", "", "bob")}`);
  const before = await community.store.version();
  // Another replica, because this one may cache the open pods from before the import for a second.
  const fresh = joinPod({ ...community, store: storeAt(community.url, community.id) });
  const { status, body } = await get(fresh, "/matches?area=sail&timezone=Europe/Berlin&ability=newcomer", {
    Accept: "application/json",
  });
  assert.is(status, 200);
  assert.is(body.items[0].pod.area, "sail");
  assert.ok(body.items[0].reasons.length > 0);
  assert.is(await community.store.version(), before);
  const asWritten = await get(fresh, "/matches.json?area=Sails&timezone=GMT%2B1");
  assert.is(asWritten.body.items[0].pod.area, "sail");
  assert.is((await get(app, "/matches?area=ocean")).status, 422);
  assert.is((await get(app, "/matches?timezone=Mars")).status, 422);
});

test("people open to any area are matched without one, and no reason speaks of a choice", async () => {
  const { community } = await open(
    "community: Ships\norganisation: ships\nconsent: assign\nareas: { a: {}, b: {}, c: {}, z: {} }\n",
  );
  const file = ["a", "b", "c"].map((area) => csvOf(7, area, "", area)).join("\n");
  await seatFile(community, `login,areas\n${file}\n${csvOf(5, "z", "", "z")}`);
  const store = storeAt(community.url, community.id);
  const { body } = await get(joinPod({ ...community, store }), "/matches");
  assert.is(body.items.length, 3);
  assert.is(body.items[0].pod.area, "z", "the pod of five needs people most, whatever its area");
  assert.not.match(JSON.stringify(body.items), /choice|not name/);
});

test("no proof, no command", async ({ app }) => {
  for (const [Authorization, says] of [
    ["", "/pod join"],
    ["Basic dGVzdDp0ZXN0", "/pod join"],
    ["Bearer wrong", "is not that of this community"],
  ] as const) {
    const { status, body } = await command(app, join("bob"), { Authorization });
    assert.is(status, 401);
    assert.match(body.detail, says);
  }
  assert.is((await post(app, "login\nada\n", { "Content-Type": "text/csv" })).status, 401);
});

test("bad input gets an error that says what to do", async ({ app }) => {
  const json = { ...AS_MAINTAINER, "Content-Type": "application/json" };
  const cases: [string | Uint8Array, Record<string, string>, number, RegExp][] = [
    ["{", json, 400, /JSON/],
    ["[]", json, 400, /object/],
    [new Uint8Array([0x7b, 0xff, 0x7d]), json, 400, /UTF-8/],
    ["<join/>", { ...AS_MAINTAINER, "Content-Type": "application/xml" }, 415, /json/],
    ["", json, 400, /command/],
    ['{"login":7}', json, 422, /login/],
    ['{"login":"ada","areas":["ocean"]}', json, 422, /hull, sail, galley/],
    ['{"login":"ada","areas":["hull"],"shoe":38}', json, 422, /shoe/],
    ['{"do":"fly","login":"ada"}', json, 422, /do/],
    ['{"do":"forget","login":"a\u202eda"}', json, 422, /not a GitHub login/],
    ["ada,hull\n", CSV, 422, /login/],
  ];
  for (const [body, headers, status, detail] of cases) {
    const reply = await post(app, body, headers);
    assert.is(reply.status, status, String(body));
    assert.match(reply.headers.get("content-type") ?? "", "application/problem+json");
    assert.match(reply.body.detail, detail);
    assert.ok(reply.body.instance);
  }
  assert.is((await post(app, new Uint8Array(IMPORT_BYTES_MAX + 1), CSV)).status, 413);
});

test("faults are described in our words, not in the validator's", async ({ app }) => {
  const detail = async (more: object) => (await command(app, { login: "ada", ...more })).body.detail;
  assert.is(await detail({ areas: [] }), "/areas: is a list of one to 3 areas, the most wanted first.");
  assert.is(await detail({ areas: 5 }), "/areas: is a list of one to 3 areas, the most wanted first.");
  assert.is(await detail({ hours: 99 }), "/hours: is a whole number of hours a week, 1 to 20.");
  assert.is(await detail({ ability: "guru" }), "/ability: is one of newcomer, contributor, experienced, maintainer.");
  assert.is(await detail({ mode: "x" }), "/mode: is one of pod, independent, offer.");
  assert.is(await detail({ do: "pause", until: "soon" }), "/until: is not a date such as 2026-12-24.");
  const { body } = await post(app, "login,areas,ability\n,hull,newcomer\nbob,,guru\n", CSV);
  assert.equal(body.rejected, [
    { line: 2, detail: "login: is required, as text" },
    { line: 3, detail: 'ability: "guru" is none of newcomer, contributor, experienced, maintainer' },
  ]);
});

test("JSON names areas as comments and files do: by id, title or former id, in any case", async () => {
  const community = await testCommunity(
    settingsWith("  hull: { title: The Hull, was: [keel] }\n  sail: { title: Sails }\n"),
  );
  const people = joinPod(community);
  const areasOf = async (login: string) => (await community.store.find({ login }))?.profile.areas;
  const both = ["hull", "sail"];
  assert.equal((await command(people, { login: "ada", areas: ["The HULL", " sails"] })).body.outcome, "waiting");
  await command(people, { login: "bob", areas: ["Keel", "SAIL"], mode: "offer" });
  await command(people, { login: "cid", areas: ["keel", "the Sails"], mode: "independent" });
  await command(people, { login: "dee", areas: ["sail"] });
  await command(people, { do: "areas", login: "dee", areas: ["the hull", "keel", "Sails"] });
  for (const login of ["ada", "bob", "cid", "dee"]) assert.equal(await areasOf(login), both, login);
  for (const more of [{ do: "join" }, { mode: "offer" }, { mode: "independent" }, { do: "areas" }]) {
    const { status, body } = await command(people, { ...more, login: "ada", areas: ["sail", "Docs, website"] });
    const detail = 'There is no area "Docs, website". The areas are hull, sail.';
    assert.equal(
      [status, body.detail, body.errors],
      [422, detail, [{ pointer: "/areas/1", detail }]],
      JSON.stringify(more),
    );
  }
  for (const text of ["", "hull and sail"])
    assert.is((await command(people, { login: "ada", areas: [text] })).body.errors[0].pointer, "/areas/0", text);
  assert.equal(await areasOf("ada"), both);
  const matches = async (area: string) => (await get(people, `/matches?area=${area}`, JSON_ONLY)).body;
  assert.equal((await matches("ocean")).errors[0].pointer, "/area");
  assert.is((await matches("hull,sail")).status, 422, "one area only");
  const listed = async (area: string) => (await get(pods(community), `/?area=${area}`, JSON_ONLY)).body;
  assert.equal((await listed("ocean")).errors[0].pointer, "/area");
  assert.equal((await listed("The%20Hull")).items, []);
});

test("files come as spreadsheets and forms write them, and no row is dropped in silence", async ({
  app,
  community,
}) => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
  const form = "Zeit;What's your GitHub handle?;Areas of interest;Time zone;Would you like to be a Pod Advocate?";
  const files: [string | Uint8Array, rows: number, rejected: number[], ignored: string[]][] = [
    ["login;areas\nada;HULL, Sails\nbob;hull\n", 2, [], []],
    [utf16("sep=\t\r\nlogin\tareas\r\ncid\thull\r\n"), 1, [], []],
    ["login,areas\rdan,hull\reve,ocean\r", 2, [3], []],
    [
      Buffer.from(`${form}\n1\xe4;@fay;Hull;GMT+2;Yes\n2;https://github.com/gus;Sails;BST;No\n`, "latin1"),
      2,
      [3],
      ["Zeit"],
    ],
    ['login,about,areas\nhal,"two\nlines",hull\nida,"open,hull\njon,-,hull\n', 3, [4], ["about"]],
  ];
  for (const [file, rows, lines, names] of files) {
    const { status, body } = await post(app, file, CSV);
    const { added, changed, unchanged, rejected, ignored } = body;
    assert.equal([status, added, changed, unchanged], [200, rows - lines.length, 0, 0]);
    assert.equal(
      rejected.map(({ line }: { line: number }) => line),
      lines,
    );
    assert.equal(ignored, names);
  }
  const fay = (await community.store.find({ login: "fay" }))?.profile;
  assert.equal([fay?.areas, fay?.timezone, fay?.volunteer], [["hull"], "UTC+2", true]);
  assert.equal((await community.store.find({ login: "ada" }))?.profile.areas, ["hull", "sail"]);
});

test("a file that is no list of people is refused with its place", async ({ app }) => {
  const cases: [string | Uint8Array, number, RegExp][] = [
    ["", 422, /empty/],
    ["\n", 422, /empty/],
    ["name;areas\nAda;hull\n", 422, /Line 1 must name the columns, "login" among them/],
    ["\nGitHub user;GitHub handle\nada;ada\n", 422, /Line 2: .*both mean login/],
    [Buffer.from("PK\x03\x04"), 400, /Save it as CSV/],
  ];
  for (const [file, status, detail] of cases) {
    const reply = await post(app, file, CSV);
    assert.is(reply.status, status);
    assert.match(reply.body.detail, detail);
  }
});

test("an import of an unknown type is told which types there are", async ({ app }) => {
  for (const type of ["application/csv", "application/ndjson", "application/jsonl"]) {
    const { status, body } = await post(app, "login\nada\n", { ...AS_MAINTAINER, "Content-Type": type });
    assert.is(status, 415);
    assert.is(body.detail, `Send an import as text/csv or application/x-ndjson; this is ${type}.`);
  }
  assert.is((await post(app, "login\n", { ...AS_MAINTAINER, "Content-Type": "constructor" })).status, 415);
});

test("an area named twice counts once", async ({ app }) => {
  await command(app, join("ada", ["hull", "hull", "sail"]));
  await post(app, "login,areas\nbob,sail|sail\n", CSV);
  const areas = async (login: string) => (await command(app, { do: "export", login })).body.member.areas;
  assert.equal(await areas("ada"), ["hull", "sail"]);
  assert.equal(await areas("bob"), ["sail"]);
});

test("logins are read as in a file, with an @ or as the address of a profile", async ({ app, community }) => {
  const written = { login: "https://github.com/ada", areas: ["hull"], with: ["@bob", "BOB", "github.com/eve/"] };
  const { status, body } = await command(app, written);
  assert.equal([status, body.member.login], [202, "ada"]);
  assert.equal((await command(app, { do: "export", login: "@ADA" })).body.member.with, ["bob", "eve"]);
  assert.is((await command(app, { do: "areas", login: "@ada", with: ["@cid"] })).status, 200);
  assert.equal((await command(app, { do: "export", login: "ada" })).body.member.with, ["cid"]);
  assert.is((await command(pods(community), { do: "link", for: "@ada" })).status, 404);
  for (const login of ["https://gitlab.com/ada", "@", "ada lovelace"])
    assert.is((await command(app, join(login))).status, 422, login);
});

test("a wish to sit with oneself is refused", async ({ app, community }) => {
  for (const body of [join("ada", ["hull"], { with: ["bob", "@ADA"] }), { do: "areas", login: "bob", with: ["bob"] }]) {
    const reply = await command(app, body);
    assert.is(reply.status, 422);
    assert.match(reply.body.errors[0].pointer, /^\/with\/[01]$/);
    assert.is(reply.body.detail, '"with" names other people, and this is the person themselves.');
  }
  assert.is(await community.store.find({ login: "ada" }), undefined);
});

test("reads are answered 304 while they are the same, and a suffix decides over Accept", async ({ app, community }) => {
  // Each with its own store, because a store caches the open pods for a moment.
  const another = () => joinPod({ ...community, store: storeAt(community.url, community.id) });
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  const before = another();
  const Accept = "text/html";
  for (const path of ["/", "/matches?area=hull", "/matches.json?area=hull"]) {
    const first = await get(before, path, { Accept });
    assert.is(first.status, 200);
    assert.match(first.headers.get("cache-control") ?? "", "max-age=60");
    const same = { Accept, "If-None-Match": first.headers.get("etag") ?? "" };
    assert.is((await get(before, path, same)).status, 304, path);
  }
  const first = await get(before, "/matches.json?area=hull", { Accept });
  assert.is(first.body.items.length, 1);
  await command(app, join("bob"));
  const same = { "If-None-Match": first.headers.get("etag") ?? "" };
  assert.is((await get(another(), "/matches.json?area=hull", same)).status, 200);
});

test("the page for people", async ({ app }) => {
  const { status, body } = await get(app, "/", { Accept: "text/html" });
  assert.is(status, 200);
  assert.match(body, "<form");
});

test("areas and company in a file are parted by the words that people write, and consent is asked for in its column", async () => {
  const community = await testCommunity();
  const app = joinPod(community);
  const rows = ["ada,hull and sails,", "bob,Hull/Sails,", "cid,hull,@ada and @bob", "dee,hull anywhere,"];
  const { body } = await post(app, ["login,areas,with", ...rows, ""].join("\n"), CSV);
  assert.equal(
    [body.added, body.rejected],
    [
      3,
      [
        {
          line: 5,
          detail: 'areas: "hull anywhere" says that any area suits them, which is a yes in the column "anywhere"',
        },
      ],
    ],
  );
  for (const login of ["ada", "bob"])
    assert.equal((await community.store.find({ login }))?.profile.areas, ["hull", "sail"], login);
  assert.is((await community.store.find({ login: "cid" }))?.profile.with?.length, 2);
});

test("a file in another type is refused with the types of files", async () => {
  const app = joinPod(await testCommunity());
  const sent = async (type: string) => {
    const { status, body } = await post(app, "login\nada\n", { ...CSV, "Content-Type": type });
    return [status, body.detail];
  };
  const [status, detail] = await sent("application/vnd.ms-excel");
  assert.is(status, 415);
  assert.match(detail, "text/csv or application/x-ndjson for a file of people; this is application/vnd.ms-excel.");
  const [plain, why] = await sent("text/plain");
  assert.is(plain, 400);
  assert.match(why, "Send a file of people as text/csv or application/x-ndjson.");
});

test.run();
