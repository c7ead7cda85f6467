/** Who said what about a person: a stated word stands against an assumption, and what people agreed to is their own word. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, get, post, SETTINGS, storeAt, type TestCommunity } from "../support/community.ts";
import { ada, bob, hull, pull, said } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, seatFive, writtenIn } from "../support/github/delivery.ts";
import { openWebhook } from "../support/github/webhook.ts";

const test = suite("what people said holds");
test.after(closeDelivery);

async function open(consent: "assign" | "offer" = "assign") {
  const delivery = await openDelivery({ yaml: SETTINGS.replace("consent: assign", `consent: ${consent}`) });
  delivery.server.thread(hull, 5, { author: bob });
  const app = joinPod(delivery.community);
  const file = async (text: string) => (await post(app, text, CSV)).body;
  /** What a maintainer reads of somebody. */
  const exported = async (login: string) => (await command(app, { do: "export", login })).body.member;
  return { ...delivery, app, file, exported };
}

test("that somebody is open to any area is assumed by no file after one that said no", async () => {
  const { file, exported } = await open();
  await file("login,areas,anywhere\ncyd,galley,no\ndee,galley,\n");
  for (const later of ["login,ability\ncyd,experienced\n", "login,areas,anywhere\ncyd,galley,\n", "login\ncyd\n"]) {
    await file(later);
    assert.is((await exported("cyd")).anywhere, undefined, later);
  }
  await file("login,anywhere\ndee,no\n");
  await file("login,areas\ndee,sail\n");
  assert.is((await exported("dee")).anywhere, undefined);
  await file("login,anywhere\ncyd,yes\n");
  assert.is((await exported("cyd")).anywhere, true, "a file that says it is newer than one that says no");
});

const ASKED: ReadonlyMap<string, readonly string[]> = new Map([
  ["an invitation that they accept", ["/pod accept"]],
  ["a seat that they ask for without naming an area", ["/pod join"]],
  ["a seat that they ask for when they come back", ["/pod pause 4w", "/pod back"]],
]);

for (const [what, comments] of ASKED) {
  test(`the areas of ${what} are their own word, which says nothing about others`, async () => {
    const { file, exported, send } = await open("offer");
    await file("login,areas,anywhere\nbob,hull|sail,yes\n");
    for (const comment of comments) await send(said(comment, bob));
    const wishes = async () => {
      const { areas, anywhere, anywhereBy } = await exported("bob");
      return [areas, anywhere, anywhereBy];
    };
    assert.equal(await wishes(), [["hull", "sail"], true, "file"]);
    const later = await file("login,areas,anywhere\nbob,galley,yes\n");
    assert.equal(later.remarks, [{ line: 2, detail: "left as the person said: areas" }]);
    assert.equal(await wishes(), [["hull", "sail"], true, "file"]);
    await file("login,anywhere\nbob,no\n");
    assert.equal(await wishes(), [["hull", "sail"], undefined, undefined]);
    await file("login,anywhere\nbob,yes\n");
    await send(said("/pod join galley", bob));
    assert.equal(await wishes(), [["galley"], undefined, undefined]);
  });
}

/** What bob says, each with the state that he is in then; a file said before only that he wants the galley. */
const ASKS: readonly (readonly string[])[] = [
  ["/pod join"],
  ["/pod join tz=Europe/Berlin"],
  ["/pod accept"],
  ["/pod accept narwhal", "/pod leave", "/pod join"],
  ["/pod pause", "/pod back"],
  ["/pod leave", "/pod join"],
  ["/pod independent", "/pod join"],
];

for (const mode of ["pod", "offer"])
  for (const comments of ASKS)
    test(`what a file assumed of other areas ends when they say ${comments.join(", ")}: mode ${mode}`, async () => {
      const { community, exported, file } = await open();
      await seatFive(openWebhook(community).send);
      await file(`login,areas,mode\nbob,galley,${mode}\n`);
      // Another replica, because this one may have cached the open pods for a second.
      const fresh = { ...community, store: storeAt(community.url, community.id, () => community.settings().areas) };
      for (const comment of comments) await openWebhook(fresh).send(said(comment, bob));
      const { state, areas, anywhere } = await exported("bob");
      assert.equal([state, areas, anywhere], ["waiting", ["galley"], undefined]);
      await file("login,areas\nbob,galley\n");
      assert.is((await exported("bob")).anywhere, undefined, "no later file assumes it");
      await file("login,anywhere\nbob,yes\n");
      assert.is((await exported("bob")).anywhere, true, "a file may say it");
    });

