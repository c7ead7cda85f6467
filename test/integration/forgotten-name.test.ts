/** Somebody's login stands everywhere; after they were forgotten it stands nowhere, whatever still arrives. */
import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEADLINE_MS } from "#shared/openfaas/deadline.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { CSV, closeStores, command, get, NOW, post, SETTINGS, tick } from "../support/community.ts";
import { communityKeys } from "../support/community-keys.ts";
import { bob, type Delivery, hull, issue, pull, repository, said, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, says, writtenIn } from "../support/github/delivery.ts";
import { noticeComments, openWithThread } from "../support/github/notices.ts";
import { allValues } from "../support/invariants.ts";
import { freshCommunity, ownRedis, testRedis } from "../support/redis.ts";

const test = suite("a forgotten name");
test.after(closeDelivery);
test.after(closeStores);

const LOGIN = "Vanish-er";
const gone = user(918_273_645, LOGIN);
const dotfiles = repository(72, `${LOGIN}/dotfiles`);
const YAML = SETTINGS.replace("[ships/galley]", `[ships/galley, ${LOGIN}/dotfiles]`);
const WEEK = "2026-W47";
/** The Monday after: the week of NOW is over. */
const MONDAY = NOW + 24 * 3_600_000;

const merges = (number: number, title: string, by = gone, where = dotfiles): Delivery => ({
  event: "pull_request",
  payload: {
    action: "closed",
    repository: where,
    sender: by,
    pull_request: pull(number, by, {
      title,
      html_url: `https://github.com/${where.full_name}/pull/${number}`,
      state: "closed",
      merged: true,
      merged_at: "2026-11-22T11:00:00Z",
    }),
  },
});

const opensIssue = (title: string, action = "opened"): Delivery => ({
  event: "issues",
  payload: {
    action,
    repository: hull,
    sender: bob,
    issue: issue(30, bob, { title, labels: [{ name: `for ${LOGIN}` }], updated_at: "2026-11-22T11:30:00Z" }),
  },
});

test("of somebody in a large community takes longer than other requests may, and they read that it is gone", async () => {
  const { community, send } = await openDelivery({ yaml: YAML });
  await command(joinPod(community), { login: "patient", areas: ["hull"] });
  // All that is stored is looked through, which takes seconds for a hundred thousand people.
  const { forget } = community.store;
  community.store.forget = async (...asked) => {
    await setTimeout(DEADLINE_MS + 300);
    return forget(...asked);
  };
  const [asJson] = await Promise.all([
    command(joinPod(community), { do: "forget", login: "patient" }),
    // It fails unless the delivery is answered 202.
    send(says("/pod forget me", gone)),
  ]);
  assert.equal([asJson.status, asJson.body.outcome], [200, "forgotten"]);
});

/** A community in which the login is in every place that holds texts by people. */
async function history(place = testRedis()) {
  const delivery = await openDelivery({ yaml: YAML, place });
  const { community, send, run } = delivery;
  const functions = {
    people: joinPod(community),
    pods: pods({ ...community, build: "one" }),
    rebalance: rebalance(community),
    digest: weeklyDigest({ ...community, now: () => MONDAY }),
  };
  await send(said("/pod join hull", gone, 5, { issue: issue(5, gone, { title: `${LOGIN}'s wish` }) }));
  for (const id of [11, 12, 13, 14, 15]) await send(said("/pod join hull", user(id)));
  for (const id of [21, 22]) await send(said("/pod join sail", user(id)));
  await send(merges(40, `${LOGIN}: tidy the dotfiles`));
  await send(merges(41, `Thanks, ${LOGIN.toUpperCase()}!`, user(11), hull));
  await send(opensIssue(`Ask @${LOGIN.toLowerCase()} about the keel`));
  const meeting = { weekday: "Friday", time: "10:00", timezone: "UTC", link: `https://meet.example.org/${LOGIN}` };
  assert.is((await command(functions.pods, { do: "rename", pod: "narwhal", name: `${LOGIN}'s pod` })).status, 200);
  assert.is((await command(functions.pods, { do: "meeting", pod: "narwhal", ...meeting })).status, 200);
  const plan = await command(functions.rebalance, { do: "plan" });
  assert.ok(plan.status < 300, JSON.stringify(plan.body));
  await command(functions.rebalance, { do: "seat" });
  assert.is((await tick(functions.digest)).body.outcome, "published");
  // GitHub knows none of the threads, and says so with the repository's name in it.
  await run();
  return { ...delivery, ...functions };
}

