import { gunzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { handle } from "#shared/openfaas/handle.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { call } from "../support/call.ts";
import { AS_MAINTAINER, CSV, closeStores, command, post, testCommunity } from "../support/community.ts";
import { signedLink } from "../support/links.ts";

const KB = 1024;
const PODS = 24;
const BROWSER = { accept: "text/html", "accept-encoding": "gzip, deflate, br" };
const test = suite("compression");

const AREAS = Array.from({ length: PODS }, (_, n) => `area-${n}`);
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo"];
const community = await testCommunity(`
community: Ships
organisation: ships
consent: assign
areas: { ${AREAS.map((id) => `${id}: {}`).join(", ")} }
`);
const people = joinPod(community);
const rows = AREAS.flatMap((area, pod) =>
  Array.from(
    { length: 7 },
    (_, n) => `sailor-${(pod * 7919 + n * 104729).toString(36)},${area},experienced,${ZONES[(pod + n) % 5]}`,
  ),
);
await post(people, `login,areas,ability,timezone\n${rows.join("\n")}`, CSV);
await command(rebalance(community), { do: "seat" });

const directory = handle(async () => pods({ ...community, build: "test" }));
const joining = handle(async () => people);
const planning = handle(async () => rebalance(community));
test.after(closeStores);

test("the directory of 24 pods is sent with at most 20 KB, and reads as without compression", async () => {
  const sent = await call(directory, { headers: BROWSER });
  const plain = await call(directory, { headers: { accept: "text/html" } });
  assert.is(sent.status, 200);
  assert.is(sent.headers["content-encoding"], "gzip");
  assert.is(String(gunzipSync(sent.body!)), String(plain.body));
  assert.is(String(plain.body).split("<article").length - 1, PODS);
  assert.ok(sent.body!.length <= 20 * KB, `${sent.body!.length} of ${plain.body!.length} bytes`);
  assert.is((await call(directory, { headers: BROWSER })).body, sent.body, "it is compressed once for all readers");
});

test("the caller says whether it takes gzip", async () => {
  for (const [header, gzip] of [
    [undefined, false],
    ["", false],
    ["identity", false],
    ["br", false],
    ["gzip;q=0", false],
    ["*;q=0", false],
    ["gzip;q=0, *", false],
    ["gzip;q=0.2, identity", false],
    ["gzip", true],
    ["GZIP;q=0.5", true],
    ["br;q=1.0, gzip;q=0.8, *;q=0.1", true],
    ["*", true],
    ["deflate, *;q=0.5", true],
  ] as const) {
    const headers = { accept: "text/html", ...(header !== undefined && { "accept-encoding": header }) };
    const answer = await call(directory, { headers });
    assert.is(answer.headers["content-encoding"], gzip ? "gzip" : undefined, header);
    assert.is(answer.headers.vary, "Accept, Accept-Encoding", header);
  }
});

test("a copy of either form is confirmed by a 304; HEAD has the same tag and no body", async () => {
  const [sent, plain] = [
    await call(directory, { headers: BROWSER }),
    await call(directory, { headers: { accept: "text/html" } }),
  ];
  for (const { headers } of [sent, plain]) {
    for (const encoding of ["gzip", "identity"]) {
      const again = await call(directory, {
        headers: { accept: "text/html", "accept-encoding": encoding, "if-none-match": String(headers.etag) },
      });
      assert.is(again.status, 304);
      assert.is(again.body, undefined);
      assert.is(again.headers["content-encoding"], undefined);
      assert.is(again.headers.vary, "Accept, Accept-Encoding");
    }
  }
  const head = await call(directory, { method: "HEAD", headers: BROWSER });
  assert.is(head.body, undefined);
  assert.is(head.headers.etag, sent.headers.etag);
});

test("pages of other functions and the style sheet are compressed, short answers and errors are not", async () => {
  const page = await call(joining, { headers: BROWSER });
  assert.is(page.headers["content-encoding"], "gzip");
  const [, sheet = ""] = /href="[^"]*(\/assets\/[^"]+\.css)"/.exec(String(gunzipSync(page.body!))) ?? [];
  const style = await call(directory, { path: sheet, headers: BROWSER });
  assert.is(style.headers["content-encoding"], "gzip");
  assert.is(style.headers.vary, "Accept-Encoding");
  for (const [path, status] of [
    ["/narwhal/badge.json", 200],
    ["/nowhere", 404],
  ] as const) {
    const answer = await call(directory, { path, headers: BROWSER });
    assert.is(answer.status, status);
    assert.is(answer.headers["content-encoding"], undefined);
  }
});

test("a picture for a README is compressed too, though caches ask each time whether it is still true", async () => {
  const picture = await call(directory, { path: "/members.svg", headers: BROWSER });
  assert.is(picture.headers["cache-control"], "no-cache");
  assert.is(picture.headers["content-encoding"], "gzip");
  assert.is(picture.headers.vary, "Accept-Encoding");
  const plain = await call(directory, { path: "/members.svg" });
  assert.is(String(gunzipSync(picture.body!)), String(plain.body));
});

test("what only some may see is never compressed: it could hold a secret beside words of the address", async () => {
  await command(rebalance(community), { do: "plan" });
  const key = new URLSearchParams(signedLink("/").split("?")[1]).get("key");
  for (const event of [{ query: { key } }, { headers: { ...BROWSER, authorization: AS_MAINTAINER.Authorization } }]) {
    const page = await call(planning, { headers: BROWSER, ...event });
    assert.is(page.status, 200);
    assert.match(String(page.headers["cache-control"]), "no-store");
    assert.ok(page.body!.length > 2 * KB);
    assert.is(page.headers["content-encoding"], undefined);
  }
});

test.run();
