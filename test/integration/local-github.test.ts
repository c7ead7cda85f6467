/** The local GitHub of the tests: it notifies, lags, limits and refuses as GitHub does. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { markerOf } from "#shared/core/github/marker.ts";
import { openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { closeStores, testCommunity } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { readContract } from "../support/github/contract.ts";
import { ada, bob, hull, said, user } from "../support/github/deliver-as-github.ts";
import { mentionsIn } from "../support/github/mentions.ts";
import { LocalGitHub } from "../support/github/server.ts";
import { openWebhook } from "../support/github/webhook.ts";

const test = suite("the local GitHub");
test.after(closeStores);
const cid = user(3, "cid");
const place = { repository: hull.full_name, repositoryId: hull.id, number: 5 };

/** One that is asked without a socket. */
async function opened() {
  const server = new LocalGitHub(await readContract());
  const secret = parseGitHubSecret(`token: ${server.token}`);
  const github = openGitHub(secret, {
    log: { warn() {} },
    api: "http://github.test",
    paced: false,
    fetch: server.fetch,
  });
  const acts = actsIn(server, hull);
  const thread = acts.opens(bob, 5, { body: "It leaks." }).text;
  const reached = () => server.notifications.splice(0).map(({ to, because }) => `${to} ${because}`);
  return { server, github, acts, thread, reached };
}

test("a comment reaches those who watch, take part or are mentioned, and not its author", async () => {
  const { server, github, acts, thread, reached } = await opened();
  server.watch(hull, cid);
  acts.says(ada, thread, "Me too, @cid and @nobody-there");
  assert.equal(reached(), ["cid mentioned", "bob takes part"]);
  const { id } = await github.create(place, "@ada: welcome, [cid](https://github.com/cid)");
  assert.equal(reached(), ["cid takes part", "bob takes part", "ada mentioned"]);
  await github.update(place, id, "@ada: goodbye");
  assert.equal(reached(), []);
  await github.update(place, id, "@ada: goodbye, @cid");
  assert.equal(reached(), ["cid mentioned"]);
  assert.equal(server.violations, []);
});

test("a delivery that is refused ends its test with the reason, however often it would be delivered again", async () => {
  const community = await testCommunity();
  let asked = 0;
  const store = new Proxy(community.store, {
    get: () => async () => {
      asked++;
      throw new PodsError("unavailable", "There is no community in this Redis.");
    },
  });
  const { send } = openWebhook({ ...community, store });
  const failure = await send(said("/pod join hull", bob)).catch((error) => error);
  assert.match(String(failure?.message), "There is no community in this Redis.");
  assert.is(asked, 1);
});

test("code, comments of HTML, addresses and neutralised names mention nobody", () => {
  const text = "@Ada, (@bob) `@code` a@mail.test <!-- @hidden --> @\u200bneutral @team/x\n```\n@fenced\n```\n> @cid.";
  assert.equal(mentionsIn(text), ["ada", "bob", "cid"]);
});

test("something new is unknown to its first reads, a locked thread takes no comment", async () => {
  const { server, github, acts } = await opened();
  server.lag = 2;
  const { text: thread } = acts.opens(bob, 5 + 1);
  const late = { ...place, number: 6 };
  const status = (call: Promise<unknown>) => call.then(() => 200).catch((error) => error.status);
  assert.equal([await status(github.thread(late)), await status(github.thread(late))], [404, 404]);
  assert.is((await github.thread(late)).title, "Thread 6");
  acts.locks(bob, thread);
  assert.is(await status(github.create(late, "Hello")), 403);
  assert.equal(server.violations, []);
});

test("too many writes in a minute are refused with a time to wait", async () => {
  const { server, github } = await opened();
  let clock = 0;
  Object.assign(server, { now: () => clock, writesPerMinute: 2 });
  for (const text of ["one", "two"]) await github.create(place, text);
  const refusal = await github.create(place, "three").catch((error) => error);
  assert.equal([refusal.status, refusal.response.headers["retry-after"]], [403, "60"]);
  clock += 61_000;
  await github.create(place, "four");
  assert.equal(
    (await github.ours(place, "")).map(({ body }) => body),
    ["one", "two", "four"],
  );
});

test("a lost answer fails the call after its effect", async () => {
  const { server, github } = await opened();
  server.fail({ operation: "issues/create-comment", lost: true });
  await github.create(place, markerOf("x")).then(
    () => assert.unreachable(),
    () => undefined,
  );
  assert.is((await github.ours(place, markerOf("x"))).length, 1);
});

test("acts are deliveries with GitHub's fields", async () => {
  const { server, acts, thread } = await opened();
  server.now = () => Date.parse("2026-11-22T12:00:00.700Z");
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of every shape
  const payload = ({ payload }: { payload: unknown }): any => payload;
  const said = acts.says(ada, thread, "one");
  const edited = acts.edits(ada, said.text, "two");
  assert.equal([payload(said).comment.body, payload(edited).changes.body.from], ["one", "one"]);
  assert.is(payload(edited).comment.updated_at, "2026-11-22T12:00:00Z");
  assert.equal(
    [payload(acts.locks(bob, thread)).issue.locked, payload(acts.locks(bob, thread, false)).issue.locked],
    [true, false],
  );
  const { text: pull } = acts.opens(bob, 8, { isPullRequest: true });
  const review = acts.reviews(ada, pull, "/pod help");
  assert.equal([review.event, payload(review).review.submitted_at], ["pull_request_review", "2026-11-22T12:00:00Z"]);
  assert.is(acts.saysOnLine(ada, pull, "why?").event, "pull_request_review_comment");
});

