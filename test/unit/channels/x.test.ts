import { suite } from "uvu";
import * as assert from "uvu/assert";
import { weightOf, x } from "#shared/channels/x.ts";
import { busyWeek, HOSTILE, hostileWeek, hugeWeek, SETTINGS, storyFor } from "../../support/digest.ts";

const test = suite("a post to paste for X");

test("is counted as X does", () => {
  for (const [text, weight] of [
    ["", 0],
    ["abc é", 5],
    ["e\u0301", 1],
    ["鯨", 2],
    ["👩‍👩‍👧‍👦", 2],
    ["👍🏽 ❤️", 5],
    ["“quoted” – it’s", 15],
    [`see https://example.org/${"y".repeat(400)} now`, 4 + 23 + 4],
  ] as const)
    assert.is(weightOf(text), weight, text);
});

test("has the headline, the week and the link, and never too much", () => {
  const text = x.render(storyFor(busyWeek()));
  assert.match(text, /^Four new people, and hull v0\.\u200b?20\.0\nWeek 47 · 16–22 November 2026\n\n/);
  assert.match(text, /\n\nhttps:\/\/pods\.example\.org\/weekly-digest\/2026-W47\n$/);
  const stories = [hugeWeek(), ...HOSTILE.map(hostileWeek)].map((week) => storyFor(week));
  const unlinked = storyFor(busyWeek(), { ...SETTINGS, publicUrl: "/function" });
  for (const story of [...stories, unlinked, { ...unlinked, headline: "鯨".repeat(500) }])
    assert.ok(weightOf(x.render(story).trim()) <= 280, x.render(story));
});

test("mentions nobody and links nothing that people wrote", () => {
  const story = { ...storyFor(busyWeek()), headline: "@ada #tag $POD README.md https://evil.example v1.2" };
  const [headline] = x.render(story).split("\n");
  assert.not.match(headline!, /@a|#t|\$P|\.md|:\/\/|\.example/);
  assert.match(headline!, "v1.2");
});

test.run();
