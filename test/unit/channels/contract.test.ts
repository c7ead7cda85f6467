/** What holds for every channel there is. A new one is tested by standing in `channels/index.ts`. */
import { readdirSync, readFileSync } from "node:fs";
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNELS, DESTINATIONS } from "#shared/channels/index.ts";
import { parseChatSecret } from "#shared/channels/secret.ts";
import type { DigestInput } from "#shared/core/digest/build.ts";
import type { Story } from "#shared/core/digest/story.ts";
import { PodsError } from "#shared/core/errors.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { introductionOf } from "../../../functions/deliver/introduction.ts";
import {
  anyTitle,
  busyWeek,
  HOSTILE,
  hostileWeek,
  hugeWeek,
  input,
  pod,
  podStoryFor,
  SETTINGS,
  storyFor,
} from "../../support/digest.ts";
import fc from "../../support/fast-check.ts";

const test = suite("every channel");

function podStory(week: DigestInput): Story {
  const story = podStoryFor(week.pods[0]!, week);
  if (!story) throw new Error("A pod has nothing to say");
  return story;
}

const FOLDER = "functions/_shared/channels";
const STORIES = {
  busy: storyFor(busyWeek()),
  empty: storyFor(input({ previous: new Map() })),
  "without pods": storyFor(input({ pods: [], previous: new Map() })),
  huge: storyFor(hugeWeek()),
  "without a public address": storyFor(busyWeek(), { ...SETTINGS, publicUrl: "/function" }),
  ...Object.fromEntries(HOSTILE.map((title) => [title, storyFor(hostileWeek(title))])),
  ...Object.fromEntries(
    [busyWeek(), hugeWeek(), ...HOSTILE.map(hostileWeek)].map((week, n) => [`a pod ${n}`, podStory(week)]),
  ),
};
const connect = ({ id, secret, connect }: (typeof CHANNELS)[number]) =>
  connect((load(secret.example) as Record<string, unknown>)[id])!;
const introduction = (name: string, settings = SETTINGS) =>
  introductionOf("sailor-1", pod(1, "narwhal", "hull", [1], { name }), settings);

test("is listed: a file that defines one and is not in the index does nothing", () => {
  const defining = readdirSync(FOLDER).filter((file) =>
    readFileSync(`${FOLDER}/${file}`, "utf8").includes("= defineChannel("),
  );
  assert.equal(defining.sort(), CHANNELS.map(({ id }) => `${id}.ts`).sort());
});

test("can be named in the settings, and nothing else can", () => {
  const yaml = (to: string) => `community: S\norganisation: s\nareas: { hull: {} }\ndigest:\n  to: [markdown, ${to}]\n`;
  const parse = (to: string) => parseSettings(yaml(to), "pods.yml", DESTINATIONS);
  for (const { id } of CHANNELS) assert.equal(parse(id).digest.to, ["markdown", id]);
  assert.throws(
    () => parse("slak"),
    (error: PodsError) =>
      /^pods.yml line 5: digest.to, entry 2, is none of slack, discord, .*markdown$/.test(error.detail),
  );
});

test("breaks none of its limits with any title at all", () => {
  const connections = CHANNELS.map(connect);
  void fc.assert(
    fc.property(anyTitle, (title) => {
      const story = storyFor(hostileWeek(title));
      for (const connection of connections) assert.equal(connection.digest(story).excess, []);
    }),
    { numRuns: 30 },
  );
});

for (const channel of CHANNELS) {
  const { id, secret } = channel;
  const connection = connect(channel);

  test(`${id}: its part of the secret is what its example says`, () => {
    assert.ok(connection);
    assert.equal([...parseChatSecret(secret.example).community.keys()], [id]);
  });

  test(`${id}: nonsense in its place is refused, and not repeated`, () => {
    for (const nonsense of [
      "sesame",
      "https://",
      4711,
      true,
      null,
      [],
      ["sesame"],
      {},
      { sesame: "sesame" },
      { url: "sesame", token: "sesame 4711" },
    ]) {
      assert.is(channel.connect(nonsense), undefined, JSON.stringify(nonsense));
      const text = JSON.stringify({ [id]: nonsense });
      assert.throws(
        () => parseChatSecret(text),
        (error: unknown) =>
          error instanceof PodsError &&
          error.detail.includes(`${id} ${secret.fault}`) &&
          !/sesame|4711/.test(error.detail),
      );
    }
  });

  test(`${id}: a digest breaks none of its limits, whatever the week`, () => {
    for (const [name, story] of Object.entries(STORIES)) assert.equal(connection.digest(story).excess, [], name);
  });

  test(`${id}: a digest says what the week was, and leads to its page`, () => {
    const text = channel.render(STORIES.busy);
    assert.match(text, "Four new people, and hull v0.20.0");
    assert.match(text, "https://pods.example.org/weekly-digest/2026-W47");
    assert.match(channel.render(STORIES.huge), "https://pods.example.org/weekly-digest/2026-W47");
    if (channel.format.endsWith(".json")) JSON.parse(text);
  });

  test(`${id}: an introduction names the person and the pod, and is within the limits`, () => {
    for (const name of [...HOSTILE, "x".repeat(40)])
      assert.equal(connection.introduction(introduction(name)).excess, []);
  });
}

test.run();
