/** What `deliver` makes of each kind of failure: what ends, what waits, what rests, and what the status page says of it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ATTEMPTS_MAX, MISSING_ATTEMPTS_MAX } from "#shared/core/errand-times.ts";
import { openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { pods } from "../../functions/pods/handler.ts";
import { get, NOW, SETTINGS, tick } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, guid, hull, issue, repository, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, openDelivery, opens, seatFive } from "../support/github/delivery.ts";

const test = suite("deliver when GitHub says no");

const WITHOUT_LABELS = `${SETTINGS}mentions: { labels: false }\n`;
const DAY_MS = 24 * 3_600_000;
const sail = repository(71, "ships/sail");

/** A community with a pod, and threads of its area whose comment is due. */
async function openThreads(numbers: readonly number[], options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery({ yaml: WITHOUT_LABELS, ...options });
  const { server, send, run, community } = delivery;
  await seatFive(send);
  server.thread(hull, 99, { author: bob });
  await run();
  server.asked.length = 0;
  for (const number of numbers) {
    const author = user(60 + number);
    server.thread(hull, number, { author });
    await send(opens(number, author));
  }
  const commented = () => numbers.filter((number) => server.comments(hull, number).length > 0);
  const unsent = async () => {
    const { body } = await get(pods(community), "/status.json");
    return body.unsent as { kind: string; state: string; what: string; why: string; todo: string }[];
  };
  return { ...delivery, commented, unsent };
}

test("a thread that GitHub does not find at once gets its comment all the same", async () => {
  const { server, run, commented } = await openThreads([5]);
  server.fail({ operation: "issues/get", status: 404, message: "Not Found", times: 3 });
  for (let i = 0; i < 3; i++) assert.equal([(await run()).retried, commented()], [1, []]);
  await run();
  assert.equal(commented(), [5]);
});

test("where GitHub leads a call to another address, we write there", async () => {
  for (const status of [301, 307]) {
    const { server, run, commented } = await openThreads([5]);
    const Location = `${server.url}/repos/ships/hull/issues/5/comments`;
    server.fail({ operation: "issues/create-comment", status, headers: { Location } });
    assert.equal([(await run()).sent, commented()], [1, [5]]);
    assert.equal(server.violations, []);
  }
});

test("a thread that GitHub does not find for an hour is gone, and the status page says so", async () => {
  const { server, run, unsent } = await openThreads([5]);
  server.fail({ operation: "issues/get", status: 404, message: "Not Found", times: 99 });
  for (let i = 1; i < MISSING_ATTEMPTS_MAX; i++) assert.is((await run()).retried, 1);
  assert.is((await run()).dead, 1);
  const [given] = await unsent();
  assert.equal([given?.what, given?.why], ["1 comment on GitHub was given up.", "The reason: GitHub: 404 Not Found."]);
});

test("a token that may read a thread but not write there waits, says so, and goes on when it may", async () => {
  const { server, run, commented, unsent } = await openThreads([5], { yaml: SETTINGS });
  for (const operation of ["issues/create-comment", "issues/create-label"])
    server.fail({ operation, status: 404, message: "Not Found", times: 99 });
  for (let i = 0; i <= MISSING_ATTEMPTS_MAX; i++) assert.is((await run()).dead, 0);
  const waiting = await unsent();
  assert.equal(
    waiting.map(({ kind, state }) => `${kind} ${state}`),
    ["thread waiting", "label waiting"],
  );
  for (const { why, todo } of waiting) {
    assert.match(why, "403 the token lacks a permission in ships/hull: Not Found");
    assert.match(todo, "or a classic token the scope public_repo");
  }
  server.forgive();
  await run();
  assert.equal([commented(), server.thread(hull, 5).labels], [[5], ["pod/narwhal"]]);
});

test("what fails in a private repository is told without its name", async () => {
  const { server, send, run, community } = await openThreads([], { secret: appSecret });
  const secret = repository(72, "ships/secret-merger", { private: true });
  server.app.mayWrite = ["contents"];
  const asks = actsIn(server, secret).opens(bob, 3, { body: "/pod help" });
  await send(asks);
  await run();
  await run();
  for (const path of ["/status", "/status.json"]) {
    const { body } = await get(pods(community), path);
    const page = typeof body === "string" ? body : JSON.stringify(body);
    assert.match(page, "It is about a private repository, so this page does not say more.");
    assert.not.match(page, "secret-merger");
  }
});

test("our own comment is not taken for deleted because GitHub does not find it for a moment", async () => {
  const { server, send, run, store } = await openThreads([5]);
  await run();
  await send({ ...opens(5), id: guid("again") });
  server.fail({ operation: "issues/get-comment", status: 404, message: "Not Found", times: 3 });
  for (let i = 0; i < 4; i++) await run();
  const { pending } = await store.backlog();
  assert.equal([(await store.commentState("70#5"))?.silenced, pending], [false, undefined]);
});

test("a comment that an earlier account of ours wrote stays as it is, and the status page says so", async () => {
  const { server, send, run, unsent, community } = await openThreads([5]);
  await run();
  const github = openGitHub(parseGitHubSecret(appSecret(server)), {
    log: { warn() {} },
    api: server.url,
    paced: false,
  });
  await send({ ...opens(5), id: guid("again") });
  await run({ github: () => github, settings: () => ({ ...community.settings(), community: "Boats" }) });
  assert.equal(
    server.comments(hull, 5).map(({ writes }) => writes),
    [1],
  );
  assert.match((await unsent())[0]?.why ?? "", "only the account that wrote comment");
  assert.equal(server.violations, []);
});

