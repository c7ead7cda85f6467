import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseDestinations } from "#shared/chat/destinations.ts";
import { PodsError } from "#shared/core/errors.ts";

const test = suite("the secret pods-chat");
const SLACK = "https://hooks.slack.com/services/T0/B0/verysecret";

function fault(text: string): string {
  try {
    parseDestinations(text);
  } catch (error) {
    assert.instance(error, PodsError);
    return (error as PodsError).detail;
  }
  throw new Error(`${text} was taken`);
}

test("has one address a chat, or a dash for none", () => {
  assert.equal(parseDestinations(`slack: ${SLACK}\ndiscord: "-"`), { slack: SLACK });
  assert.equal(parseDestinations(`discord: ${SLACK}`), { discord: SLACK });
  assert.equal(parseDestinations(undefined), {});
});

test("accepts plain http only on this machine", () => {
  assert.is(parseDestinations("slack: http://127.0.0.1:9000/x").slack, "http://127.0.0.1:9000/x");
  assert.match(fault("slack: http://hooks.slack.com/x"), "slack is not the https:// address");
  assert.match(fault("slack: http://127.0.0.1.evil.example/x"), "slack is not the https:// address");
});

test("names the fault and never shows the secret", () => {
  const cases: [string, RegExp][] = [
    ["slack: ftp://verysecret", /slack is not the https/],
    ["slack: 5", /slack is not the https/],
    [`slak: ${SLACK}`, /does not know slak/],
    [SLACK, /holds no list of destinations/],
    [`slack: ${SLACK}\n  discord: [`, /is not YAML/],
    ["", /is empty/],
    ["- a", /holds no list of destinations/],
  ];
  for (const [text, words] of cases) {
    const detail = fault(text);
    assert.match(detail, words);
    assert.match(detail, "pods-chat");
    assert.not.match(detail, "verysecret");
  }
});

test.run();
