import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { LINES_MAX } from "#shared/core/github/command-lines.ts";
import type { Store } from "#shared/core/ports.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { openStore } from "#shared/redis/store.ts";
import { BODY_BYTES_MAX, type Deps, onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { sign } from "../../functions/on-github-event/signature.ts";
import { pods } from "../../functions/pods/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { ask, closeStores, command, NOW, SETTINGS, type TestCommunity, testCommunity } from "../support/community.ts";
import { communityKeys } from "../support/community-keys.ts";
import {
  ada,
  bob,
  bot,
  type Delivery,
  deleted,
  edited,
  guid,
  hull,
  issue,
  pull,
  repository,
  requestOf,
  said,
  user,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";
import { ownRedis } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";
import { assertUnnamed } from "../support/unnamed.ts";

const test = suite("on-github-event");

async function open(yaml = SETTINGS, change: Partial<Deps> = {}) {
  const community = await testCommunity(yaml);
  const app = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET, ...change });
  const send = async (delivery: Delivery) => read(await ask(app, "/", requestOf(delivery)));
  return { community, app, send };
}
test.after(closeStores);

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
async function read(response: Response): Promise<{ status: number; body: any; headers: Headers }> {
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
}

/** A community's whole state in Redis as one comparable text, without the ids that contain the log's own clock. */
async function dump({ url, id }: TestCommunity): Promise<string> {
  const redis = new Redis(url);
  try {
    const isState = (key: string) => !key.startsWith(`pods:{${id}}:failed:`);
    const keys = (await communityKeys(redis, id)).filter(isState);
    const entries = await Promise.all(
      keys.map(async (key) => {
        const type = await redis.type(key);
        if (type === "hash") return [key, Object.entries(await redis.hgetall(key)).sort()];
        if (type === "set") return [key, (await redis.smembers(key)).sort()];
        if (type === "zset") return [key, await redis.zrange(key, "0", "-1")];
        if (type === "stream") return [key, await redis.xrange(key, "-", "+")];
        return [key, await redis.get(key)];
      }),
    );
    return JSON.stringify(entries, null, 1);
  } finally {
    redis.disconnect();
  }
}

const KEY = "70#5";
const answers = (store: Store) => store.pendingAnswers(KEY);

test("what takes words back is recorded, and a redelivery of it changes nothing", async () => {
  const { send } = await open();
  await send(said("/pod independent", ada));
  const [edits, deletes] = [said("/pod demo A hull", ada), said("/pod demo A jib", ada)];
  for (const [written, change] of [
    [edits, edited(edits, "Never mind.")],
    [deletes, deleted(deletes, ada)],
  ] as const) {
    await send(written);
    const told = [await send(change), await send({ ...change, id: guid("again", JSON.stringify(change)) })];
    assert.equal(
      told.map(({ body }) => body.outcome),
      ["recorded", "duplicate"],
    );
  }
});

test("a deleted text with a break, which has no place in the digest, takes nothing back", async () => {
  const { send } = await open();
  const pauses = said("/pod pause 2w", ada);
  await send(pauses);
  const { status, body } = await send(deleted(pauses, ada));
  assert.equal([status, body.outcome], [200, "duplicate"]);
});

test("a /pod join seats its sender, answers once, and a redelivery changes nothing", async () => {
  let clock = NOW;
  const { community, send } = await open(SETTINGS, { now: () => ++clock });
  const { store } = community;
  const people = Array.from({ length: 5 }, (_, i) => user(10 + i, `sailor-${i}`));
  for (const [i, person] of people.entries()) {
    const delivery = said("Hello!\n\n/pod join hull tz=Europe/Berlin", person);
    assert.equal([(await send(delivery)).status, i], [202, i]);
    const before = await dump(community);
    const again = await send(delivery);
    assert.equal([again.status, again.body], [200, { outcome: "duplicate" }]);
    assert.is(await dump(community), before);
  }
  const last = await store.find({ id: 14, login: "renamed-since" });
  assert.equal(
    [last?.standing.state, last?.profile.timezone, last?.profile.areas],
    ["seated", "Europe/Berlin", ["hull"]],
  );
  const told = (await answers(store)).map(({ command, outcome, pod, detail }) => ({ command, outcome, pod, detail }));
  assert.equal(told.at(-1), { command: "join", outcome: "seated", pod: 1, detail: "1" });
  assert.equal(told[0], { command: "join", outcome: "waiting", pod: undefined, detail: "hull" });
  assert.equal(await store.backlog(), { pending: 5 }, "the thread, once, and four who waited");
});

