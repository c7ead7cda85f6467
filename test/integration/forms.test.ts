/** The form of every answer in the table of routes: chosen by Accept, and by a suffix in its place. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { MEDIA, mediaOf, splitSuffix } from "#shared/openfaas/negotiate.ts";
import { AS_MAINTAINER, closeStores, get } from "../support/community.ts";
import { openShownCommunity, type ShownCommunity } from "../support/every-page.ts";

const test = suite("forms of answers");
let shown: ShownCommunity;
test.before(async () => {
  shown = await openShownCommunity("full");
});
test.after(closeStores);

const media = (format: string): string => mediaOf(format, CHANNEL_MEDIA).split(";")[0]!;

/** The reads whose address names no form. */
const open = () =>
  shown.reads.flatMap(({ route, path }) => {
    if (splitSuffix(path).format !== undefined) return [];
    const { formats = ["json"] } = route;
    if (formats.length === 0) return [];
    const read = (accept: string, suffix = "") =>
      get(shown.apps[route.function], path + suffix, { ...AS_MAINTAINER, Accept: accept });
    return [{ route, formats: formats as readonly string[], name: `${route.function} ${route.path}`, path, read }];
  });

test("Accept chooses among several, by weight; else the nearest is given", async () => {
  let several = 0;
  for (const { name, formats, read } of open()) {
    const [first = "json", ...others] = formats;
    if (others.length === 0) continue;
    several++;
    const given = async (accept: string) => {
      const { status, headers } = await read(accept);
      assert.is(status, 200, `${name} ${accept}`);
      assert.match(headers.get("vary") ?? "", "Accept", `${name} ${accept}`);
      return headers.get("content-type")?.split(";")[0];
    };
    const asked: [string, string][] = [
      ["*/*", first],
      ["image/png", first],
      [`image/png, ${media(first)};q=0.1`, first],
      [`${media(first)};q=0, */*;q=0.5`, others.find((one) => media(one) !== media(first)) ?? first],
      ...formats.map((one): [string, string] => [`${media(first)};q=0.2, ${media(one)};q=0.9, */*;q=0.1`, one]),
    ];
    const texts = formats.filter((one) => media(one).startsWith("text/"));
    if (!formats.includes("txt")) asked.push(["text/plain", texts.at(-1) ?? first]);
    for (const [accept, format] of asked) assert.is(await given(accept), media(format), `${name} ${accept}`);
  }
  assert.ok(several > 10);
});

const UNKNOWN = ["foo", "JSON", "MD", "json.json", "2"];

test("a suffix that a route has is stronger than Accept; another is an error that names those it has", async () => {
  for (const { route, name, formats, path, read } of open()) {
    const suffixes =
      (path === "/" && route.function !== "weekly-digest") || formats.length === 1
        ? []
        : formats.filter((one) => one !== "html");
    for (const format of new Set([...Object.keys(MEDIA), ...UNKNOWN, ...suffixes])) {
      const { status, headers, body } = await read("application/json", `.${format}`);
      const what = `${name}, .${format}: ${body.detail}`;
      if (suffixes.includes(format)) {
        assert.equal([status, headers.get("content-type")?.split(";")[0]], [200, media(format)], what);
        continue;
      }
      assert.is(status, 404, what);
      const [, named = ""] = /: it (ends in .* or in none|takes no suffix)\.$/.exec(body.detail) ?? [];
      const told = named.match(/(?<=(?:in|,) \.)[a-z.]+/g) ?? [];
      assert.equal([named !== "", [...told].sort()], [true, [...suffixes].sort()], what);
    }
  }
});

test("an address that has suffixes only names them where another stands in their place", async () => {
  for (const [name, path, suffixes] of [
    ["pods", "/calendar", ".ics"],
    ["pods", "/feed", ".atom"],
    ["pods", "/members", ".svg"],
    ["pods", "/openapi", ".json"],
    ["pods", "/narwhal/calendar", ".ics"],
    ["pods", "/narwhal/badge", ".json, .svg"],
    ["pods", "/narwhal/members", ".svg"],
    ["weekly-digest", "/feed", ".atom"],
  ] as const)
    for (const suffix of [...UNKNOWN, "md"]) {
      const address = `${path}.${suffix}`;
      const { status, body } = await get(shown.apps[name], address, { Accept: "application/json" });
      assert.equal([status, body.detail], [404, `There is nothing at ${address}: it ends in ${suffixes}.`]);
    }
  for (const address of ["/2026-W40.foo", "/2026-W46.MD", "/latest.foo", "/.foo"]) {
    const { status, body } = await get(shown.apps["weekly-digest"], address, { Accept: "application/json" });
    assert.is(status, 404);
    assert.match(body.detail, `There is nothing at ${address}: it ends in .json, .md, .txt, .slack.json,`);
  }
});

test.run();
