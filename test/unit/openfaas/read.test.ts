import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createApp } from "#shared/openfaas/app.ts";
import { CACHE, markPrivate, notModified, versioned } from "#shared/openfaas/cache.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { mediaOf, negotiate, splitSuffix } from "#shared/openfaas/negotiate.ts";

const test = suite("reads: formats and caching");

let rendered = 0;
const app = createApp({ name: "fixture", log: createLog({ name: "fixture", write: () => {} }) });
const OWN = new Map([["slack.json", "application/json"]]);
app.get("/private", (c) => {
  markPrivate(c);
  return c.text("for you");
});
app.get("/of/:policy", (c) => versioned(c, "the same", { "Content-Security-Policy": c.req.param("policy") }));
app.get("/:slug", (c) => {
  const format = negotiate(c, ["html", "json", "md", "slack.json"], OWN);
  const unchanged = notModified(c, `42-${format}`);
  if (unchanged) return unchanged;
  rendered += 1;
  return c.body(`${splitSuffix(c.req.param("slug")).name} as ${format}`, 200, {
    "Content-Type": mediaOf(format, OWN),
  });
});

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const text = async (path: string, accept?: string) =>
  (await get(path, accept === undefined ? {} : { Accept: accept })).text();

test("Accept decides, by weight and then by order", async () => {
  assert.is(await text("/minke"), "minke as html");
  assert.is(await text("/minke", "*/*"), "minke as html");
  assert.is(await text("/minke", "application/json"), "minke as json");
  assert.is(await text("/minke", "text/html;q=0.5, text/markdown"), "minke as md");
  assert.is(await text("/minke", "text/html;q=0, application/*"), "minke as json");
  assert.is(await text("/minke", "image/png"), "minke as html");
  assert.is((await get("/minke")).headers.get("Vary"), "Accept");
});

test("a suffix is stronger than Accept, and an unknown one is none of the name", async () => {
  assert.is(await text("/minke.json", "text/html"), "minke as json");
  assert.is(await text("/2026-W47.slack.json"), "2026-W47 as slack.json");
  for (const unknown of ["/minke.xyz", "/minke.JSON", "/minke.slack", "/minke.json.json", "/minke."])
    assert.match(
      await text(unknown, "text/html"),
      `There is nothing at ${unknown}: it ends in .json, .md, .slack.json or in none.`,
    );
  assert.equal(splitSuffix("/v1.2/minke"), { name: "/v1.2/minke" });
  assert.is((await get("/minke.json")).headers.get("Content-Type"), "application/json");
});

test("a reader who has the version gets 304 and nothing is rendered", async () => {
  const first = await get("/minke");
  assert.is(first.headers.get("Cache-Control"), CACHE.public);
  const etag = first.headers.get("ETag")!;
  const before = rendered;
  for (const known of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
    const response = await get("/minke", { "If-None-Match": known });
    assert.is(response.status, 304, known);
    assert.is(await response.text(), "");
    assert.is(response.headers.get("ETag"), etag);
    assert.is(response.headers.get("Vary"), "Accept");
    for (const name of ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"])
      assert.is(response.headers.get(name), null, `${name}: a cache keeps the one it has`);
  }
  assert.is(rendered, before);
  assert.is((await get("/minke.json", { "If-None-Match": etag })).status, 200, "another format is another version");
});

test("the same body with other headers is another version, since a 304 leaves those of the first in force", async () => {
  const tag = async (path: string) => (await get(path)).headers.get("ETag");
  assert.is(await tag("/of/one"), await tag("/of/one"));
  assert.is.not(await tag("/of/one"), await tag("/of/another"));
});

test("a private page is never stored, and links do not reveal its address", async () => {
  const { headers } = await get("/private");
  assert.is(headers.get("Cache-Control"), "private, no-store");
  assert.is(headers.get("Referrer-Policy"), "no-referrer");
  assert.is(headers.get("X-Robots-Tag"), "noindex");
});

test.run();