test("every published example, signed, is answered 2xx, and twice changes nothing the second time", async () => {
  const yaml = `{ community: Ships, organisation: Codertocat, areas: { hull: { repositories: [Octocoders/x, octo-org/y] } } }`;
  const { community, send } = await open(yaml);
  const path = createRequire(import.meta.url).resolve("@octokit/webhooks-examples");
  const examples: { name: string; examples: object[] }[] = JSON.parse(readFileSync(path, "utf8"));
  const deliveries = examples.flatMap(({ name, examples: payloads }) =>
    payloads.map((payload, i): Delivery => ({ event: name, payload, id: guid(name, i) })),
  );
  const outcomes: Record<string, number> = {};
  for (const delivery of deliveries) {
    const { status, body } = await send(delivery);
    assert.ok(status === 200 || status === 202, `${delivery.event}: ${status}`);
    outcomes[body.outcome] = (outcomes[body.outcome] ?? 0) + 1;
  }
  assert.ok(
    deliveries.length > 300 && (outcomes.recorded ?? 0) >= 10 && (outcomes.duplicate ?? 0) > 40,
    JSON.stringify(outcomes),
  );
  const before = await dump(community);
  for (const delivery of deliveries) {
    const { status, body } = await send(delivery);
    assert.is(status, 200);
    assert.not.equal(body.outcome, "recorded");
  }
  assert.is(await dump(community), before);
  // Another hook delivers the same: it is asked again whether something is to be said, and nothing else happens.
  const facts = (state: string) =>
    (JSON.parse(state) as [string, unknown][]).filter(([key]) => !/:(?:op|meta|log|outbox|due)\b/.test(key));
  for (const [n, delivery] of deliveries.entries()) {
    const { body } = await send({ ...delivery, id: guid("another hook", n) });
    assert.not.equal(body.outcome, "recorded");
  }
  assert.equal(facts(await dump(community)), facts(before));
});

test("unsigned and wrongly signed deliveries get one and the same 401", async () => {
  const { community, app } = await open();
  const good = requestOf({ event: "ping", payload: { zen: "x" } });
  const bytes = good.body as Buffer;
  const variants: [string, Record<string, string | undefined>, Buffer?][] = [
    ["no signature", { "X-Hub-Signature-256": undefined }],
    ["another secret", { "X-Hub-Signature-256": sign(bytes, "guess") }],
    ["upper case", { "X-Hub-Signature-256": sign(bytes, WEBHOOK_SECRET).toUpperCase() }],
    ["sha1 only", { "X-Hub-Signature-256": undefined, "X-Hub-Signature": "sha1=1234" }],
    ["cut body", {}, bytes.subarray(1)],
    ["empty body", {}, Buffer.alloc(0)],
  ];
  const bodies = new Set<string>();
  for (const [what, change, body = bytes] of variants) {
    const headers = Object.entries({ ...(good.headers as object), ...change }).filter(
      ([, value]) => value !== undefined,
    );
    const { status, body: answer } = await read(
      await app.request("/", { ...good, headers: headers as [string, string][], body }),
    );
    assert.is(status, 401, what);
    bodies.add(JSON.stringify({ ...answer, instance: "" }));
  }
  assert.is(bodies.size, 1);
  assert.equal(await community.store.backlog(), {});
});

test("two secrets are valid while one is being rotated; no secret lets nobody in", async () => {
  const rotating = await open(SETTINGS, { webhookSecret: () => `new one\n${WEBHOOK_SECRET}` });
  assert.is((await rotating.send(said("hello"))).status, 202);
  assert.is((await rotating.send({ ...said("hello"), secret: "new one" })).status, 200);
  const off = await open(SETTINGS, { webhookSecret: () => undefined });
  assert.is((await off.send(said("hello"))).status, 401);
});

test("a person's commands beyond the limit are answered once; the delivery is recorded, and others go on", async () => {
  let clock = NOW;
  const { community, send } = await open(SETTINGS, { now: () => ++clock });
  const give = async (id: number, words: string, by = ada) =>
    (await send(said(words, by, 5, { comment: { id, user: by, body: words } }))).status;
  for (let n = 0; n < 40; n++) assert.ok([200, 202].includes(await give(1000 + n, "/pod help")), `comment ${n}`);
  const lastCommands = async () => (await answers(community.store)).map(({ command }) => command).slice(-2);
  assert.equal(await lastCommands(), ["help", "slow-down"], "one answer, and nothing after it");
  assert.is(await give(1035, "/pod help"), 200, "a redelivery changes nothing");
  await give(2000, "/pod help", bob);
  assert.equal(await lastCommands(), ["slow-down", "help"]);
  clock += 61_000;
  await give(3000, "/pod who");
  assert.equal(await lastCommands(), ["help", "who"]);
});

test("commands that arrive together after an outage count in the minute in which they were given", async () => {
  const { community, send } = await open();
  const give = (id: number, at: number) => {
    const time = new Date(at).toISOString();
    const comment = { id, user: ada, body: "/pod help", created_at: time, updated_at: time };
    return send(said("/pod help", ada, 5, { comment }));
  };
  const given = async () => (await answers(community.store)).map(({ command }) => command);
  for (let n = 0; n < 40; n++) await give(1_000 + n, NOW - 7_200_000 + n * 60_000);
  assert.equal(
    await given(),
    Array.from({ length: 40 }, () => "help"),
  );
  for (let n = 0; n < 40; n++) await give(2_000 + n, NOW - 3_600_000 + n * 1_000);
  assert.equal(
    (await given()).filter((command) => command === "slow-down"),
    ["slow-down"],
  );
});

test("each command of a text is answered, and the first beyond the limit", async () => {
  const { community, send } = await open();
  const text = Array.from({ length: 40 }, (_, n) => `/pod who ${n}`).join("\n");
  await send(said(text));
  const last = (await answers(community.store)).at(-1);
  assert.equal([last?.command, last?.outcome], ["slow-down", "slow-down"]);
});

