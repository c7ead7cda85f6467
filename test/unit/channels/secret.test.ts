import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseChatSecret } from "#shared/channels/secret.ts";
import { PodsError } from "#shared/core/errors.ts";

const test = suite("the secret pods-chat");
const SLACK = "https://hooks.slack.com/services/T0/B0/verysecret";

function fault(text: string): string {
  try {
    parseChatSecret(text);
  } catch (error) {
    assert.instance(error, PodsError);
    return (error as PodsError).detail;
  }
  throw new Error(`${text} was taken`);
}

const connected = (text: string | undefined) => [...parseChatSecret(text).community.keys()];

test("holds a line for each channel that is used", () => {
  assert.equal(connected(`discord: ${SLACK}\nslack: ${SLACK}`), ["slack", "discord"]);
  assert.equal(connected(`slack: ${SLACK}\ndiscord: "-"`), ["slack"]);
  assert.equal(connected(undefined), []);
});

test("takes plain http from this machine only", () => {
  assert.equal(connected("slack: http://127.0.0.1:9000/x"), ["slack"]);
  assert.match(fault("slack: http://hooks.slack.com/x"), "slack is not the https:// address");
  assert.match(fault("slack: http://127.0.0.1.evil.example/x"), "slack is not the https:// address");
  assert.equal(connected('mastodon: { url: "http://127.0.0.1:9000", token: t }'), ["mastodon"]);
  assert.match(fault("mastodon: { url: http://hachyderm.io, token: t }"), "mastodon needs url");
});

test("says what is wrong, and never what it holds", () => {
  const cases: [string, RegExp][] = [
    ["slack: ftp://verysecret", /slack is not the https/],
    ["slack: 5", /slack is not the https/],
    [`slak: ${SLACK}`, /does not know slak/],
    [SLACK, /holds no list of channels/],
    [`slack: ${SLACK}\n  discord: [`, /is not YAML/],
    ["", /is empty/],
    ["- a", /holds no list of channels/],
    ["mastodon: { url: https://hachyderm.io }", /mastodon needs url.* and token/],
    ["mastodon: { url: https://hachyderm.io, token: very secret }", /mastodon needs/],
    ["mastodon: { url: https://hachyderm.io/verysecret, token: t }", /mastodon needs/],
    ["mastodon: { url: https://hachyderm.io, token: t, verysecret: t }", /mastodon needs/],
    ["mastodon: [verysecret]\nslack: 5", /slack is not the https.*mastodon needs/],
    ["{ verysecret-4711 }", /holds something that is no channel/],
  ];
  for (const [text, words] of cases) {
    const detail = fault(text);
    assert.match(detail, words);
    assert.match(detail, "pods-chat");
    assert.not.match(detail, "verysecret");
  }
});

test("may hold channels of single pods", () => {
  const { community, pods } = parseChatSecret(
    `slack: ${SLACK}\npods: { Narwhal: { slack: ${SLACK}, discord: "-" }, orca: "-" }`,
  );
  assert.equal([...community.keys()], ["slack"]);
  assert.equal(
    [...pods].map(([slug, channels]) => [slug, [...channels.keys()]]),
    [["narwhal", ["slack"]]],
  );
  assert.is(parseChatSecret('pods: "-"').pods.size, 0);
});

test("names what is wrong with a pod by its slug, and anything that is no slug by its place", () => {
  const cases: [string, RegExp][] = [
    ["pods: { orca: { slack: ftp://verysecret } }", /orca: slack is not the https/],
    ["pods: { orca: verysecret }", /orca: holds no list of channels/],
    ["pods: { orca: { slak: verysecret } }", /orca: does not know slak/],
    ["pods: verysecret", /pods holds no list of pods/],
    ["pods: { orca: {}, verysecret: { slack: 5 } }", /entry 2 of pods: slack is not the https/],
    ["pods: { orca: { pods: { narwhal: {} } } }", /orca: does not know pods/],
    [`pods: { Narwhal: { slack: ${SLACK} }, orca: {}, narwhal: "-" }`, /narwhal: stands there twice/],
    [`pods: { verysecret: {}, VerySecret: {} }`, /entry 2 of pods: stands there twice/],
  ];
  for (const [text, words] of cases) {
    assert.match(fault(text), words);
    assert.not.match(fault(text), "verysecret");
  }
});

test.run();
