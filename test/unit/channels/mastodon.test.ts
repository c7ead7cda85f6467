import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lengthOf, mastodon } from "#shared/channels/mastodon.ts";
import { busyWeek, hugeWeek, storyFor } from "../../support/digest.ts";

const test = suite("a post on Mastodon");

test("is counted as Mastodon does", () => {
  for (const [text, length] of [
    ["", 0],
    ["abc", 3],
    ["👩‍👩‍👧‍👦 é", 3],
    ["https://example.org/", 23],
    [`see https://example.org/${"y".repeat(400)} now`, 4 + 23 + 4],
    ["(https://example.org/a).", 26],
    ["@ada@example.org hi", 7],
    ["@ada hi", 7],
    ["ada@example.org", 15],
    // A name without a dot is no link there, so each character counts.
    ["http://localhost:8080/a", 23],
    ["http://localhost:8080/ab", 24],
  ] as const)
    assert.is(lengthOf(text), length, text);
});

test("has the headline, the week and the link, and as much of the rest as there is room for", () => {
  const text = mastodon.render(storyFor(busyWeek()));
  assert.match(text, /^Four new people, and hull v0\.20\.0\nWeek 47 · 16–22 November 2026\n\n/);
  assert.match(text, "Welcome\n• ");
  assert.match(text, /\n\nhttps:\/\/pods\.example\.org\/weekly-digest\/2026-W47\n$/);
  assert.ok(lengthOf(text.trim()) > 400);
  assert.match(mastodon.render(storyFor(hugeWeek())), /2026-W47\n$/);
});

test.run();