test("what ends one's part is carried out beyond the limit, and each minute beyond it is answered once", async () => {
  const { community, send } = await open();
  let id = 3_000;
  const give = (words: string, minute: number) => {
    const time = new Date(NOW - (NOW % 3_600_000) - 7_200_000 + minute * 60_000).toISOString();
    const comment = { id: ++id, user: ada, body: words, created_at: time, updated_at: time };
    return send(said(words, ada, 5, { comment }));
  };
  const given = async () => (await answers(community.store)).map(({ command }) => command);
  const ENDING = ["decline", "step-down", "pause", "independent", "leave"];

  await give("/pod join hull", 0);
  for (let n = 0; n < 35; n++) await give("/pod step-down", 0);
  for (let n = 1; n < 100; n++) await give("/pod help", Math.floor(n / 25));
  assert.equal((await given()).slice(-100), ["step-down", ...Array.from({ length: 99 }, () => "help")], "not counted");
  for (const minute of [4, 4, 4, 5, 5, 7]) await give("/pod help", minute);
  assert.equal((await given()).slice(-4), ["help", "slow-down", "slow-down", "slow-down"]);
  for (const word of ENDING) await give(`/pod ${word}`, 7);
  assert.equal((await given()).slice(-5), ENDING);
  assert.is((await community.store.find(ada))?.standing.state, "alumni");
  await give("/pod forget me", 7);
  assert.equal([(await given()).at(-1), await community.store.find(ada)], ["forget", undefined]);
});

test("what ends one's part is carried out wherever it stands in a text", async () => {
  const { community, send } = await open();
  await send(said("/pod join hull"));
  await send(said([...Array.from({ length: 40 }, (_, n) => `/pod who ${n}`), "/pod leave"].join("\n")));
  assert.equal(
    (await answers(community.store)).slice(-2).map(({ command }) => command),
    ["slow-down", "leave"],
  );
  assert.is((await community.store.find(ada))?.standing.state, "alumni");
});

test("commands after as many as one text may hold are not carried out, and the answer says so once", async () => {
  const { community, send } = await open();
  await send(said("/pod join hull"));
  const text = said(
    [...Array.from({ length: LINES_MAX }, (_, n) => `/pod who ${n}`), "/pod help", "/pod leave"].join("\n"),
  );
  await send(text);
  const given = async () => (await answers(community.store)).map(({ command }) => command).slice(-2);
  assert.equal(await given(), ["slow-down", "too-many"]);
  assert.is((await community.store.find(ada))?.standing.state, "waiting");
});

test("failed proofs beyond the limit are 429, a right one never is; addresses count where the proxy is trusted", async () => {
  const { send } = await open();
  const wrong = (headers = {}) => ({ ...said("hello"), secret: "guess", headers });
  const statuses = [];
  for (let n = 0; n < 105; n++) statuses.push((await send(wrong())).status);
  assert.equal([statuses.indexOf(429), statuses.at(-1)], [100, 429]);
  const refused = await send(wrong());
  assert.is(refused.headers.get("retry-after"), "60");
  assert.is((await send(said("hello"))).status, 202);

  const behind = await open(`${SETTINGS}\ntrustedProxy: true\n`);
  const from = (address: string) => behind.send(wrong({ "X-Forwarded-For": `spoofed, ${address}` }));
  const ofOne = [];
  for (let n = 0; n < 22; n++) ofOne.push((await from(`192.0.2.1:${n}`)).status);
  assert.equal([ofOne.indexOf(429), ofOne.at(-1)], [20, 429]);
  assert.is((await from("192.0.2.2")).status, 401);
});

