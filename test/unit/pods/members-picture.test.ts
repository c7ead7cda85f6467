import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { PodView } from "#shared/core/views.ts";
import { membersSvg } from "../../../functions/pods/members-picture.ts";

const test = suite("the picture of members");

const pod = (more: Partial<PodView> = {}): PodView => ({
  slug: "narwhal",
  name: "Narwhal",
  area: "cli",
  members: [{ login: "bob" }, { login: "ada-lovelace" }, { login: null }],
  advocate: { login: "ada-lovelace" },
  openSeats: 6,
  locked: false,
  meeting: null,
  ...more,
});
const picture = (pods: readonly PodView[], more = 0) => membersSvg({ title: "The people of Ships", pods, more });
const numberIn = (svg: string, name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(svg)?.[1]);

test("says who is in it: the advocate first and ringed, a former member without a name", () => {
  const svg = picture([pod()]);
  assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="t d"><title id="t">The people of Ships<\/title>/);
  assert.match(svg, '<desc id="d">Narwhal: ada-lovelace, bob and a former member.</desc>');
  assert.equal(
    [...svg.matchAll(/<title>([^<]*)<\/title><circle [^>]*?(class="a")?[^>]*\/><text[^>]*>([^<]*)</g)].map(
      ([circle, name, , initials]) => [name, initials, circle.includes('class="a"')],
    ),
    [
      ["ada-lovelace", "AL", true],
      ["bob", "BO", false],
      ["a former member", "–", false],
    ],
  );
});

test("has a row for two pods, and says how many are not in it", () => {
  assert.ok(numberIn(picture([pod(), pod()]), "width") > numberIn(picture([pod()]), "width"));
  assert.is(numberIn(picture([pod(), pod()]), "height"), numberIn(picture([pod()]), "height"));
  assert.ok(numberIn(picture([pod(), pod(), pod()]), "height") > numberIn(picture([pod(), pod()]), "height"));
  assert.match(picture([pod(), pod()], 3), /<text[^>]*>and 3 more pods<\/text>/);
  assert.not.match(picture([pod()]), "more pod");
});

test("escapes names, and fits long ones", () => {
  const svg = picture([pod({ name: `</text><script>"&'` }), pod({ name: "鯨".repeat(40) })]);
  assert.not.match(svg, "<script");
  assert.match(svg, "&lt;/text&gt;&lt;script&gt;&quot;&amp;");
  assert.equal(svg.match(/textLength="324"/g)?.length, 1);
});

test("loads nothing, and has light and dark colours", () => {
  const svg = picture([pod()]);
  assert.not.match(svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), /http|url\(|@import|href|<image/);
  assert.match(svg, "prefers-color-scheme:dark");
});

test.run();