test("the answer to a request that only ends an assumption notes nothing about them", async () => {
  const { file, deliver } = await answering();
  await file("login,areas\nbob,galley\n");
  assert.match(
    await deliver("/pod join", bob),
    "You were already on the list for Galley on 22 November 2026. On that day",
  );
});

test("what a file assumed ends with a request of somebody who has a seat, and the answer says so", async () => {
  const opened = await answering(false);
  const { community, exported, file, deliver } = opened;
  await file(`login,areas\nbob,galley\nada,galley\n${csvOf(3, "galley")}\n`);
  await command(rebalance(community), { do: "seat" });
  const page = async () => (await get(pods(community), "/people/bob", { Accept: "text/html" })).body;
  assert.match(await page(), "You count as open to any area");
  const narrowed = "You kept it, and I noted that no area suits you but those that you name; `/pod join anywhere`";
  assert.match(await deliver("/pod join", bob), narrowed);
  assert.match(await deliver("/pod join tz=Europe/Berlin", ada), narrowed);
  for (const login of ["bob", "ada"]) {
    await file(`login,areas\n${login},galley\n`);
    const { state, areas, anywhere } = await exported(login);
    assert.equal([state, areas, anywhere], ["seated", ["galley"], undefined], "no later file assumes it");
  }
  assert.not.match(await page(), "open to any area");
  assert.match(await deliver("/pod join", bob), "You already had your seat");
  await file("login,anywhere\nbob,yes\n");
  assert.is((await exported("bob")).anywhere, true, "a file may say it");
});

const FILE_SAYS = "a file of Ships counted you as open to any area: if that is wrong, comment `/pod join anywhere=no`.";

test("what a file says of other areas is said in the answer to who gets a seat by it, waits, or named no area", async () => {
  const { community, file, deliver } = await answering();
  await file("login,areas,anywhere\nbob,galley,yes\n");
  assert.match(await deliver("/pod join", bob), `You did not name this area, but ${FILE_SAYS} You keep the areas`);
  await file("login\nada\n");
  assert.match(await deliver("/pod join", ada), `on 22 November 2026. A file of Ships${FILE_SAYS.slice(15)}`);
  const empty = await answering(false);
  await empty.file("login,areas,anywhere\nbob,galley,yes\n");
  const waits = await empty.deliver("/pod join", bob);
  assert.match(
    waits,
    `You were already on the list for Galley on 22 November 2026. A file of Ships${FILE_SAYS.slice(15)}`,
  );
  assert.is(community.settings().community, "Ships");
});

async function answering(withPod = true) {
  const opened = await open();
  const { community, run } = opened;
  if (withPod) await seatFive(opened.send);
  const fresh = { ...community, store: storeAt(community.url, community.id, () => community.settings().areas) };
  const deliver = async (comment: string, by: typeof bob) => {
    await openWebhook(fresh).send(said(comment, by));
    await run();
    return writtenIn(opened);
  };
  return { ...opened, deliver };
}

test("what a file assumed is said to a maintainer who asks for a seat for somebody, and still holds", async () => {
  const { community, exported, file, send } = await open();
  await seatFive(send);
  await file("login,areas\nbob,galley\n");
  const fresh = { ...community, store: storeAt(community.url, community.id, () => community.settings().areas) };
  const { status, body } = await command(joinPod(fresh), { login: "bob" });
  assert.equal([status, body.pod.area], [201, "hull"]);
  const how = '{"do":"areas","login":"bob","anywhere":false} takes that back.';
  assert.match(body.detail, `A file of Ships counted bob as open to any area: ${how}`);
  assert.is((await exported("bob")).anywhereBy, "file");
});

const ACCEPTS: readonly (readonly [string, (community: TestCommunity) => Promise<unknown>])[] = [
  ["a comment", (community) => openWebhook(community).send(said("/pod accept", bob))],
  ["JSON", (community) => command(joinPod(community), { do: "accept", login: "bob" })],
];