const repository = { repository: hull.full_name, repositoryId: hull.id };

test("a release has the commits and the pull requests since another one, and what GitHub generates", async () => {
  const { server, github } = await opened();
  const { releases } = server;
  releases.push(hull, { by: ada });
  releases.release(hull, "v1.0.0", ada);
  releases.merge(hull, 5, bob, { commits: [{}, { by: cid, message: "Help\n\nCo-authored-by: X <x@example.org>" }] });
  releases.branch(hull, "release-1", "main");
  releases.merge(hull, 6, ada, { how: "merge", title: "Paint" });
  for (let n = 0; n < 120; n++) releases.push(hull, { by: ada });
  releases.release(hull, "v1.1.0/hull", ada);
  releases.merge(hull, 7, bob, { base: "release-1", how: "rebase" });
  releases.release(hull, "v1.0.1", ada, { target: "release-1", prerelease: true });
  releases.release(hull, "v2", ada, { draft: true });

  const commits = await github.commitsBetween(repository, "v1.0.0", "v1.1.0/hull");
  assert.is(commits.length, 1 + 2 + 120);
  assert.is(
    commits[0]?.message,
    "Pull request 5 (#5)\n\nCo-authored-by: cid <3+cid@users.noreply.github.com>\nCo-authored-by: X <x@example.org>",
  );
  assert.equal(commits[1]?.account?.login, "ada");
  assert.match(
    await github.generatedNotes(repository, "v1.1.0/hull", "v1.0.0"),
    /^## What's Changed\n\* Pull request 5 by @bob in https:\S+\/5\n\* Paint by @ada in \S+\/6\n\n## New Contributors\n\* @bob made their first contribution in \S+\/5\n\* @ada .*\/6\n/,
  );
  assert.not.match(await github.generatedNotes(repository, "v1.0.1", "v1.0.0"), /first contribution in \S+\/7/);
  assert.equal(
    (await github.releases(repository)).map(({ tag, draft, prerelease, target, publishedAt }) => [
      ...[tag, draft, prerelease, target, publishedAt === null],
    ]),
    [
      ["v2", true, false, "main", true],
      ["v1.0.1", false, true, "release-1", false],
      ["v1.1.0/hull", false, false, "main", false],
      ["v1.0.0", false, false, "main", false],
    ],
  );
  const { author, commits: pulled } = await github.pullCommits(repository, 5);
  assert.equal([author?.login, pulled.map(({ account }) => account?.login)], ["bob", ["bob", "cid", "bob"]]);
  assert.equal(
    [await github.account(repository, { id: 3 }), await github.account(repository, { login: "CID" })],
    [cid, cid],
  );
  assert.is(await github.account(repository, { id: 999 }), undefined);
  assert.equal(server.violations, []);
});

test("the notes of an immutable release can be changed, and have a limit", async () => {
  const { server, github } = await opened();
  const { id } = server.releases.release(hull, "v1.0.0", ada, { body: "a\r\nb", immutable: true });
  assert.is((await github.release(repository, id)).notes, "a\r\nb");
  await github.saveNotes(repository, id, "c\r\n");
  assert.is((await github.release(repository, id)).notes, "c\r\n");
  const refusal = await github.saveNotes(repository, id, "x".repeat(125_001)).catch((error) => error);
  assert.is(refusal.status, 422);
  server.releases.delete(server.releases.all[0]!);
  assert.is((await github.release(repository, id).catch((error) => error)).status, 404);
  assert.equal(server.violations, []);
});

test("an app may do with a release what it was allowed to", async () => {
  const { server } = await opened();
  const secret = parseGitHubSecret(`appId: ${server.app.id}\nprivateKey: ${JSON.stringify(server.app.privateKey)}`);
  const github = openGitHub(secret, {
    log: { warn() {} },
    api: "http://github.test",
    paced: false,
    fetch: server.fetch,
  });
  server.releases.merge(hull, 5, bob);
  const { id } = server.releases.release(hull, "v1.0.0", ada);
  await github.saveNotes(repository, id, "changed");
  assert.is((await github.pullCommits(repository, 5)).commits.length, 2);
  assert.equal(await github.account(repository, { id: bob.id }), bob);
  server.app.mayWrite = ["issues", "pull_requests"];
  server.reinstall();
  const again = openGitHub(secret, {
    log: { warn() {} },
    api: "http://github.test",
    paced: false,
    fetch: server.fetch,
  });
  assert.is((await again.saveNotes(repository, id, "again").catch((error) => error)).status, 403);
  assert.is(server.releases.all[0]?.body, "changed");
});

test.run();
