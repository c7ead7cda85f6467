import { Readable } from "node:stream";
import { mock } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { createApp } from "#shared/openfaas/app.ts";
import { openBodyBudget, SMALL_BODY_BYTES_MAX } from "#shared/openfaas/body-budget.ts";
import { EventRequest } from "#shared/openfaas/event-request.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";

const test = suite("a route that takes a body");

const silent = createLog({ name: "fixture", write: () => {} });
const MB = 1024 * 1024;

interface Call {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly chunks?: readonly Uint8Array[];
  /** The stream ends after the chunks. */
  readonly ends?: boolean;
}

/** Calls an app as our template does, and tells how many bytes it asked for. */
async function call({ path = "/", headers = {}, chunks = [], ends = true }: Call) {
  const app = createApp({ name: "fixture", log: silent });
  const prove = (c: { req: { header(name: string): string | undefined } }) => {
    if (c.req.header("authorization") !== "yes") throw new PodsError("unauthorized", "Who are you?");
  };
  app.post("/", takesBody(prove, { bytesMax: 2 * MB, bodyMs: 50 }), (c) => c.json({ bytes: c.get("body").byteLength }));
  app.post("/tick", takesBody(prove, { tick: true }), (c) => c.json({ bytes: c.get("body").byteLength }));

  const waiting = [...chunks];
  let read = 0;
  const body = new Readable({
    highWaterMark: 0,
    read() {
      const chunk = waiting.shift();
      read += chunk?.byteLength ?? 0;
      if (chunk !== undefined || ends) this.push(chunk ?? null);
    },
  });
  const request = new EventRequest({ method: "POST", path, headers, body });
  const response = await app.fetch(request as unknown as Request);
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, read };
}

/** All that needs no timer. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}

const chunk = (bytes = 1000) => new Uint8Array(bytes);
const proof = { authorization: "yes" };

test("it has the whole body, in whatever pieces it came", async () => {
  for (const chunks of [[], [chunk()], [chunk(), chunk(3)]]) {
    const { status, body } = await call({ headers: proof, chunks });
    assert.equal([status, body.bytes], [200, chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)]);
  }
});

test("without proof no byte is read", async () => {
  const { status, read } = await call({ chunks: [chunk()] });
  assert.equal([status, read], [401, 0]);
});

test("an empty body is a tick without proof; the first byte needs one", async () => {
  assert.is((await call({ path: "/tick" })).status, 200);
  assert.is((await call({ path: "/tick", chunks: [chunk(1), chunk(1)] })).status, 401);
  assert.is((await call({ path: "/tick", chunks: [chunk(1)], headers: proof })).status, 200);
});

test("a length that is stated and too large is 413 before the first byte", async () => {
  const { status, read } = await call({ headers: { ...proof, "content-length": "3000000" }, chunks: [chunk()] });
  assert.equal([status, read], [413, 0]);
});

test("a body without a length is counted, and refused when it is too large", async () => {
  const { status, read, body } = await call({
    headers: { ...proof, "x-call-id": "c" },
    chunks: Array(100).fill(chunk(MB)),
  });
  assert.is(status, 413);
  assert.ok(read <= 5 * MB, `${read} bytes were read`);
  assert.is(body.instance, "c");
});

test("a compressed body is 415 and says so", async () => {
  const { status, body } = await call({ headers: { ...proof, "content-encoding": "gzip" }, chunks: [chunk()] });
  assert.is(status, 415);
  assert.match(body.detail as string, "Content-Encoding");
});

test("a body that never ends is 408", async () => {
  assert.is((await call({ headers: proof, chunks: [chunk()], ends: false })).status, 408);
});

test("a body that never ends is answered before the watchdog would do so, after eight seconds", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    let status: number | undefined;
    void call({ path: "/tick", headers: proof, chunks: [chunk()], ends: false }).then((answer) => {
      status = answer.status;
    });
    await turns();
    assert.is(status, undefined);
    mock.timers.tick(7_999);
    await turns();
    assert.is(status, 408);
  } finally {
    mock.timers.reset();
  }
});

test("all large bodies share a budget, and a part of it is only for small ones", () => {
  const budget = openBodyBudget(10 * MB, MB);
  const large = budget.share();
  large.add(9 * MB);
  const second = budget.share();
  second.add(SMALL_BODY_BYTES_MAX);
  second.add(MB - SMALL_BODY_BYTES_MAX);
  assert.throws(() => second.add(1), /in a moment/);
  const small = budget.share();
  for (let i = 0; i < 2; i++) small.add(SMALL_BODY_BYTES_MAX / 2);
  large.release();
  second.add(1);
  second.release();
  small.release();
});

test("small bodies fill no more than the whole budget", () => {
  const budget = openBodyBudget(MB, MB);
  const shares = Array.from({ length: 8 }, () => budget.share());
  for (const share of shares) share.add(SMALL_BODY_BYTES_MAX);
  const one = budget.share();
  assert.throws(() => one.add(1), /in a moment/);
  shares[0]!.release();
  one.add(1);
});

test.run();