test("hostile and broken requests get a clear answer, and nothing is stored", async () => {
  const { community, app, send } = await open();
  const before = await dump(community);
  const status = async (delivery: Delivery) => (await send(delivery)).status;
  const at = (payload: unknown, headers = {}) => status({ event: "issues", payload, headers });
  for (const payload of ["", "{", "[]", "null", '"x"', "7", "[".repeat(100_000), new Uint8Array([0x7b, 0xff, 0x7d])]) {
    assert.is(await at(payload), 400, String(payload).slice(0, 20));
  }
  assert.is(await at("{}", { "X-GitHub-Event": "../x" }), 400);
  assert.is(await at("{}", { "X-GitHub-Delivery": "7" }), 400);
  assert.is(await at("{}", { "Content-Type": "text/plain" }), 415);
  const form = await send({
    event: "issues",
    payload: "payload=%7B%7D",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  assert.is(form.status, 415);
  assert.match(form.body.detail, "application/json");
  assert.is(await at(gzipSync("{}"), { "Content-Encoding": "gzip" }), 415);
  assert.is(await at(" ".repeat(BODY_BYTES_MAX + 1)), 413);
  assert.is(await at('{"__proto__":{"action":"opened"},"constructor":{},"repository":{"id":1e400}}'), 200);
  assert.is(await status({ event: "constructor", payload: {} }), 200);
  assert.is((await app.request("/", { method: "PUT" })).status, 405);
  assert.is(await dump(community), before);
});

test("the largest delivery GitHub sends is read", async () => {
  const { send } = await open();
  const { payload, event } = said("/pod help");
  const large = { event, payload: { ...(payload as object), padding: "x".repeat(24 * 1024 * 1024) } };
  // On a busy machine it can take longer than a request may. It goes on then, and holds the room for large bodies meanwhile.
  let answer = await send(large);
  for (let tries = 0; answer.status === 503 && tries < 100; tries++) {
    await pause(200);
    answer = await send(large);
  }
  assert.ok(["recorded", "duplicate"].includes(answer.body.outcome), JSON.stringify(answer.body));
});

test("GET / leads to the status page", async () => {
  const { app } = await open();
  const response = await app.request("/");
  assert.equal([response.status, response.headers.get("location")], [302, "/function/pods/status"]);
});

test("pings and unused events are ignored with the reason", async () => {
  const { send } = await open();
  assert.equal((await send({ event: "ping", payload: { zen: "x" } })).body, { outcome: "ignored", reason: "ping" });
  const other = { action: "opened", repository: repository(9, "pirates/hull"), sender: ada, issue: issue(1, ada) };
  assert.equal((await send({ event: "issues", payload: other })).body, {
    outcome: "ignored",
    reason: "repository-not-ours",
  });
});

test("deliveries from an owner whom the settings do not name stand in the log and on the status page", async () => {
  let at = NOW;
  const lines: { message: string; reason?: string }[] = [];
  const log = createLog({ name: "on-github-event", write: (line) => void lines.push(JSON.parse(line)) });
  const { community, send } = await open(SETTINGS, { now: () => at, log });
  const settings = { ...community.settings() };
  const app = pods({ ...community, settings: () => settings, now: () => at, build: "test" });
  const faults = async (): Promise<string[]> => (await read(await app.request("/status.json"))).body.faults;
  const from = (owner: string, organization?: object): Delivery => {
    const { payload, event } = said("/pod join hull", ada);
    return { event, payload: { ...(payload as object), repository: repository(70, `${owner}/hull`), organization } };
  };
  assert.equal(await faults(), []);
  await send(from("newships", { login: "newships" }));
  at += 60_000;
  const { status, body } = await send(from("newships", { login: "newships" }));
  assert.equal([status, body], [200, { outcome: "ignored", reason: "repository-not-ours" }]);
  assert.is(lines.at(-1)?.reason, "repository-not-ours");
  const [fault = "", ...others] = await faults();
  assert.equal(others, []);
  for (const part of ["from newships", "2 deliveries", "put its name into organisation, where ships stands"])
    assert.match(fault, part);

  await send(from("bob"));
  assert.match((await faults()).join(), "an account that is no organisation: of 1 delivery");
  assert.not.match(await dump(community), "bob", "who may be a person");
  settings.organisation = "newships";
  assert.equal(await faults(), [], "mended");
  settings.organisation = "ships";
  at += 4 * 24 * 60 * 60_000;
  assert.equal(await faults(), [], "nobody can send these again");
});

test("a delivery from another owner is ignored while Redis is away, too", async () => {
  const community = await testCommunity();
  const store = { ...community.store, noteStranger: async () => Promise.reject(new PodsError("unavailable", "away")) };
  const { send } = await open(SETTINGS, { store });
  const payload = { action: "opened", repository: repository(9, "pirates/hull"), sender: ada, issue: issue(1, ada) };
  assert.is((await send({ event: "issues", payload })).status, 200);
});

test("work is credited to its author's pod, and raises the author's ability", async () => {
  const { community, send } = await open();
  const { store } = community;
  for (const n of [1, 2, 3, 4, 5]) await send(said("/pod join hull", user(n), n));
  const merge = (number: number, at = "2026-11-22T11:00:00Z"): Delivery => ({
    event: "pull_request",
    payload: {
      action: "closed",
      repository: hull,
      sender: user(2),
      pull_request: pull(number, user(1), { state: "closed", merged: true, merged_at: at, updated_at: at }),
    },
  });
  assert.is((await send(merge(30))).body.outcome, "recorded");
  assert.is((await send({ ...merge(30), id: guid("another delivery of the same") })).body.outcome, "duplicate");
  for (let number = 31; number < 40; number++) await send(merge(number));
  const author = await store.find({ id: 1, login: "user-1" });
  assert.equal([author?.profile.merged, author?.profile.ability], [10, "experienced"]);
  const work = (await store.activities("2026-W47")).filter(({ kind }) => kind === "merged");
  assert.is(work.length, 10);
  assert.ok(work.every(({ pod, person }) => pod === 1 && person === author?.pseudonym));
});

test("strangers become known by their work and nothing else; bots do not", async () => {
  const { community, send } = await open();
  await send({ event: "issues", payload: { action: "opened", repository: hull, sender: ada, issue: issue(1, ada) } });
  const robot = bot(3, "robot");
  await send({
    event: "issues",
    payload: { action: "opened", repository: hull, sender: robot, issue: issue(2, robot, { body: "/pod join hull" }) },
  });
  assert.is((await community.store.find(ada))?.standing.state, "known");
  assert.is(await community.store.find(robot), undefined);
  assert.equal(await community.store.backlog(), { pending: 2 });
  assert.is((await community.store.activities("2026-W47")).length, 1);
});

test("activity in private repositories is shown nowhere", async () => {
  const { community, send } = await open();
  for (let i = 0; i < 5; i++) await send(said("/pod join hull", user(10 + i, `sailor-${i}`)));
  const sailor = user(10, "sailor-0");
  const opened = (where: object) => ({
    event: "issues",
    payload: { action: "opened", repository: where, sender: sailor, issue: issue(7, sailor) },
  });
  await send(opened(repository(71, "ships/secret", { private: true })));
  await send(opened(repository(72, "ships/unsaid", { private: undefined })));
  assert.is((await community.store.pulse(["2026-W47"])).size, 0);
  await send(opened(hull));
  assert.equal([...(await community.store.pulse(["2026-W47"]))], [[1, [1]]]);
  const page = await pods({ ...community, build: "test" }).request("/narwhal.json");
  assert.is((await read(page)).body.pulse.at(-1), 1);
});

test("what happened while a repository was private stays hidden when it is made public, also if it arrives later", async () => {
  const { community, send } = await open();
  const digest = weeklyDigest(community);
  const shown = async () => {
    const { body } = await command(digest, { do: "preview", week: "2026-W47" });
    return [...new Set(JSON.stringify(body).match(/Plan \d/g))].sort();
  };
  const where = (isPrivate: boolean) => repository(71, "ships/secret", { private: isPrivate });
  const merged = { state: "closed", merged: true, merged_at: "2026-11-22T10:00:04Z" };
  const work = (number: number, isPrivate: boolean): Delivery => ({
    event: "pull_request",
    payload: {
      action: "closed",
      repository: where(isPrivate),
      sender: ada,
      pull_request: pull(number, ada, { title: `Plan ${number}`, ...merged }),
    },
  });
  const turns = (action: string, isPrivate: boolean, minute: number): Delivery => ({
    event: "repository",
    payload: { action, repository: { ...where(isPrivate), updated_at: `2026-11-22T11:0${minute}:00Z` }, sender: ada },
  });
  await send(work(1, true));
  assert.equal(await shown(), []);
  await send(turns("publicized", false, 1));
  assert.equal(await shown(), []);
  await send(work(2, true));
  await send(work(3, false));
  assert.equal(await shown(), ["Plan 3"]);
  await send(turns("privatized", true, 2));
  assert.equal(await shown(), []);
  await send(turns("publicized", false, 3));
  assert.equal(await shown(), ["Plan 3"]);
});

test("any order of a pull request's deliveries ends in the same state", async () => {
  const step = (action: string, second: number, change: object = {}): Delivery => ({
    event: "pull_request",
    id: guid("order", action),
    payload: {
      action,
      repository: { ...hull, updated_at: `2026-11-22T10:00:0${second}Z`, stargazers_count: 10 + second },
      sender: ada,
      pull_request: pull(5, ada, { updated_at: `2026-11-22T10:00:0${second}Z`, ...change }),
    },
  });
  const labels = [{ name: "sails" }];
  const steps = [
    step("opened", 1, { draft: true }),
    step("ready_for_review", 2),
    step("labeled", 3, { labels }),
    step("closed", 4, { labels, state: "closed", merged: true, merged_at: "2026-11-22T10:00:04Z" }),
  ];
  const orders = [
    steps,
    [...steps].reverse(),
    [steps[2], steps[0], steps[3], steps[1]],
    [...steps, ...steps, ...steps].reverse(),
  ];
  const ends = new Set<string>();
  for (const order of orders) {
    const { community, send } = await open();
    for (const delivery of order) await send(delivery as Delivery);
    const { store } = community;
    const author = await store.find(ada);
    const thread = { ...(await store.thread(KEY)), author: null };
    const work = (await store.activities("2026-W47")).map(({ person, ...rest }) => ({
      ...rest,
      his: person === author?.pseudonym,
    }));
    work.sort((a, b) => a.key.localeCompare(b.key));
    ends.add(JSON.stringify([thread, work, await store.repositories(), await store.backlog(), author?.profile.merged]));
  }
  assert.is(ends.size, 1, [...ends].join("\n"));
  assert.match([...ends][0] ?? "", '"open":false');
});

test("commands are answered in words: rights and outcomes", async () => {
  let clock = NOW;
  const { community, send } = await open(SETTINGS, {
    now: () => {
      // So many commands are more than one person may give in an hour.
      clock += 60_000;
      return clock;
    },
  });
  const { store } = community;
  let next = 100;
  const ask = async (text: string, by = ada) => {
    const { status } = await send({ ...said(text, by), id: guid("say", next++) });
    assert.is(status, 202, text);
    const { command, outcome, detail } = (await answers(store)).at(-1) ?? {};
    return [command, outcome, ...(detail === undefined ? [] : [detail])].join(" ");
  };
  const state = async (who = ada) => (await store.find(who))?.standing.state;

  assert.is(await ask("/pod help"), "help shown join independent who help");
  assert.is(await ask("/pod jion hull"), "unknown unknown jion");
  assert.is(await ask("/pod join"), "join no-area");
  assert.is(await ask("/pod join bilge"), "join unusable bilge");
  assert.is(await ask("/pod join orca"), "join unusable orca");
  assert.is(await ask("/pod advocate", user(21)), "advocate not-known kept");
  assert.is(await ask("/pod leave", user(20)), "leave nothing-to-leave");
  assert.is(await ask("/pod independent"), "independent independent");
  assert.is(await state(), "independent");
  assert.is(await ask("/pod join hull advocate"), "join waiting hull");
  for (const n of [11, 12, 13]) await ask("/pod join hull", user(n));
  assert.is(await ask("/pod join hull", user(14)), "join seated 1");
  assert.is(await ask("/pod join hull"), "join already-seated 1");
  const [pod] = await store.pods();
  assert.is(pod?.advocate, (await store.find(ada))?.pseudonym);

  assert.is(await ask("/pod who"), `who shown ${pod?.advocate}`);
  assert.is(await ask("/pod who orca"), "who unusable orca");
  assert.is(await ask("/pod who", bob), "who names-none");
  assert.is(await ask("/pod rename Night Watch"), "rename changed");
  assert.is(await ask("/pod rename Mutiny", user(11)), "rename forbidden");
  assert.is(await ask("/pod rename Pirates", bob), "rename no-pod");
  assert.is((await store.pod(1))?.name, "Night Watch");
  assert.is(await ask("/pod meeting fri 18:00 Europe/Berlin"), "meeting changed");
  assert.is((await store.pod(1))?.meeting?.weekday, "Friday");
  assert.is(await ask("/pod pin @user-11"), "pin changed");
  assert.is((await store.find(user(11)))?.standing.pinned, true);
  assert.is(await ask("/pod pin @user-12", user(11)), "pin forbidden");
  assert.is(await ask("/pod unpin @user-11"), "unpin changed");
  assert.is(await ask("/pod pin @nobody"), "pin no-person");
  assert.is(await ask("/pod pin @user-12", user(99, "Captain")), "pin changed", "a maintainer may");
  assert.is(await ask("/pod nominate @user-12"), "nominate not-a-volunteer");
  assert.is(await ask("/pod advocate hours=3", user(12)), "advocate changed");
  assert.is(await ask("/pod nominate @user-12", user(11)), "nominate forbidden");
  assert.is(await ask("/pod nominate @user-12"), "nominate changed");
  assert.is(await ask("/pod nominate @user-12", bob), "nominate no-pod", "what is so already is nobody's to command");
  assert.is((await store.pod(1))?.advocate, (await store.find(user(12)))?.pseudonym);
  assert.is(await ask("/pod step-down", user(12)), "step-down stepped-down");
  assert.is((await store.pod(1))?.advocate, (await store.find(ada))?.pseudonym, "another volunteer takes over");

  assert.is(await ask("/pod stay"), "stay staying 2026-11-23");
  for (const wrong of ["2025-12-20", "2027-12-20", "2026-11-22"]) {
    assert.is(await ask(`/pod pause ${wrong}`), `pause unusable-date ${wrong}`, "a slip of the pen costs no seat");
  }
  assert.is(await ask("/pod pause 2026-02-31"), "pause unusable 2026-02-31");
  assert.is(await state(), "seated");
  assert.is(await ask("/pod pause 4w"), "pause paused 2026-12-20");
  assert.equal([await state(), (await store.find(ada))?.profile.pausedUntil], ["paused", "2026-12-20"]);
  assert.is(await ask("/pod back"), "back seated 1");
  assert.is(await ask("/pod leave"), "leave left");
  assert.is(await ask("/pod decline"), "decline no-invitation alumni");
  assert.is(await ask("/pod accept"), "accept seated 1");
  assert.is(await ask("/pod apply x"), "unknown unknown apply");
  assert.is(await ask("/pod kudos @user-11 thanks"), "kudos noted 2026-W47");
  assert.is(await ask("/pod notes https://example.org"), "notes not-held");
  assert.is(await ask("/pod meeting none", user(11)), "meeting forbidden");
  assert.is(await ask("/pod meeting none"), "meeting ended");
  assert.is((await store.pod(1))?.meeting, undefined);
  assert.is(await ask("/pod meeting None"), "meeting none-set");
  assert.is(await ask("/pod forget me"), "forget forgotten");
  assert.is(await store.find(ada), undefined);
  assertUnnamed(await dump(community), "ada");
});

test("quotations in answers name nobody, so no trace of forgotten people is left", async () => {
  const { community, send } = await open();
  const shy = user(80, "vanish-er");
  const asks = [
    "/pod forget vanish-er",
    "/pod who @Vanish-er",
    "/pod pin @vanish-er please",
    "/pod @vanish-er",
    "/pod join vanish-er",
  ];
  for (const [at, text] of asks.entries()) await send(said(text, shy, 20 + at));
  await send(said("/pod join hull", shy));
  for (const text of ["/pod who vanish-er", "/pod vanish-er", "/pod who hulk"]) await send(said(text, bob));
  assert.match(await dump(community), "hulk");
  await send(said("/pod forget me", shy));
  assert.not.match(await dump(community), /vanish.er/i);
});

test("a person imported under the login that they took later is forgotten completely", async () => {
  const { community, send } = await open();
  const { store } = community;
  await send(said("/pod join hull", user(60, "before-it")));
  const imported = { subject: { login: "after-it", proposed: "imported1" }, profile: { areas: ["sail"] } };
  await store.enlist([imported], { id: "", at: NOW });
  await send(said("/pod forget me", user(60, "after-it")));
  assert.not.match(await dump(community), /after-it|before-it/);
  assert.is((await store.census()).waiting, 0);
  assert.equal((await answers(store)).at(-1)?.outcome, "forgotten");
});

test("a forgotten person is not brought back by their own thread", async () => {
  const { community, send } = await open();
  await send({
    event: "issues",
    payload: { action: "opened", repository: hull, sender: ada, issue: issue(5, ada, { body: "/pod join hull" }) },
  });
  await send(said("/pod forget me", ada, 5, { issue: issue(5, ada) }));
  const later = issue(5, ada, { labels: [{ name: "sails" }], updated_at: "2026-11-22T11:00:00Z" });
  await send({ event: "issues", payload: { action: "labeled", repository: hull, sender: bob, issue: later } });
  assert.is(await community.store.find(ada), undefined);
});

test("an issue that was transferred is not opened anew: no command runs again, nothing is credited twice", async () => {
  const { community, send } = await open();
  const { store } = community;
  const opened = issue(5, ada, { body: "/pod join hull" });
  await send({ event: "issues", payload: { action: "opened", repository: hull, sender: ada, issue: opened } });
  await send(said("/pod leave", ada));
  const sail = repository(71, "ships/sail");
  const changes = { old_issue: opened, old_repository: hull };
  const moved = { action: "opened", repository: sail, sender: ada, issue: { ...opened, number: 8 }, changes };
  assert.is((await send({ event: "issues", payload: moved })).status, 202);
  assert.is((await store.find(ada))?.standing.state, "alumni");
  assert.is((await store.activities("2026-W47")).filter(({ kind }) => kind === "opened").length, 1);
  assert.is((await store.thread("71#8"))?.number, 8, "its new place is known all the same");
});

test("drafts get a comment where the settings allow it", async () => {
  const opened = { action: "opened", repository: hull, sender: ada, pull_request: pull(5, ada, { draft: true }) };
  for (const [quiet, pending] of [
    [true, {}],
    [false, { pending: 1 }],
  ]) {
    const { community, send } = await open(`${SETTINGS}mentions: { quietOnDrafts: ${quiet} }\n`);
    await send({ event: "pull_request", payload: opened });
    assert.equal(await community.store.backlog(), pending);
  }
});

test("an edit runs its new command and none that was there before", async () => {
  const { community, send } = await open();
  const edit = async (from: string, body: string) => {
    const more = { action: "edited", comment: { id: 900, user: ada, body }, changes: { body: { from } } };
    await send({ ...said(body, ada, 5, more), id: guid("edit", from, body) });
    return (await answers(community.store)).map(({ command }) => command);
  };
  const four = "/pod help\n/pod who\n/pod stay\n/pod leave";
  assert.equal(await edit(four, "/pod who\n/pod stay\n/pod leave"), []);
  assert.equal(await edit("/pod help\n/pod who\n/pod stay", four), ["leave"]);
});

test("mannequin accounts from an imported repository are nobody", async () => {
  const { community, send } = await open();
  const mannequin = { id: 40, login: "ada-from-elsewhere", type: "Mannequin" };
  const opened = issue(5, mannequin);
  await send({ event: "issues", payload: { action: "opened", repository: hull, sender: ada, issue: opened } });
  assert.is(await community.store.find(mannequin), undefined);
});

test("a star counts once for all hooks that deliver it", async () => {
  const { community, send } = await open();
  const star = (action: string, second: number, more: object = {}) => ({
    event: "star",
    payload: {
      action,
      repository: { ...hull, stargazers_count: 10 + second, updated_at: `2026-11-22T10:00:0${second}Z` },
      sender: ada,
      starred_at: action === "created" ? `2026-11-22T10:00:0${second}Z` : null,
    },
    ...more,
  });
  for (const hook of ["organisation", "repository"]) {
    await send(star("created", 1, { id: guid(hook, 1) }));
    await send(star("deleted", 2, { id: guid(hook, 2) }));
    await send(star("created", 3, { id: guid(hook, 3) }));
  }
  const kinds = (await community.store.activities("2026-W47")).map(({ kind }) => kind).sort();
  assert.equal(kinds, ["starred", "starred", "unstarred"]);
});

test("the digest sums the stars of the organisation's public repositories, and tells the week's change", async () => {
  const { community, send } = await open();
  const starred = (by: typeof ada, where: object, action = "created") =>
    send({
      event: "star",
      payload: {
        action,
        repository: where,
        sender: by,
        starred_at: action === "created" ? "2026-11-22T10:00:00Z" : null,
      },
    });
  await starred(ada, { ...hull, stargazers_count: 1200 });
  await starred(bob, { ...hull, stargazers_count: 1201 });
  await starred(ada, repository(71, "ships/sail", { stargazers_count: 30 }));
  await starred(
    bob,
    repository(71, "ships/sail", { stargazers_count: 29, updated_at: "2026-11-22T11:00:00Z" }),
    "deleted",
  );
  await starred(ada, repository(72, "ships/secret", { stargazers_count: 500, private: true }));
  const digests = weeklyDigest({ ...community, now: () => Date.parse("2026-11-23T12:00:00Z") });
  await command(digests, { do: "publish", week: "2026-W47" });
  const { numbers } = (await read(await ask(digests, "/2026-W47.json"))).body;
  assert.equal([numbers.stars, numbers.starsChange], [1230, 2]);
  const told = await (await ask(digests, "/2026-W47.txt")).text();
  assert.match(told, /1,230 stars.* \(\+2 that week\)/);
});

test("the stars of a deleted repository no longer count, even when a delivery comes late", async () => {
  const { community, send } = await open();
  const starred = { action: "created", repository: hull, sender: ada, starred_at: "2026-11-22T10:00:00Z" };
  await send({ event: "star", payload: starred });
  await send({ event: "repository", payload: { action: "deleted", repository: hull, sender: ada } });
  await send({ event: "star", payload: starred, id: guid("late") });
  assert.equal(
    (await community.store.repositories()).map(({ stars, archived }) => [stars, archived]),
    [[0, true]],
  );
});

/** A store that fails once, at its nth change: before it reaches Redis, or after. */
function failing(store: Store, nth: number, when: "before" | "after"): Store {
  const changing = [
    "record",
    "answer",
    "enqueue",
    "describe",
    "join",
    "leave",
    "invite",
    "forget",
    "appoint",
    "rename",
    "meet",
    "pin",
  ];
  let calls = 0;
  return new Proxy(store, {
    get(target, name, receiver) {
      const method = Reflect.get(target, name, receiver);
      if (typeof method !== "function" || !changing.includes(String(name))) return method;
      return async (...args: unknown[]) => {
        calls += 1;
        const crash = calls === nth;
        if (crash && when === "before") throw new Error("killed");
        const result = await method.apply(target, args);
        if (crash) throw new Error("killed");
        return result;
      };
    },
  });
}

test("killed anywhere and delivered again, a delivery ends as if nothing had happened", async () => {
  const merge: Delivery = {
    event: "pull_request",
    payload: {
      action: "opened",
      repository: hull,
      sender: ada,
      pull_request: pull(5, ada, { body: "/pod join hull advocate\n/pod step-down\n/pod pause 2w" }),
    },
  };
  const closed: Delivery = {
    event: "pull_request",
    payload: {
      action: "closed",
      repository: hull,
      sender: bob,
      pull_request: pull(5, ada, {
        state: "closed",
        merged: true,
        merged_at: "2026-11-22T10:30:00Z",
        updated_at: "2026-11-22T10:30:00Z",
      }),
    },
  };
  const end = async (store: Store) => {
    const person = await store.find(ada);
    const thread = [await store.thread(KEY), await answers(store)];
    const names = (text: string) => text.replaceAll(person?.pseudonym ?? "?", "ada");
    return names(
      JSON.stringify([person, thread, await store.backlog(), await store.activities("2026-W47"), await store.census()]),
    );
  };
  const straight = await open();
  for (const delivery of [merge, closed]) assert.is((await straight.send(delivery)).status, 202);
  const expected = await end(straight.community.store);
  assert.match(expected, '"command":"pause","outcome":"paused"');

  let crashes = 0;
  for (const when of ["before", "after"] as const) {
    for (let nth = 1; nth <= 14; nth++) {
      const { community, send } = await open();
      const dying = onGithubEvent({
        ...community,
        store: failing(community.store, nth, when),
        webhookSecret: () => WEBHOOK_SECRET,
      });
      for (const delivery of [merge, closed]) {
        const { status } = await read(await dying.request("/", requestOf(delivery)));
        if (status === 500) crashes += 1;
        if (status === 500) await send(delivery);
      }
      assert.is(await end(community.store), expected, `${when} call ${nth}`);
    }
  }
  assert.ok(crashes >= 20, `${crashes} crashes`);
});

test("a time before 1970 counts as none, and stops nothing later", async () => {
  const { community, send } = await open();
  const merge = (number: number, merged_at: string): Delivery => ({
    event: "pull_request",
    payload: {
      action: "closed",
      repository: hull,
      sender: bob,
      pull_request: pull(number, ada, { state: "closed", merged: true, merged_at, updated_at: "2026-11-22T10:30:00Z" }),
    },
  });
  for (const [number, at] of [
    [5, "1969-12-31T23:59:59Z"],
    [6, "2026-11-22T10:30:00Z"],
  ] as const)
    assert.is((await send({ ...merge(number, at), id: guid("old", number) })).status, 202, at);
  assert.is((await community.store.find(ada))?.profile.merged, 2);
});

test("without Redis it answers 503 within two seconds, and the delivery can be sent again", async () => {
  const server = await ownRedis();
  const store = openStore({ url: server.url, community: "gone", identityKey });
  try {
    await store.initialise(NOW);
    const { community } = await open();
    const settings = { ...parseSettings(SETTINGS), id: "gone" };
    const app = onGithubEvent({ ...community, store, settings: () => settings, webhookSecret: () => WEBHOOK_SECRET });
    assert.is((await ask(app, "/", requestOf(said("/pod join hull")))).status, 202);
    await server.stop();
    const { status, body, headers } = await read(await app.request("/", requestOf(said("/pod join hull", bob))));
    assert.equal([status, body.status, headers.get("content-type")], [503, 503, "application/problem+json"]);
  } finally {
    await store.close();
    await server.stop();
  }
});

test.run();
