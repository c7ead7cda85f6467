/** What deliveries do not say is read at installation and once a night, at no cost while nothing changes. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { command, get, SETTINGS, tick } from "../support/community.ts";
import { ada, bob, guid, hull, issue, pull, repository, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, people, says } from "../support/github/delivery.ts";
import { openOld } from "../support/github/nights.ts";

const test = suite("catching up");
test.after(closeDelivery);

const instant = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, "0")}:00Z`;
const GOOD = "good first issue";

for (const [whose, secret] of [
  ["a token", ({ token, url }: { token: string; url: string }) => `token: ${token}\nbaseUrl: ${url}`],
  ["an app", appSecret],
] as const)
  test(`at installation ${whose} reads repositories, issues to take and who was here, and writes nothing`, async () => {
    const { server, store, catchUp, titles, repositories } = await openOld({ secret: secret as never });
    server.listings.repository(71, { name: "ships/sail", stars: 30, contributors: [ada] });
    server.listings.repository(72, { name: "ships/secret", private: true });
    server.thread(hull, 5, { author: bob, title: "Scrub the hull", labels: [GOOD] });
    server.thread(hull, 6, { author: bob, title: "Taken", labels: [GOOD] });
    server.listings.assign(server.find("ships/hull", 6)!, ada);
    server.thread(hull, 7, { author: bob, title: "A pull request", labels: [GOOD], isPullRequest: true });
    server.thread(hull, 8, { author: bob, title: "Worked on", labels: ["Help Wanted"] });
    server.listings.linked.add(server.find("ships/hull", 8)!);
    server.thread(hull, 9, { author: bob, title: "Not offered", labels: ["bug"] });
    server.thread(hull, 10, { author: bob, title: "Caulk it", labels: ["help wanted"] });
    await catchUp();
    assert.equal(await titles(), ["Caulk it", "Scrub the hull"]);
    const all = await repositories();
    assert.equal([all.get(71)?.name, all.get(71)?.stars, all.get(72)?.private], ["ships/sail", 30, true]);
    assert.equal(server.violations, []);
    assert.equal(server.notifications, []);
    assert.is(server.asked.filter((one) => /create|update|delete/.test(one) && !one.startsWith("apps/")).length, 0);
    assert.is(await store.backlog().then(({ pending = 0 }) => pending), 0);
    assert.equal(
      server.asked.filter((one) => one === "repos/list-contributors").length,
      2,
      "the private one is not asked about",
    );
    const { lastDeliveryAt } = await store.condition();
    assert.is(lastDeliveryAt, undefined, "a reading is no delivery");
  });

test("what somebody could take stands on the pages of the area's pods and in the digest, nothing private among it", async () => {
  const { server, send, community, catchUp, now } = await openOld();
  for (const one of people(5)) await send(says("/pod join hull", one, 99));
  const gone = user(41, "Vera");
  await send(says("/pod forget me", gone));
  server.listings.repository(71, { name: "ships/sail", pushedAt: Date.parse("2026-11-18T10:00:00Z") });
  const secret = repository(72, "ships/secret");
  server.listings.repository(72, { name: "ships/secret", private: true });
  server.thread(hull, 5, { author: bob, title: "Scrub <b>the</b> hull", labels: [GOOD] });
  server.thread(hull, 6, { author: gone, title: "My own words", labels: ["help wanted"] });
  server.thread(repository(71, "ships/sail"), 7, { author: bob, title: "Mend the jib", labels: ["help wanted"] });
  server.thread(secret, 8, { author: bob, title: "Secret plans", labels: [GOOD] });
  await catchUp();
  const page = async (path: string) => (await get(pods({ ...community, now }), path)).body;
  assert.equal(
    (await page("/narwhal.json")).issues.map(({ kind, title, ref }: Record<string, string>) => [kind, title, ref]),
    [
      ["good-first", "Scrub <b>the</b> hull", "hull#5"],
      ["help-wanted", "hull#6", "hull#6"],
    ],
  );
  assert.match(await page("/narwhal"), "Scrub &lt;b&gt;the&lt;/b&gt; hull");
  const joined = await command(joinPod(community), { login: "joan", areas: ["sail", "hull"], pod: "narwhal" });
  assert.equal(
    joined.body.issues.map(({ title }: { title: string }) => title),
    ["Mend the jib", "Scrub <b>the</b> hull", "hull#6"],
    "those of the first choice come first",
  );

  const digest = weeklyDigest({ ...community, now });
  const { body } = await command(digest, { do: "preview", week: "2026-W47" });
  assert.match(body.markdown, /Good first issues in \*\*Hull\*\*: .*Scrub.*\. .*Narwhal.* will help\./);
  assert.match(body.markdown, /Busiest repositories: \[hull\]\(\S+\) and \[sail\]\(\S+\)/);
  for (const text of [body.markdown, await page("/narwhal"), JSON.stringify(body)])
    assert.not.match(text, /secret|My own words/i);

  server.listings.repository(hull.id, { private: true });
  await send({
    event: "repository",
    payload: { action: "privatized", repository: { ...hull, private: true, updated_at: instant(59) }, sender: ada },
  });
  assert.equal((await page("/narwhal.json")).issues, [], "at once");
});

test("somebody who contributed before we came is never called new, and only a hash says so", async () => {
  const { server, send, store, redis, key, catchUp } = await openOld();
  const veteran = user(4, "Vera");
  server.listings.repository(hull.id, { contributors: [veteran, bob, { id: 9, login: "helper[bot]", type: "Bot" }] });
  await send(merge(veteran, 11));
  await catchUp();
  await send(merge(bob, 12));
  await send(merge(ada, 13));
  const firsts = (await store.activities("2026-W47")).flatMap(({ first, number }) => (first ? [number] : []));
  assert.equal(firsts, [13]);
  const kept = await redis.smembers(key("earlier"));
  assert.is(kept.length, 2);
  assert.ok(kept.every((hash) => /^[\w-]{22}$/.test(hash)));
});

test("somebody who was forgotten stays so, and is not new when they come back", async () => {
  const { server, send, store, redis, key, catchUp, titles, night } = await openOld();
  const gone = user(4, "Vera");
  server.listings.repository(hull.id, { contributors: [gone] });
  await send(says("/pod forget me", gone));
  server.thread(hull, 5, { author: gone, title: "Ask vera about it", labels: [GOOD] });
  await catchUp();
  await night();
  assert.is(await store.find(gone), undefined);
  assert.equal(await titles(), ["Ask … about it"]);
  assert.equal(
    (await store.openIssues()).map(({ author }) => author),
    [null],
  );
  for (const name of ["who", "prof", "threads", "issues", "meta", "readings"])
    assert.not.match(JSON.stringify(await redis.hgetall(key(name))).toLowerCase(), /vera|"id:4"/, name);
});

test("after one night a silent change is known, and what has not changed costs nothing", async () => {
  const { server, catchUp, night, titles, repositories } = await openOld();
  for (const number of [5, 6, 7, 8])
    server.thread(hull, number, { author: bob, title: `Issue ${number}`, labels: [GOOD] });
  server.listings.repository(71, { name: "ships/sail" });
  server.listings.repository(73, { name: "ships/oar" });
  server.listings.repository(74, { name: "ships/boat" });
  await catchUp();
  assert.equal(await titles(), ["Issue 5", "Issue 6", "Issue 7", "Issue 8"]);

  const before = [server.asked.length, server.unchanged.length] as const;
  await night();
  const [asked, unchanged] = [server.asked.length - before[0], server.unchanged.length - before[1]];
  assert.is(asked - unchanged, 1, "the search alone");
  assert.equal(await titles(), ["Issue 5", "Issue 6", "Issue 7", "Issue 8"]);

  server.find("ships/hull", 5)!.open = false;
  server.listings.assign(server.find("ships/hull", 6)!, ada);
  server.find("ships/hull", 7)!.labels = [];
  server.thread(hull, 8, { title: "Issue 8 again" });
  server.listings.repository(71, { name: "ships/topsail", stars: 99 });
  server.listings.repository(73, { hidden: true });
  server.listings.repository(74, { archived: true });
  await night();
  assert.equal(await titles(), ["Issue 8 again"]);
  const all = await repositories();
  assert.equal([all.get(71)?.name, all.get(71)?.stars], ["ships/topsail", 99]);
  assert.is(all.get(73)?.private, true);
  assert.is(all.get(74)?.archived, true);
  assert.equal(server.violations, []);
});

test("the night begins at three o'clock in the community's time", async () => {
  const { server, catchUp, deliver, pass, now } = await openOld({
    yaml: `${SETTINGS}digest: { timezone: Asia/Tokyo }\n`,
  });
  const goTo = (time: string) => pass(Date.parse(time) - now());
  goTo("2026-11-24T12:00:00Z");
  await catchUp();
  const readsAt = async (time: string) => {
    goTo(time);
    const before = server.asked.length;
    await tick(deliver);
    return server.asked.length > before;
  };
  assert.not.ok(await readsAt("2026-11-24T17:50:00Z"), "ten minutes to three");
  assert.ok(await readsAt("2026-11-24T18:10:00Z"), "ten minutes past three");
});

test("an issue's own delivery offers it, and takes it back, in any order", async () => {
  const { send, titles } = await openOld();
  let sent = 0;
  const tell = (number: number, action: string, minute: number, change: object) =>
    send({
      event: "issues",
      id: guid("offers", ++sent),
      payload: {
        action,
        repository: hull,
        sender: ada,
        issue: issue(number, bob, { updated_at: instant(minute), title: `Scrub ${minute}`, ...change }),
      },
    });
  const labels = [{ name: GOOD }];
  const endings = [
    ["assigned", { labels, assignees: [ada] }],
    ["unlabeled", { labels: [] }],
    ["closed", { labels, state: "closed" }],
    ["locked", { labels, locked: true }],
    ["deleted", { labels }],
    ["transferred", { labels }],
  ] as const;
  for (const [index, [action, change]] of endings.entries()) {
    await tell(index + 1, "labeled", 5, { labels });
    assert.equal(await titles(), ["Scrub 5"]);
    await tell(index + 1, action, 6, change);
    assert.equal(await titles(), [], action);
    await tell(index + 1, "edited", 4, { labels });
    assert.equal(await titles(), [], `${action}, and then what was said before`);
  }
  await send({
    event: "issues",
    payload: {
      action: "labeled",
      repository: { ...hull, private: true },
      sender: ada,
      issue: issue(99, bob, { labels }),
    },
  });
  assert.equal(await titles(), [], "nothing of a private repository is offered");
});

test("many repositories are read in slices, by one process at a time, and after a crash the rest is read", async () => {
  const { server, app, deliver, store, catchUp, pass } = await openOld();
  for (let n = 0; n < 30; n++) server.listings.repository(100 + n, { name: `ships/boat-${n}` });
  await tick(deliver);
  const first = server.asked.length;
  assert.ok(first <= 30, String(first));
  await Promise.all(Array.from({ length: 3 }, () => tick(app())));
  assert.is(server.asked.length, first, "not at once");
  pass(20_000);
  server.fail({ operation: "issues/list-for-repo", status: 502, times: 2 });
  await catchUp();
  assert.is((await store.repositories()).length, 31);
  assert.is(server.asked.filter((one) => one === "repos/list-contributors").length, 31);
  assert.equal((await store.catchUp()).faults, []);
});

test("half of GitHub's limit of requests is left to others: until it counts anew nothing is read", async () => {
  const { server, deliver, store, catchUp, pass, now } = await openOld();
  for (let n = 0; n < 5; n++) server.listings.repository(100 + n, { name: `ships/boat-${n}` });
  const read = () => server.asked.filter((one) => /^(repos|issues)\/list/.test(one)).length;
  const answerWith = (remaining: number) => {
    const reset = Math.ceil((now() + 30 * 60_000) / 1000);
    server.limit = {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": `${remaining}`,
      "x-ratelimit-reset": `${reset}`,
    };
  };
  answerWith(2499);
  await tick(deliver);
  assert.is(read(), 1);
  pass(20 * 60_000);
  await tick(deliver);
  assert.is(read(), 1);
  answerWith(2500);
  pass(11 * 60_000);
  await catchUp();
  assert.is((await store.repositories()).length, 6);
});

test("a missing right stops only this, is said, and heals by itself", async () => {
  const { server, store, titles, deliver, pass, send, hurry, community, now } = await openOld({ secret: appSecret });
  server.thread(hull, 5, { author: bob, title: "Scrub the hull", labels: [GOOD] });
  server.thread(hull, 6, { author: bob });
  server.app.mayWrite = ["pull_requests"];
  await tick(deliver);
  assert.match((await store.catchUp()).faults.join(), "lacks a permission");
  const off = async () => (await get(pods({ ...community, now }), "/status.json")).body.off.join();
  assert.match(await off(), "Give the app or the fine-grained token in pods-github the permission Issues: read, or");
  assert.equal(await titles(), []);
  server.app.mayWrite = ["issues", "pull_requests"];
  await send(says("/pod help", ada, 6));
  await hurry();
  await tick(deliver);
  assert.is(server.comments(hull, 6).length, 1, "answers do not wait for it");
  pass(10 * 60_000);
  await tick(deliver);
  assert.equal((await store.catchUp()).faults, []);
  assert.not.match(await off(), "Reading what deliveries do not say");
  assert.equal(await titles(), ["Scrub the hull"]);
  assert.equal(server.violations, []);
});

test("repositories of another owner are read as well: those in the settings, and those whose deliveries came", async () => {
  const yaml = SETTINGS.replace("[ships/galley]", "[harbour/galley, harbour/none]");
  const { server, send, catchUp, night, repositories } = await openOld({ yaml });
  server.listings.repository(90, { name: "harbour/galley", stars: 7 });
  const names = ["harbour/pier", "harbour/sold", "harbour/gone", "harbour/secret"];
  for (const [n, name] of names.entries()) {
    const there = repository(91 + n, name);
    server.listings.repository(91 + n, { name });
    await send({ event: "repository", payload: { action: "edited", repository: there, sender: ada } });
  }
  server.rename("harbour/sold", "pirates/sold");
  server.listings.repository(92, { name: "pirates/sold" });
  server.listings.repository(93, { hidden: true });
  server.listings.repository(94, { private: true });
  const shown = async () => [...(await repositories()).values()].flatMap((one) => (one.private ? [] : one.name));
  await catchUp();
  assert.equal(await shown(), ["ships/hull", "harbour/galley", "harbour/pier"]);
  assert.is((await repositories()).get(90)?.stars, 7);
  const { updatedAt } = server.listings.repository(94);
  server.listings.repository(94, { private: false, updatedAt: updatedAt + 1000 });
  await night();
  assert.equal(await shown(), ["ships/hull", "harbour/galley", "harbour/pier", "harbour/secret"]);
  assert.equal(server.violations, []);
});

function merge(by: ReturnType<typeof user>, number: number) {
  const when = "2026-11-20T12:00:00Z";
  const change = { state: "closed", merged: true, merged_at: when, updated_at: when, author_association: "NONE" };
  const pull_request = pull(number, by, change);
  return { event: "pull_request", payload: { action: "closed", repository: hull, sender: by, pull_request } };
}

test.run();
