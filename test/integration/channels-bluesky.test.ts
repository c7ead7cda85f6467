/** What only Bluesky has: sessions, records with a key, and links by their place in the text. */
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bluesky } from "#shared/channels/bluesky.ts";
import type { Connection, Post, PostOptions } from "#shared/channels/channel.ts";
import { introductionOf } from "../../functions/deliver/introduction.ts";
import { type FarSide, startFarSide } from "../support/channels/far-side.ts";
import { busyWeek, pod, SETTINGS, storyFor } from "../support/digest.ts";

type ExactlyOncePost = Extract<Post, { promise: "exactly-once" }>;
const exactlyOnce = (post: Post): ExactlyOncePost => {
  if (post.promise !== "exactly-once") throw new Error("Bluesky promises exactly-once");
  return post;
};
const connect = (line: string) => bluesky.connect((load(line) as { bluesky: unknown }).bluesky)!;
const options = (key = "one"): PostOptions => ({ key, signal: AbortSignal.timeout(60_000) });
const introduce = (name: string) => introductionOf("sailor-1", pod(1, "narwhal", "hull", [1], { name }), SETTINGS);

/** The links of a record, with the words that they stand on. */
function linksOf(message: string): [string, string][] {
  const { text, facets } = JSON.parse(message);
  return facets.map(
    ({ index, features: [{ uri }] }: { index: Record<string, number>; features: [{ uri: string }] }) => [
      Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(),
      uri,
    ],
  );
}

const test = suite<{ far: FarSide; connection: Connection; digest: ExactlyOncePost }>("Bluesky");
test.before.each(async (context) => {
  context.far = await startFarSide(bluesky);
  context.connection = connect(context.far.line);
  context.digest = exactlyOnce(context.connection.digest(storyFor(busyWeek())));
});
test.after.each(({ far }) => far.stop());

test("links are marked by their bytes, so letters outside of ASCII move none", async ({ far, connection, digest }) => {
  await digest.send(options());
  await connection.introduction(introduce("Größe 🐳鯨")).send(options("two"));
  const week = "https://pods.example.org/weekly-digest/2026-W47";
  assert.equal(far.published.map(linksOf), [
    [[week, week]],
    [
      ["sailor-1", "https://github.com/sailor-1"],
      ["Größe 🐳鯨", "https://pods.example.org/pods/narwhal"],
    ],
  ]);
});

test("without a public address there is no link", async ({ far, connection }) => {
  const story = storyFor(busyWeek(), { ...SETTINGS, publicUrl: "/function" });
  assert.is((await connection.digest(story).send(options())).state, "sent");
  assert.equal(far.published.map(linksOf), [[]]);
});

test("each message has a record of its own, and a second post of it leaves the first as it is", async (context) => {
  const { far, connection, digest } = context;
  const first = await digest.send(options());
  assert.equal(await digest.send(options()), first);
  const changed = connection.digest({ ...storyFor(busyWeek()), headline: "Something else" });
  assert.equal(await changed.send(options()), first);
  assert.equal(await digest.find(options()), first);
  assert.is((await digest.find(options("two"))).state, "absent");
  await connection.introduction(introduce("Orca")).send(options("two"));
  assert.is(far.published.length, 2);
  const keys = far.requests.filter(far.isPost).map(({ body }) => JSON.parse(body).rkey);
  assert.is(new Set(keys).size, 2);
});

test("one session serves many messages, and another one follows when it has ended, without a second post", async (context) => {
  const { far, connection, digest } = context;
  const logins = () => far.requests.filter(({ url }) => url.pathname.endsWith("createSession")).length;
  for (const key of ["one", "two", "three"]) assert.is((await digest.send(options(key))).state, "sent");
  assert.is((await digest.find(options("two"))).state, "sent");
  assert.is(logins(), 1);
  far.pass(3 * 3_600_000);
  assert.is((await connection.introduction(introduce("Orca")).send(options("four"))).state, "sent");
  assert.equal([logins(), far.published.length], [2, 4]);
  far.pass(3 * 3_600_000);
  assert.is((await digest.find(options("five"))).state, "absent");
  assert.is(logins(), 3);
  far.next({ status: 401, body: "{}" });
  assert.is((await digest.send(options("six"))).state, "sent");
  assert.is(logins(), 4);
  // A new secret has a session of its own.
  await exactlyOnce(connect(far.line).digest(storyFor(busyWeek()))).send(options("seven"));
  assert.is(logins(), 5);
});

test("where we are not let in it waits, and says what to check", async ({ far, digest }) => {
  const stranger = connect(far.line.replace("4711", "4712"));
  const post = exactlyOnce(stranger.digest(storyFor(busyWeek())));
  for (const ended of [await post.send(options()), await post.find(options())]) {
    assert.is(ended.state, "off");
    assert.match(JSON.stringify(ended), /401.*Invalid identifier or password.*app password/);
    assert.not.match(JSON.stringify(ended), "ijkl-4712");
  }
  const takenDown = { status: 400, body: '{"error":"AccountTakedown","message":"access-token-4712"}' };
  far.next(takenDown);
  const put = await digest.send(options());
  far.blind(takenDown);
  for (const ended of [put, await digest.send(options()), await digest.find(options())]) assert.is(ended.state, "off");
  assert.not.match(JSON.stringify(put), "access-token");
  assert.equal(far.published, []);
});

test("as long as it asks for, by its own clock, it is left alone", async ({ far, digest }) => {
  const headers = { Date: "Mon, 23 Nov 2026 09:00:00 GMT", "RateLimit-Reset": "1795424460" };
  far.next({ status: 429, headers });
  const put = await digest.send(options());
  assert.equal([put.state, "afterMs" in put && put.afterMs], ["retry", 60_000]);
  far.blind({ status: 429, headers });
  const logIn = await connect(far.line).digest(storyFor(busyWeek())).send(options());
  assert.equal([logIn.state, "afterMs" in logIn && logIn.afterMs], ["retry", 60_000]);
  const lookUp = await digest.find(options());
  assert.equal([lookUp.state, "afterMs" in lookUp && lookUp.afterMs], ["unsure", 60_000]);
});

test("what fails before the post is tried again, and a look-up that fails leaves all open", async ({ far, digest }) => {
  for (const mood of [{ status: 500 }, { status: 200, body: '{"accessJwt":"secret"}' }, "hang-up"] as const) {
    far.blind(mood);
    const ended = await digest.send(options());
    assert.is(ended.state, "retry");
    assert.not.match(JSON.stringify(ended), "secret");
    assert.is((await digest.find(options())).state, "unsure");
  }
  far.blind();
  assert.is((await digest.send(options())).state, "sent");
});

test("a page that is no server's reply is no receipt", async ({ far, digest }) => {
  far.next({ status: 200, body: "<html>Welcome to our proxy</html>" });
  assert.is((await digest.send(options())).state, "unsure");
});

test.run();