async function traces(url: string, id: string, logins = [LOGIN]): Promise<string[]> {
  const redis = new Redis(url);
  const found: string[] = [];
  for (const key of await communityKeys(redis, id)) {
    const text = (await allValues(redis, key)).toLowerCase();
    if ([...logins, String(gone.id)].some((name) => text.includes(name.toLowerCase()))) found.push(key);
  }
  redis.disconnect();
  return found.map((key) => key.replace(/^[^}]*\}:/, "")).sort();
}

test("stands in no value of Redis after a comment asked for it, and late deliveries do not bring it back", async () => {
  const { community, send, pods, digest } = await history();
  const moved = { full_name: "ships/dotfiles", updated_at: "2026-11-22T11:00:00Z" };
  await send(said("/pod help", user(14), 8, { repository: { ...dotfiles, ...moved } }));
  const before = await traces(community.url, community.id);
  for (const key of ["act:2026-W47", "digests", "p", "prof", "repos", "who"]) assert.ok(before.includes(key), key);
  assert.match((await get(digest, `/${WEEK}.md`)).body, `${LOGIN}: tidy the dotfiles`);
  assert.match((await get(digest, `/${WEEK}.md`)).body, `${LOGIN}'s pod`);

  const forget = said("/pod forget me", gone);
  await send(forget);
  assert.equal(await traces(community.url, community.id), []);

  await send(opensIssue(`Ask @${LOGIN.toLowerCase()} about the sails`, "edited"));
  await send(merges(42, `${LOGIN}: one more`));
  await send(merges(43, `${LOGIN}'s idea`, user(12), hull));
  await send(said("/pod help", user(13), 9, { repository: dotfiles }));
  await send({ ...forget, id: "00000000-0000-0000-0000-000000000001" });
  assert.equal(await traces(community.url, community.id), []);

  const pod = await get(pods, "/narwhal.json");
  assert.equal([pod.body.name, pod.body.meeting.link], ["Narwhal", undefined]);
  for (const path of [`/${WEEK}`, `/${WEEK}.json`, `/${WEEK}.md`, "/feed.atom"]) {
    assert.not.match(JSON.stringify((await get(digest, path)).body), new RegExp(LOGIN, "i"), path);
  }
});

test("stands nowhere after a maintainer asked for it, even when memory is full, and twice is no harm", async () => {
  const server = await ownRedis();
  const { community, people, redis } = await history(Promise.resolve({ url: server.url, community: freshCommunity() }));
  try {
    await redis.config("SET", "maxmemory", "1");
    assert.equal((await command(people, { do: "forget", login: LOGIN })).body.outcome, "forgotten");
    assert.equal(await traces(community.url, community.id), []);
    assert.equal((await command(people, { do: "forget", login: LOGIN })).body.outcome, "unknown");
  } finally {
    await server.stop();
  }
});

test("goes from an answer that quotes it, though nobody knew that it is a name, and so does a part of it", async () => {
  const { community, send } = await openDelivery();
  const traced = (...names: string[]) => traces(community.url, community.id, names);
  await send(said(`/pod join ${LOGIN}`, user(11), 5));
  assert.equal(await traced(LOGIN), ["answers"], "as it was typed");
  await send(said(`/pod join mariners navigators helmsmen crews ${LOGIN}`, user(12), 6));
  assert.equal(await traced("mariners navigators helmsmen crews"), ["answers"]);
  await send(said("/pod forget me", gone, 7));
  assert.equal(await traced("vani"), []);
});

