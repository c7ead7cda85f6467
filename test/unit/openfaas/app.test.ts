import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { createApp } from "#shared/openfaas/app.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";

const test = suite("app");
const anybody = () => {};

const errorPage = ({ status, detail }: { status: number; detail: string }) => ({
  body: `<h1>${status}</h1>${detail}`,
  headers: { "Content-Type": "text/html; charset=utf-8" },
});

/** An app with a few routes, and its log lines. */
function fixture(deadlineMs = 60_000) {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ name: "fixture", write: (line) => void lines.push(JSON.parse(line)) });
  const app = createApp({ name: "fixture", log, deadlineMs, errorPage });
  app.get("/", (c) => c.text("hello"));
  app.post("/", takesBody(anybody, { bytesMax: 100 }), (c) => c.json({ bytes: c.get("body").byteLength }));
  app.post("/text", takesBody(anybody, { bytesMax: 100 }), async (c) => c.text(await c.req.text()));
  app.get("/bug", () => {
    throw new Error("the password is swordfish");
  });
  app.get("/full", () => {
    throw new PodsError("conflict", "Minke is full.", { errors: [{ pointer: "/pod", detail: "is full" }] });
  });
  app.get("/slow", async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return c.text("at last");
  });
  app.get("/bulk", async (c) => {
    extendDeadline(c);
    await new Promise((resolve) => setTimeout(resolve, 60));
    return c.text("at last");
  });
  return { app, lines };
}

test("an answer carries the call id, the security headers and no-store", async () => {
  const { app, lines } = fixture();
  const response = await app.request("/?key=secret", { headers: { "X-Call-Id": "abc-1" } });
  assert.is(await response.text(), "hello");
  assert.is(response.headers.get("X-Call-Id"), "abc-1");
  assert.is(response.headers.get("X-Content-Type-Options"), "nosniff");
  assert.is(response.headers.get("Cache-Control"), "no-store");
  assert.match(response.headers.get("Content-Security-Policy")!, "frame-ancestors 'none'");
  assert.is(lines.length, 1);
  const { level, function: name, message, callId, status } = lines[0]!;
  assert.equal(
    { level, name, message, callId, status },
    { level: "info", name: "fixture", message: "GET /", callId: "abc-1", status: 200 },
  );
});

test("the log does not tell whose page was asked for", async () => {
  const { app, lines } = fixture();
  for (const path of [
    "/people/ada-doc",
    "/people/ada-doc.json",
    "/People/ada-doc",
    "/people/ada%2Ddoc/more?key=ada-doc",
  ])
    await app.request(path);
  assert.is(lines.length, 4);
  assert.not.match(JSON.stringify(lines), "ada");
  assert.is(lines[0]?.message, "GET /people/…");
});

test("a call id that is not a short plain word is replaced", async () => {
  const { app } = fixture();
  const response = await app.request("/", { headers: { "X-Call-Id": '"}{"' } });
  assert.match(response.headers.get("X-Call-Id")!, /^[0-9a-f-]{36}$/);
});

test("a body over the limit is 413, whatever its Content-Length says", async () => {
  const { app } = fixture();
  assert.equal(await (await app.request("/", { method: "POST", body: "x".repeat(100) })).json(), { bytes: 100 });
  assert.is((await app.request("/", { method: "POST", body: "x".repeat(101) })).status, 413);

  const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(60)) });
  const init = { method: "POST", body: endless, duplex: "half", headers: { "Content-Length": "1" } };
  const response = await app.request("/", init as RequestInit);
  assert.is(response.status, 413);
  assert.match(((await response.json()) as { detail: string }).detail, "100 bytes");
});

test("a handler can still read the body as in any Hono app", async () => {
  const { app } = fixture();
  assert.is(await (await app.request("/text", { method: "POST", body: "ahoy" })).text(), "ahoy");
});

test("unknown paths are 404, unknown methods 405 with the allowed ones", async () => {
  const { app } = fixture();
  assert.is((await app.request("/nowhere")).status, 404);
  const response = await app.request("/", { method: "DELETE" });
  assert.is(response.status, 405);
  assert.is(response.headers.get("Allow"), "GET, HEAD, POST");
  assert.is((await app.request("/bug", { method: "POST" })).headers.get("Allow"), "GET, HEAD");
});

test("a problem states the fault, the reason and the place to look", async () => {
  const { app } = fixture();
  const response = await app.request("/full", { headers: { "X-Call-Id": "abc" } });
  assert.is(response.headers.get("Content-Type"), "application/problem+json");
  assert.equal(await response.json(), {
    type: "about:blank",
    title: "Conflict",
    status: 409,
    detail: "Minke is full.",
    instance: "abc",
    errors: [{ pointer: "/pod", detail: "is full" }],
  });
});

test("a bug is 500: its message and stack go to the log only", async () => {
  const { app, lines } = fixture();
  const response = await app.request("/bug");
  assert.is(response.status, 500);
  assert.not.match(await response.text(), "swordfish");
  assert.ok(lines.some(({ level, error }) => level === "error" && String(error).includes("swordfish")));
});

test("a call that takes too long is 503 with Retry-After, unless it extended its deadline", async () => {
  const { app } = fixture(30);
  const response = await app.request("/slow");
  assert.is(response.status, 503);
  assert.is(response.headers.get("Retry-After"), "2");
  assert.is(await (await app.request("/bulk")).text(), "at last");
});

test("an error is a page for a browser, and JSON for everything else", async () => {
  const { app } = fixture();
  const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  const ask = (path: string, accept?: string, init: RequestInit = {}) =>
    app.request(path, { ...init, ...(accept && { headers: { Accept: accept } }) });
  for (const [path, status, init] of [
    ["/nowhere", 404],
    ["/full", 409],
    ["/bug", 500],
    ["/", 413, { method: "POST", body: "x".repeat(101) }],
    ["/", 405, { method: "PUT" }],
  ] as const) {
    const page = await ask(path, browser, init);
    assert.is(page.status, status);
    assert.is(page.headers.get("Content-Type"), "text/html; charset=utf-8", path);
    assert.is(page.headers.get("Cache-Control"), "no-store");
    assert.match(await page.text(), `<h1>${status}</h1>`);
    for (const accept of [undefined, "*/*", "application/json", "application/problem+json"]) {
      const answer = await ask(path, accept, init);
      assert.is(answer.headers.get("Content-Type"), "application/problem+json", `${path} for ${accept}`);
      assert.is(answer.headers.get("Vary"), "Accept");
    }
  }
  assert.match((await ask("/nowhere.json", browser)).headers.get("Content-Type")!, "json");
});

test.run();