for (const [door, accept] of ACCEPTS)
  test(`an invitation that a file says any area suits is accepted as a seat in any, by ${door}`, async () => {
    const { community, exported, file, send } = await open("offer");
    await seatFive(send);
    await file("login,areas,mode,anywhere\nbob,sail,offer,yes\n");
    // Another replica, because this one may have cached the open pods for a second.
    await accept({ ...community, store: storeAt(community.url, community.id, () => community.settings().areas) });
    const { state, pod, areas, anywhere, anywhereBy } = await exported("bob");
    assert.equal([state, pod, areas, anywhere, anywhereBy], ["seated", "narwhal", ["sail"], true, "file"]);
  });

test("the areas that people keep with an offered seat are their own word", async () => {
  const { file, exported, send } = await open();
  await seatFive(send);
  await file("login,areas,anywhere\nbob,galley,no\n");
  await send(said("/pod accept narwhal", bob));
  await file("login,areas\nbob,sail\n");
  assert.equal((await exported("bob")).areas, ["galley"]);
});

/** What a maintainer says about bob, the status, and what the answer says in the end. */
const PARTLY_TAKEN: readonly (readonly [said: object, status: number, kept: string])[] = [
  [{ do: "areas", areas: ["hull"], ability: "experienced" }, 200, "areas"],
  [{ areas: ["hull"], ability: "contributor" }, 200, "areas"],
  [{ do: "advocate", hours: 5, until: "2027-06" }, 200, "hours"],
  [{ mode: "offer", timezone: "UTC", ability: "newcomer" }, 200, "time zone"],
  [{ mode: "independent", areas: ["hull"], timezone: "UTC" }, 200, "areas, time zone"],
];

test("a maintainer reads through every door what was left alone, though the rest was taken", async () => {
  for (const [words, status, kept] of PARTLY_TAKEN) {
    const { app, send } = await open();
    await send(said("/pod join sail tz=Europe/Berlin", bob));
    await send(said("/pod advocate hours=2", bob));
    const answer = await command(app, { login: "bob", ...words });
    const told = answer.body.detail.slice(-`Left as the person said: ${kept}.`.length);
    assert.equal([answer.status, told], [status, `Left as the person said: ${kept}.`], JSON.stringify(words));
  }
  const { app, send } = await open();
  await send(said("/pod join sail tz=Europe/Berlin", bob));
  await send(said("/pod leave", bob));
  const { body } = await command(app, { login: "bob", timezone: "UTC", ability: "experienced" });
  assert.match(body.detail, /^Their profile says so now\. .* Left as the person said: time zone\.$/);
});

test("an older word of theirs about areas counts, though it arrives after they accepted", async () => {
  const { file, exported, send } = await open("offer");
  await file("login,areas\nbob,hull\n");
  const older = said("/pod join sail", bob);
  await send(said("/pod accept", bob));
  await send(older);
  assert.equal((await exported("bob")).areas, ["sail"]);
});

const WISH = "whom they would like to sit with";

/** What a maintainer said before, what a file says then, and whether the report tells that the file's word was left alone. */
const WISHES: readonly (readonly [said: readonly string[], file: string, isLeft: boolean])[] = [
  [[], "h2", true],
  [["h1"], "h1", false],
  [["h1"], "@H1", false],
  [["h1"], "h2", true],
  [["h1"], "h1|h2", true],
  [["h1", "h2"], "h2|h1", false],
  [["h1", "h2"], "h2", true],
  [["h1"], "nobody-yet", true],
  [[], "gone", false],
];

test("a file's wish to sit with somebody is left alone with a remark where a maintainer's is another, and only there", async () => {
  const { app, community, exported } = await open();
  const remarks = async (text: string, type: string) => {
    const headers = { ...CSV, "Content-Type": type };
    const dry = await post(app, text, headers, "/?dryRun=true");
    const { body } = await post(app, text, headers);
    assert.equal(dry.body.remarks, body.remarks);
    return body.remarks;
  };
  const asLeft = (isLeft: boolean, line: number) =>
    isLeft ? [{ line, detail: `left as a maintainer said: ${WISH}` }] : [];
  for (const login of ["h1", "h2", "gone"]) await command(app, { login, areas: ["hull"] });
  await command(app, { do: "forget", login: "gone" });
  for (const [said, file, isLeft] of WISHES) {
    await command(app, { login: "m3", areas: ["galley"], with: said });
    const wish = (await exported("m3")).with;
    const what = `${said.join("|")} / ${file}`;
    assert.equal(await remarks(`login,with\nm3,${file}\n`, "text/csv"), asLeft(isLeft, 2), what);
    assert.equal((await exported("m3")).with, wish, what);
    const taken = await remarks('{"login":"m3","with":[]}\n', "application/x-ndjson");
    assert.equal(taken, asLeft(said.length > 0, 1), what);
  }
  assert.is(
    await community.store.find({ login: "nobody-yet" }),
    undefined,
    "a wish that is not taken makes nobody known",
  );
});