/** Of a pod in Redis, whatever its `about` is. */
async function writeAbout(url: string, id: string, change: (about: string) => string): Promise<void> {
  const redis = new Redis(url);
  const key = `pods:{${id}}:p`;
  const [, facts = "", about = ""] = /^([^{]*)(\{.*)$/s.exec((await redis.hget(key, "1")) ?? "") ?? [];
  await redis.hset(key, "1", facts + change(about));
  redis.disconnect();
}

test("stands nowhere after the meeting of a pod ended, whichever version ended it", async () => {
  for (const change of [(about: string) => about, (about: string) => about.replace("{", '{"meeting":"",')]) {
    const { community, pods, people } = await history();
    assert.is((await command(pods, { do: "meeting", pod: "narwhal", weekday: null })).body.outcome, "ended");
    await writeAbout(community.url, community.id, change);
    assert.equal((await command(people, { do: "forget", login: LOGIN })).body.outcome, "forgotten");
    assert.equal(await traces(community.url, community.id), []);
    const { name, meeting } = (await get(pods, "/narwhal.json")).body;
    assert.equal([name, meeting ?? null], ["Narwhal", null]);
  }
});

test("stands nowhere when a stored text is broken, and the texts after it lose it, too", async () => {
  const { community, people } = await history();
  await writeAbout(community.url, community.id, (about) => about.slice(0, -3));
  assert.equal((await command(people, { do: "forget", login: LOGIN })).body.outcome, "forgotten");
  assert.equal(await traces(community.url, community.id), []);
});

test("is in no answer, no name of a pod and no meeting that others ask for, or asked for before and arrive late", async () => {
  const { community, send, pods } = await history();
  const advocate = user(11);
  await send(said("/pod advocate", advocate));
  const words = [
    `join ${LOGIN}`,
    `who ${LOGIN}`,
    `who _${LOGIN}_`,
    LOGIN,
    `meeting ${LOGIN}`,
    `rename ${LOGIN} fans`,
    `meeting Monday 12:00 UTC https://meet.example.org/${LOGIN}`,
  ];
  const late = words.map((line) => said(`/pod ${line}`, advocate));
  await send(said("/pod forget me", gone));
  for (const delivery of [...late, ...words.map((line) => said(`/pod ${line}`, advocate))]) await send(delivery);
  assert.equal(await traces(community.url, community.id), []);
  const answers = await community.store.pendingAnswers("70#5");
  assert.equal(
    answers.slice(-words.length).map(({ command, outcome }) => `${command} ${outcome}`),
    [
      "join unusable",
      "who unusable",
      "who unusable",
      "unknown unknown",
      "meeting unusable",
      "rename taken",
      "meeting unchanged",
    ],
  );
  const { meeting, name } = (await get(pods, "/narwhal.json")).body;
  assert.equal([name, meeting.weekday, meeting.link], ["Narwhal", "Monday", undefined]);
  const rename = { do: "rename", pod: "narwhal", name: `The ${LOGIN} pod` };
  assert.is((await command(pods, rename)).status, 409);
});

test("is in no answer that waits to be sent: somebody wrote it before anybody knew that it is a name", async () => {
  const person = user(31, "Vanisher");
  const refused = [
    ["join Vanisher", "unusable"],
    ["Vanisher", "unknown"],
  ] as const;
  for (const [words, outcome] of refused) {
    const { community, send } = await openDelivery({ yaml: YAML });
    await send(said(`/pod ${words}`, user(11), 7));
    await send(said("/pod join hull", person, 5));
    const answers = async () => (await community.store.pendingAnswers("70#7")).map((one) => [one.outcome, one.detail]);
    assert.equal(await answers(), [[outcome, "Vanisher"]]);
    await send(said("/pod forget me", person));
    assert.equal(await traces(community.url, community.id, [person.login]), [], words);
    assert.equal(await answers(), [[outcome, "…"]]);
  }
});

test("of an account that was renamed: no import brings it back under either login, and nobody's words name it", async () => {
  const { community, send, people } = await history();
  const renamed = user(gone.id, "Vanish-Two");
  await send(said("/pod forget me", renamed));
  assert.equal(await traces(community.url, community.id), []);
  const rows = `login,areas\n${LOGIN},hull\n${renamed.login},hull`;
  const { body } = await post(people, rows, CSV);
  assert.equal(
    body.rejected.map(({ line }: { line: number }) => line),
    [2, 3],
  );
  await send(opensIssue(`Ask ${LOGIN} or ${renamed.login} about the keel`, "edited"));
  assert.equal(await traces(community.url, community.id, [LOGIN, renamed.login]), []);
});

/** Six people of the hull, and somebody who joined them and named the pod after themselves. */
async function namedPod() {
  const delivery = await openWithThread();
  const asMaintainer = (body: object) => command(joinPod(delivery.community), body);
  for (let n = 0; n < 6; n++) await asMaintainer({ login: `sailor-${n}`, areas: ["hull"] });
  for (const words of ["join hull advocate", `rename Team ${LOGIN}`]) await delivery.send(says(`/pod ${words}`, gone));
  return { delivery, asMaintainer };
}

test("that a pod held is in none of our comments, whomever they are about", async () => {
  const { delivery, asMaintainer } = await namedPod();
  const { send, run } = delivery;
  await run();
  await send(says("/pod join hull", user(31, "newcomer")));
  await asMaintainer({ do: "leave", login: "sailor-0" });
  for (let n = 0; n < 3; n++) await run();
  const before = noticeComments(delivery, 7).join();
  assert.match(before, `ended your seat in **Team ${LOGIN}**`);
  assert.match(writtenIn(delivery), `Welcome to the **Team ${LOGIN}**`);
  // Logins like our own words.
  for (const login of ["seat", "in", "maintainer"]) await asMaintainer({ do: "forget", login });
  await send(says("/pod forget me", gone));
  for (let n = 0; n < 4; n++) await run();
  assert.not.match(writtenIn(delivery), new RegExp(LOGIN, "i"));
  assert.is(noticeComments(delivery, 7).join(), before.replaceAll(LOGIN, "…"));
  assert.match(writtenIn(delivery), "@newcomer: Welcome to the");
});

test("that a pod had before its present one is in no notice, nor is any word of ours missing", async () => {
  const { delivery, asMaintainer } = await namedPod();
  const { send, run } = delivery;
  await asMaintainer({ do: "leave", login: "sailor-0" });
  for (let n = 0; n < 3; n++) await run();
  const before = noticeComments(delivery, 7).join();
  assert.match(before, `ended your seat in **Team ${LOGIN}**`);
  await send(says("/pod rename Team Other", gone));
  await send(says("/pod forget me", gone));
  for (let n = 0; n < 4; n++) await run();
  assert.is(noticeComments(delivery, 7).join(), before.replaceAll(LOGIN, "…"));
});

test("leaves our comments, too, when the forgetting was cut off and is asked for again", async () => {
  const { delivery, asMaintainer } = await namedPod();
  const { community, send, run } = delivery;
  await send(says("/pod join hull", user(31, "newcomer"), 99));
  await send(says(`/pod join ${LOGIN}`, user(32, "asker"), 5));
  for (let n = 0; n < 3; n++) await run();
  assert.match(writtenIn(delivery, 5), LOGIN);
  assert.match(writtenIn(delivery, 99), LOGIN);
  const redis = new Redis(community.url);
  // The weeks come last, and this one cannot be read.
  const broken = `pods:{${community.id}}:act:2026-W01`;
  await redis.set(broken, "");
  assert.is((await asMaintainer({ do: "forget", login: LOGIN })).status, 500);
  await redis.del(broken);
  redis.disconnect();
  assert.is((await asMaintainer({ do: "forget", login: LOGIN })).body.outcome, "unknown");
  for (let n = 0; n < 4; n++) await run();
  assert.not.match(writtenIn(delivery, 5) + writtenIn(delivery, 99), new RegExp(LOGIN, "i"));
});

test("takes the titles of their work with it, in digests and in previews: only what known people wrote is shown", async () => {
  const { send, digest } = await history();
  await send(merges(50, "Caulk the seams", gone, hull));
  await send(merges(51, "Mend the jib", user(11), hull));
  // The digest of the week in which they were merged is out.
  const preview = async () => (await command(digest, { do: "preview", week: "2026-W48" })).body;
  assert.match((await preview()).markdown, "Caulk the seams");
  await send(said("/pod forget me", gone));
  const { markdown, digest: shown } = await preview();
  assert.match(markdown, "Mend the jib");
  assert.not.match(markdown, "Caulk");
  assert.match(JSON.stringify(shown), '"ref":"hull#50","title":"hull#50"');
  assert.not.match(JSON.stringify(shown), /Caulk|"by"/);
});

test.run();
