/** What every channel does with a message, and what it promises, against a server of its own on this machine. */
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Connection, Post, PostOptions } from "#shared/channels/channel.ts";
import { CHANNELS } from "#shared/channels/index.ts";
import { introductionOf } from "../../functions/deliver/introduction.ts";
import { type FarSide, startFarSide } from "../support/channels/far-side.ts";
import { busyWeek, HOSTILE, hostileWeek, pod, SETTINGS, storyFor } from "../support/digest.ts";
import { eventually } from "../support/eventually.ts";

const patient = (key = "one"): PostOptions => ({ key, signal: AbortSignal.timeout(60_000) });
/** Gives up as soon as the far side has the message. */
function hasty(far: FarSide): PostOptions {
  const waiting = new AbortController();
  void eventually(() => far.requests.some(far.isPost)).then(() => waiting.abort());
  return { key: "one", signal: waiting.signal };
}
const STORY = storyFor(busyWeek());
const introduce = (name = "Narwhal") => introductionOf("sailor-1", pod(1, "narwhal", "hull", [1], { name }), SETTINGS);

/** Addresses that the test itself put in. */
const OURS = /^https:\/\/((pods|meet|swag)\.example\.org|x\.org|github\.com)\//;

/** What is left of a message where people's words name, notify, link or format something. */
const HARM: ReadonlyMap<string, (message: string) => readonly string[]> = new Map([
  [
    "slack",
    (message) => {
      const tokens = [...message.matchAll(/<([^<>]*)>/g)].map(([, inside = ""]) => inside);
      return [
        ...tokens.filter((inside) => !OURS.test(inside) && !inside.startsWith("!date^")),
        ...(message.match(/`/g) ?? []),
      ];
    },
  ],
  [
    "discord",
    (message) => {
      const { content, embeds = [], allowed_mentions } = JSON.parse(message);
      assert.equal(allowed_mentions, { parse: [] });
      const text = [content, ...embeds.map((embed: { description: string }) => embed.description)].join("\n");
      const bare = text.replace(/\\[^\w\s]/g, "").replace(/<t:\d+:f>/g, "");
      const links = [...bare.matchAll(/\]\(([^)]*)\)/g)].map(([, url = ""]) => url);
      const words = bare.replace(/\]\([^)]*\)/g, "]");
      return [...links.filter((url) => !OURS.test(url)), ...(words.match(/@[^\u200b]|[`|<>]|:\/\/evil/g) ?? [])];
    },
  ],
  [
    "mastodon",
    (message) => message.match(/@\w|(?<![\p{L}\p{N}_])[#＃][\p{L}\p{N}]|:\/\/evil|magnet:\?|xmpp:evil/gu) ?? [],
  ],
  [
    "bluesky",
    (message) =>
      (JSON.parse(message).facets as { features: { uri: string }[] }[])
        .flatMap(({ features }) => features.map(({ uri }) => uri))
        .filter((uri) => !OURS.test(uri)),
  ],
]);

for (const channel of CHANNELS) {
  const test = suite<{ far: FarSide; connection: Connection }>(`${channel.title}, ${channel.promise}`);
  test.before.each(async (context) => {
    context.far = await startFarSide(channel);
    const part = (load(context.far.line) as Record<string, unknown>)[channel.id];
    context.connection = channel.connect(part)!;
    assert.ok(context.connection, context.far.line);
  });
  test.after.each(({ far }) => far.stop());

  /** Posts and gives what came of it; whatever came, it holds no password. */
  async function posted(post: Post, { far }: { far: FarSide }, options = patient()) {
    const ended = await post.send(options);
    assert.not.match(JSON.stringify(ended), far.password);
    assert.not.match(JSON.stringify(ended), "127.0.0.1");
    return ended;
  }

  test("a digest and an introduction are posted", async (context) => {
    const { far, connection } = context;
    assert.is((await posted(connection.digest(STORY), context)).state, "sent");
    assert.is((await posted(connection.introduction(introduce()), context, patient("two"))).state, "sent");
    assert.is(far.published.length, 2);
    assert.match(far.published[0]!, "https://pods.example.org/weekly-digest/2026-W47");
    assert.match(far.published[1]!, "sailor-1");
    assert.match(far.published[1]!, "https://pods.example.org/pods/narwhal");
  });

  test("nothing that people wrote names anybody, links or formats", async (context) => {
    const harm = HARM.get(channel.id);
    assert.ok(harm, `say in HARM what does harm in ${channel.title}`);
    for (const [i, title] of HOSTILE.entries()) {
      await posted(context.connection.introduction(introduce(title)), context, patient(`introduction ${i}`));
      await posted(context.connection.digest(storyFor(hostileWeek(title))), context, patient(`digest ${i}`));
    }
    assert.is(context.far.published.length, 2 * HOSTILE.length);
    assert.equal(context.far.published.flatMap(harm!), []);
  });

  test("a channel that limits us is left alone for as long as it says", async (context) => {
    const reset = new Date(Date.parse("2026-11-23T09:00:07Z")).toISOString();
    const headers = { "Retry-After": "7", Date: "Mon, 23 Nov 2026 09:00:00 GMT", "X-RateLimit-Reset": reset };
    context.far.next({ status: 429, body: "{}", headers });
    const ended = await posted(context.connection.digest(STORY), context);
    assert.equal(ended, { state: "retry", afterMs: 7000, detail: "429: {}" });
    context.far.next({ status: 429, body: " " });
    const unsaid = await posted(context.connection.digest(STORY), context);
    assert.equal(unsaid, { state: "retry", afterMs: 30_000, detail: "429: its reply is empty" });
    assert.equal(context.far.published, []);
  });

  test("a message that was refused is not sent again, and a redirect is not followed", async (context) => {
    const elsewhere = await startFarSide(channel);
    for (const [status, headers] of [
      [422, {}],
      [400, {}],
      [302, { Location: elsewhere.line.replace(/.*(http:[^"\s]*).*/, "$1") }],
    ] as const) {
      // As a server does that shows what it was asked with.
      context.far.next({
        status,
        headers,
        body: `Cannot POST /services/T0/${context.far.password} ${context.far.password}`,
      });
      const { state } = await posted(context.connection.digest(STORY), context);
      assert.ok(state === "dead" || (state === "off" && status === 302), `${status}: ${state}`);
    }
    assert.equal([context.far.published, elsewhere.requests], [[], []]);
    await elsewhere.stop();
  });

  test("a message that never left is tried again", async (context) => {
    const gone = await startFarSide(channel);
    await gone.stop();
    const connection = channel.connect((load(gone.line) as Record<string, unknown>)[channel.id])!;
    assert.is((await posted(connection.digest(STORY), context)).state, "retry");
  });

  for (const [name, mood, options] of [
    ["the reply is cut off", "hang-up", () => patient()],
    ["the server is slow", "silent", hasty],
    ["the request is lost", "lost", () => patient()],
    ["the server fails", { status: 500 }, () => patient()],
    ["a proxy lost its server", { status: 502 }, () => patient()],
    ["a proxy waited in vain", { status: 504 }, () => patient()],
  ] as const) {
    test(`when ${name}, what may have arrived is ${channel.promise === "at-most-once" ? "unknown" : "there once in the end"}`, async (context) => {
      const { far, connection } = context;
      const post = connection.digest(STORY);
      far.next(mood);
      const { state } = await posted(post, context, options(far));
      assert.is(state, post.promise === "at-most-once" ? "unknown" : "unsure");
      if (post.promise === "at-most-once") return;
      // The same key while the server knows it; afterwards it is looked up.
      assert.is((await posted(post, context)).state, "sent");
      assert.is(far.published.length, 1);
      far.pass(2 * 3_600_000);
      assert.is((await post.find(patient())).state, "sent");
      const other = connection.introduction(introduce());
      assert.is(other.promise === "exactly-once" && (await other.find(patient("two"))).state, "absent");
    });
  }

  test.run();
}