test("a file's lower ability is left alone without a remark where a merged pull request shows more than a maintainer said", async () => {
  const { app, file, exported, send } = await open();
  await send(said("/pod join galley", bob));
  await command(app, { do: "areas", login: "bob", ability: "newcomer" });
  await send({
    event: "pull_request",
    payload: {
      action: "closed",
      repository: hull,
      sender: ada,
      pull_request: pull(7, bob, { state: "closed", merged: true, merged_at: "2026-11-22T11:00:00Z" }),
    },
  });
  assert.is((await exported("bob")).ability, "contributor");
  assert.equal((await file("login,ability\nbob,newcomer\n")).remarks, []);
  const { remarks } = await file("login,ability\nbob,experienced\n");
  assert.equal(remarks, [{ line: 2, detail: "left as a maintainer said: ability" }]);
});

test("that any area suits somebody is left as a maintainer said, also of people who named their areas themselves", async () => {
  const { app, file, send } = await open();
  await send(said("/pod join galley", bob));
  await command(app, { do: "areas", login: "bob", anywhere: false });
  const { remarks } = await file("login,anywhere\nbob,yes\n");
  assert.equal(remarks, [{ line: 2, detail: "left as a maintainer said: whether any area suits them" }]);
  assert.equal((await file("login,anywhere\nbob,no\n")).remarks, []);
});

for (const words of [["/pod step-down"], ["/pod advocate", "/pod step-down"]])
  test(`nobody takes the no to the role from who said ${words.join(", ")}, however often they try`, async () => {
    const { app, send } = await open();
    const record = async () => (await command(app, { do: "export", login: "bob" })).body.records.said;
    await send(said("/pod join hull", bob));
    for (const line of words) await send(said(line, bob));
    const own = await record();
    for (const tried of [{ do: "step-down" }, { do: "advocate", hours: 2 }, { do: "step-down" }, { do: "advocate" }]) {
      const { status, body } = await command(app, { login: "bob", ...tried });
      assert.equal([status, body.outcome], [409, "overtaken"], tried.do);
      assert.equal(await record(), own, tried.do);
    }
  });

test("a maintainer's command of which a part is taken, though it changes nothing, is not refused", async () => {
  const { app, send } = await open();
  const about = async (matter: string) => {
    const { said } = (await command(app, { do: "export", login: "bob" })).body.records;
    return said.find((word: { about: string }) => word.about === matter)?.by;
  };
  await command(app, { login: "bob", areas: ["hull"] });
  await command(app, { do: "areas", login: "bob", ability: "contributor" });
  await send(said("/pod join tz=Europe/Berlin", bob));
  const { status, body } = await command(app, {
    do: "areas",
    login: "bob",
    ability: "contributor",
    timezone: "Asia/Tokyo",
  });
  assert.is(status, 200);
  assert.match(body.detail, "Left as the person said: time zone.");
  assert.is(await about("timezone"), "self");
});

test("no file opens people to any area who named areas themselves", async () => {
  const { app, file, exported, send } = await open();
  await send(said("/pod join hull", bob));
  const remarks = [{ line: 2, detail: "left as the person said: whether any area suits them" }];
  for (const row of ["bob,,yes", "bob,sail,yes"]) {
    const report = await file(`login,areas,anywhere\n${row}\n`);
    assert.match(report.remarks[0].detail, /^left as the person said: .*whether any area suits them$/, row);
    assert.is((await exported("bob")).anywhere, undefined, row);
  }
  assert.equal((await file("login,anywhere\nbob,yes\n")).remarks, remarks);
  await command(app, { do: "areas", login: "bob", anywhere: true });
  assert.is((await exported("bob")).anywhere, true, "a maintainer may say so, whom the answer names");
});

test.run();
