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

const connected = (text: string | undefined) => [...parseChatSecret(text).keys()];

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

test.run();
