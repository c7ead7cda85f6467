import { Hono } from "hono";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createApp } from "#shared/openfaas/app.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { call } from "../../support/call.ts";

const test = suite("handle");

const anybody = () => {};
const silent = createLog({ name: "fixture", write: () => {} });

const echo = () => {
  const app = createApp({ name: "echo", log: silent });
  app.post("/bytes", takesBody(anybody, { bytesMax: 1000 }), (c) => c.body(new Uint8Array(c.get("body"))));
  app.post("/form", takesBody(anybody), async (c) => c.json(await c.req.parseBody()));
  app.get("/query", (c) => c.json(c.req.queries()));
  app.get("/headers", (c) => c.json(c.req.header()));
  app.get("/not-modified", (c) => c.body(null, 304));
  app.get("/cookies", (c) => {
    c.header("Set-Cookie", "a=1");
    c.header("Set-Cookie", "b=2", { append: true });
    return c.text("");
  });
  return app;
};

test("bytes go in and come out as they are", async () => {
  const bytes = Buffer.from([0, 255, 128, 10, 13, 0xc3, 0x28]);
  const { status, body } = await call(
    handle(async () => echo()),
    { method: "POST", path: "/bytes", body: bytes },
  );
  assert.is(status, 200);
  assert.equal(body, bytes);
});

test("a template without a body passes {}, which counts as an empty one", async () => {
  const { body } = await call(
    handle(async () => echo()),
    { method: "POST", path: "/bytes", body: {} },
  );
  assert.equal(body, Buffer.alloc(0));
});

test("the body's limit is counted here too", async () => {
  const { status } = await call(
    handle(async () => echo()),
    { method: "POST", path: "/bytes", body: Buffer.alloc(1001) },
  );
  assert.is(status, 413);
});

test("repeated query keys and headers arrive", async () => {
  const handler = handle(async () => echo());
  const query = await call(handler, { path: "/query", query: { area: ["cli", "docs & more"], q: "ä=&" } });
  assert.equal(JSON.parse(String(query.body)), { area: ["cli", "docs & more"], q: ["ä=&"] });
  const headers = await call(handler, {
    path: "/headers",
    headers: { accept: "a/b", "x-list": ["1", "2"], gone: undefined },
  });
  assert.equal(JSON.parse(String(headers.body)), { accept: "a/b", "x-list": "1, 2" });
});

test("a form is read through the native request", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const event = { method: "POST", path: "/form", headers, body: Buffer.from("login=ada&area=cli") };
  const { body } = await call(
    handle(async () => echo()),
    event,
  );
  assert.equal(JSON.parse(String(body)), { login: "ada", area: "cli" });
});

test("an answer without a body has none, and each cookie stays its own", async () => {
  const handler = handle(async () => echo());
  const { status, body } = await call(handler, { path: "/not-modified" });
  assert.is(status, 304);
  assert.is(body, undefined);
  assert.equal((await call(handler, { path: "/cookies" })).headers["set-cookie"], ["a=1", "b=2"]);
});

test("it starts on the first call, once", async () => {
  let starts = 0;
  const handler = handle(async () => {
    starts += 1;
    return new Hono().get("/", (c) => c.text("up"));
  });
  assert.is(starts, 0);
  await Promise.all([call(handler, {}), call(handler, {}), handler.start()]);
  assert.is(starts, 1);
});

test("a start that fails is 503 without its reason, and is tried again", async () => {
  let broken = true;
  const handler = handle(async () => {
    if (broken) throw new Error("The secret pods-redis-url is missing");
    return new Hono().get("/", (c) => c.text("up"));
  });
  const { status, headers, body } = await call(handler, {});
  assert.is(status, 503);
  assert.is(headers["content-type"], "application/problem+json");
  assert.not.match(String(body), "pods-redis-url");
  broken = false;
  assert.is((await call(handler, {})).status, 200);
});

test("start() rejects with the reason", async () => {
  const handler = handle(() => Promise.reject(new Error("no settings")));
  const error = await handler.start().catch((error: Error) => error);
  assert.match((error as Error).message, "no settings");
});

test.run();
