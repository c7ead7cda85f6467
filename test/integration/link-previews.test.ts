import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  closeStores,
  command,
  csvOf,
  get,
  HTML,
  post,
  SETTINGS,
  settledCommunity,
} from "../support/community.ts";

const test = suite("what a link shows where it is pasted");
test.after(closeStores);

async function open(yaml: string): Promise<Readonly<Record<string, App>>> {
  const community = await settledCommunity(yaml);
  const apps = {
    pods: pods({ ...community, build: "test" }),
    "join-pod": joinPod(community),
    rebalance: rebalance(community),
    "weekly-digest": weeklyDigest(community),
  };
  await post(apps["join-pod"], `login,areas,ability\n${csvOf(6, "hull", ",experienced")}`, CSV);
  await command(apps.rebalance, { do: "seat" });
  await command(apps.rebalance, { do: "plan" });
  await command(apps["weekly-digest"], { do: "publish", week: "2026-W46" });
  return apps;
}
const site = "https://pods.example.org";
const apps = await open(`${SETTINGS}\npublicUrl: ${site}`);

const PUBLIC = [
  ["pods", "/"],
  ["pods", "/narwhal"],
  ["pods", "/people/ada-1"],
  ["pods", "/areas"],
  ["pods", "/status"],
  ["pods", "/privacy"],
  ["join-pod", "/"],
  ["weekly-digest", "/2026-W46"],
  ["weekly-digest", "/archive"],
] as const;

const metaOf = (page: string, name: string): string | undefined =>
  new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`).exec(page)?.[1];
const linkOf = (page: string, rel: string): string | undefined =>
  new RegExp(`<link rel="${rel}" href="([^"]*)"`).exec(page)?.[1];

for (const [name, path] of PUBLIC) {
  test(`${name}${path}: a title, a sentence, an address and a picture`, async () => {
    const { status, body } = await get(apps[name]!, path, HTML);
    assert.is(status, 200);
    const address = `${site}/${name}${path}`;
    assert.match(body, `<title>${metaOf(body, "og:title")} · `);
    assert.match(metaOf(body, "og:description") ?? "", /^.{15,300}$/);
    assert.is(metaOf(body, "description"), metaOf(body, "og:description"));
    assert.is(metaOf(body, "og:url"), address);
    assert.is(linkOf(body, "canonical"), address);
    assert.is(metaOf(body, "og:type"), "website");
    assert.is(metaOf(body, "og:site_name"), "Ships pods");
    assert.is(metaOf(body, "twitter:card"), "summary");
    assert.is(metaOf(body, "og:image"), `${site}/pods/assets/card.png`);
    assert.is(linkOf(body, "icon"), `${site}/pods/assets/icon.svg`);
  });
}

test("a filtered directory and a digest without a date name the page they are", async () => {
  assert.is(linkOf((await get(apps.pods!, "/?area=hull&open=1", HTML)).body, "canonical"), `${site}/pods/`);
  assert.is(linkOf((await get(apps["weekly-digest"]!, "/", HTML)).body, "canonical"), `${site}/weekly-digest/2026-W46`);
});

test("pages about a plan and errors say nothing of what is in them, and are not indexed", async () => {
  for (const [name, path, headers] of [
    ["rebalance", "/", AS_MAINTAINER],
    ["rebalance", "/", {}],
    ["rebalance", "/runs", {}],
    ["pods", "/nowhere", {}],
    ["weekly-digest", "/2020-W01", {}],
  ] as const) {
    const { body } = await get(apps[name]!, path, { ...HTML, ...headers });
    assert.is(metaOf(body, "robots"), "noindex", name + path);
    assert.not.match(body, /property="og:|rel="canonical"|name="description"/);
    assert.is(linkOf(body, "icon"), `${site}/pods/assets/icon.svg`);
  }
});

test("without an absolute publicUrl nothing is said that needs an absolute address", async () => {
  const { body } = await get((await open(SETTINGS)).pods!, "/narwhal", HTML);
  assert.is(metaOf(body, "og:title"), "Narwhal");
  assert.is(linkOf(body, "canonical"), "/function/pods/narwhal");
  for (const name of ["og:url", "og:image"]) assert.is(metaOf(body, name), undefined);
});

test("the icon and the picture are files that browsers keep", async () => {
  for (const [file, type] of [
    ["icon.svg", "image/svg+xml"],
    ["card.png", "image/png"],
  ] as const) {
    const response = await apps.pods!.request(`/assets/${file}`);
    assert.is(response.status, 200);
    assert.is(response.headers.get("content-type"), type);
    assert.is(response.headers.get("cache-control"), "public, max-age=86400");
    const again = { headers: { "If-None-Match": response.headers.get("etag") ?? "" } };
    assert.is((await apps.pods!.request(`/assets/${file}`, again)).status, 304);
    if (file !== "card.png") continue;
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.is(bytes.subarray(1, 4).toString(), "PNG");
    assert.equal([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [256, 256]);
  }
});

test.run();
