/** What only Mastodon has: it is asked what it holds. */
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Connection, Post, PostOptions } from "#shared/channels/channel.ts";
import { mastodon } from "#shared/channels/mastodon.ts";
import { introductionOf } from "../../functions/deliver/introduction.ts";
import { type FarSide, startFarSide } from "../support/channels/far-side.ts";
import { busyWeek, input, pod, SETTINGS, storyFor } from "../support/digest.ts";

type ExactlyOncePost = Extract<Post, { promise: "exactly-once" }>;
const exactlyOnce = (post: Post): ExactlyOncePost => {
  if (post.promise !== "exactly-once") throw new Error("Mastodon promises exactly-once");
  return post;
};
const connect = (line: string) => mastodon.connect((load(line) as { mastodon: unknown }).mastodon)!;
const options = (key = "one"): PostOptions => ({ key, signal: AbortSignal.timeout(60_000) });
const introduce = (name: string, login = "sailor-1") =>
  introductionOf(login, pod(1, "narwhal", "hull", [1], { name }), SETTINGS);

const test = suite<{ far: FarSide; connection: Connection; digest: ExactlyOncePost }>("Mastodon");
test.before.each(async (context) => {
  context.far = await startFarSide(mastodon);
  context.connection = connect(context.far.line);
  context.digest = exactlyOnce(context.connection.digest(storyFor(busyWeek())));
});
test.after.each(({ far }) => far.stop());

test("is told the key, the language and the token, and nothing else", async ({ far, digest }) => {
  await digest.send(options("a-key"));
  const [{ method, url, headers, body }] = far.requests as [(typeof far.requests)[0]];
  assert.equal([method, url.pathname], ["POST", "/api/v1/statuses"]);
  assert.is(headers["idempotency-key"], "a-key");
  assert.is(headers.authorization, `Bearer ${far.password}`);
  assert.equal(JSON.parse(body), { status: far.published[0], language: "en" });
});

test("a digest is found by its link, whatever has changed in it since", async ({ far, connection, digest }) => {
  await digest.send(options());
  for (let i = 0; i < 90; i++)
    await connection.introduction(introduce("Orca", `sailor-${i}`)).send(options(`intro ${i}`));
  far.pass(2 * 3_600_000);
  const renamed = storyFor(input({ previous: new Map() }));
  assert.equal(await exactlyOnce(connection.digest(renamed)).find(options()), { state: "sent", receipt: "113000000" });
  const other = { ...renamed, url: "https://pods.example.org/weekly-digest/2026-W48" };
  assert.is((await exactlyOnce(connection.digest(other)).find(options())).state, "absent");
});

test("without a public address a digest is found by its week", async ({ connection }) => {
  const story = storyFor(busyWeek(), { ...SETTINGS, publicUrl: "/function" });
  const post = exactlyOnce(connection.digest(story));
  assert.is((await post.find(options())).state, "absent");
  await post.send(options());
  assert.is((await post.find(options())).state, "sent");
});

test("an introduction is found by all of its words, whatever stands in them", async ({ connection }) => {
  const name = `"Fish & <Chips>" 'n @ada`;
  const post = exactlyOnce(connection.introduction(introduce(name)));
  await exactlyOnce(connection.introduction(introduce("Orca"))).send(options("two"));
  assert.is((await post.find(options())).state, "absent");
  await post.send(options());
  assert.is((await post.find(options())).state, "sent");
});

test("where we are not let in it waits, and says what the token needs", async ({ far, digest }) => {
  const stranger = connect(far.line.replace(far.password, "another-token"));
  for (const ended of [
    await stranger.digest(storyFor(busyWeek())).send(options()),
    await exactlyOnce(stranger.digest(storyFor(busyWeek()))).find(options()),
  ]) {
    assert.is(ended.state, "off");
    assert.match(JSON.stringify(ended), /401.*The access token is invalid.*write:statuses/);
    assert.not.match(JSON.stringify(ended), "another-token");
  }
  for (const status of [403, 404]) {
    far.next({ status, body: '{"error":"This action is outside the authorized scopes"}' });
    assert.is((await digest.send(options())).state, "off");
  }
});

test("a look-up that fails leaves open whether the post is there", async ({ far, digest }) => {
  await digest.send(options());
  const headers = { Date: "Mon, 23 Nov 2026 09:00:00 GMT", "X-RateLimit-Reset": "2026-11-23T09:01:00.000000Z" };
  far.blind({ status: 429, headers });
  const limited = await digest.find(options());
  assert.is(limited.state === "unsure" && limited.afterMs, 60_000);
  for (const mood of [{ status: 500 }, { status: 200, body: "<html>" }, "hang-up"] as const) {
    far.blind(mood);
    assert.is((await digest.find(options())).state, "unsure");
  }
  far.blind();
  assert.is((await digest.find(options())).state, "sent");
});

test("a page that is no Mastodon's reply is no receipt", async ({ far, digest }) => {
  far.next({ status: 200, body: "<html>Welcome to our proxy</html>" });
  assert.is((await digest.send(options())).state, "unsure");
});

test.run();