for (const status of [410, 422, 451])
  test(`${status} ends it at once`, async () => {
    const { server, run } = await openThreads([5]);
    server.fail({ operation: "issues/get", status, message: "no" });
    assert.is((await run()).dead, 1);
  });

test("in a repository where we may not write errands wait, uncounted, and others go on; when it heals, they do", async () => {
  const { server, send, app, hurry, run, commented, unsent } = await openThreads([1, 2, 3]);
  server.thread(sail, 7, { author: bob, labels: ["sails"], title: "hull" });
  const refusal = { operation: "issues/get", status: 403, message: "Repository was archived so is read-only." };
  server.fail({ ...refusal, times: 999 });
  const one = app();
  for (let i = 0; i < ATTEMPTS_MAX; i++) {
    await hurry();
    await tick(one);
  }
  assert.equal(server.asked, ["issues/get"], "asked once, and then left alone for a while");
  for (let i = 0; i < ATTEMPTS_MAX; i++) await run();
  const [group] = await unsent();
  assert.is(group?.what, "3 comments on GitHub wait.");
  assert.match(group?.why ?? "", "GitHub: 403 Repository was archived so is read-only.");
  assert.match(group?.todo ?? "", "They go on by themselves");
  server.forgive();
  server.fail({ ...refusal });
  await send({
    event: "issues",
    payload: { action: "opened", repository: sail, sender: bob, issue: issue(7, bob) },
  });
  const two = app();
  await hurry();
  assert.is((await tick(two)).body.sent, 1, "that of the other repository");
  assert.equal(commented(), [], "one of the hull was refused, the others rest");
  assert.is((await run()).sent, 3);
  assert.equal(commented(), [1, 2, 3]);
});

test("a refusal about one thread stops no other", async () => {
  const { server, run, commented } = await openThreads([1, 2, 3]);
  server.fail({ operation: "issues/create-comment", status: 403, message: "User is blocked" });
  assert.is((await run()).sent, 2);
  assert.is(commented().length, 2);
  assert.is((await run()).sent, 1);
});

test("an app that is not installed in a repository writes there once it is", async () => {
  const { server, run, commented } = await openThreads([5], { secret: appSecret });
  server.reinstall();
  assert.is((await run()).sent, 0, "the token from before is void");
  for (const [operation, status] of [
    ["apps/get-repo-installation", 404],
    ["apps/create-installation-access-token", 422],
  ] as const) {
    server.fail({ operation, status, message: "no", times: 9 });
    for (let i = 0; i < 9; i++) assert.equal([(await run()).dead, commented()], [0, []]);
  }
  assert.is((await run()).sent, 1);
  assert.equal(commented(), [5]);
});

test("a suspended app writes again when it is suspended no more", async () => {
  const { server, run, commented, unsent } = await openThreads([1, 2], { secret: appSecret });
  server.suspended = true;
  for (let i = 0; i < ATTEMPTS_MAX; i++) assert.equal([(await run()).dead, commented()], [0, []]);
  assert.match((await unsent())[0]?.why ?? "", "This installation has been suspended");
  server.suspended = false;
  assert.is((await run()).sent, 2);
  assert.equal(server.violations, []);
});

test("what fails is tried for three days, and then given up by name", async () => {
  const { server, run, unsent } = await openThreads([5]);
  server.fail({ operation: "issues/get", status: 502, message: "Bad Gateway", times: 999 });
  for (let i = 1; i < ATTEMPTS_MAX; i++) assert.is((await run()).retried, 1);
  assert.is((await run()).dead, 1);
  assert.match((await unsent())[0]?.why ?? "", "it failed for three days; at last: GitHub: 502 Bad Gateway");
});

test("a label on an old issue makes no comment there", async () => {
  const { server, send, run } = await openThreads([]);
  const created_at = new Date(NOW - 8 * DAY_MS).toISOString();
  for (let number = 1; number <= 24; number++) {
    server.thread(hull, number, { author: bob, createdAt: Date.parse(created_at), labels: ["help wanted"] });
    const labeled = { action: "labeled", repository: hull, sender: bob, issue: issue(number, bob, { created_at }) };
    await send({ event: "issues", payload: labeled });
  }
  await run();
  for (let number = 1; number <= 24; number++) assert.equal(server.comments(hull, number), []);
});

test("a token that comes late does not write to old threads, unless our comment stands there", async () => {
  const { server, send, run, commented, unsent } = await openThreads([1, 2]);
  await run();
  server.deleteComment(server.comments(hull, 2)[0]?.id ?? 0);
  for (const number of [1, 3]) {
    server.thread(hull, number, { author: bob });
    await send(opens(number, bob, { draft: false, title: "News" }));
    const labeled = { action: "labeled", repository: hull, sender: bob, issue: issue(number, bob) };
    await send({ event: "issues", payload: labeled });
  }
  const off = { github: () => undefined, now: () => NOW + 6 * DAY_MS };
  await run(off);
  server.asked.length = 0;
  const { dead } = await run({ now: () => NOW + 8 * DAY_MS });
  assert.equal([dead, commented()], [1, [1]]);
  assert.equal(server.comments(hull, 3), []);
  const given = (await unsent()).find(({ state }) => state === "dead");
  assert.match(given?.why ?? "", "its thread was opened more than seven days ago");
});

test.after(closeDelivery);
test.run();
